/**
 * Counts how running news writes each word around quotation marks: marks tell where somebody's words end, commas and stops mostly don't.
 * `node .config/run.mjs src/train/stations/rates.ts [NEWS]` writes `src/quotations/word-rates.txt`. Nothing annotated is read.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { defaultLexicon } from '../../lexicon/index.ts';
import { isPreposition } from '../../quotations/sources/noun-phrases.ts';
import { isWordAfterConjunction } from '../../quotations/words.ts';
import { indexText, type TextIndex } from '../../text/index.ts';
import { articles } from '../news.ts';

/**
 * Where a word stood: anywhere; inside a pair; after a comma inside, right after a pair (also over a comma), outside; the same after a stop;
 * behind a word that verbs follow (`قد`, `لم`, `التي`), behind a preposition, behind a reporting verb.
 */
const PLACES = [
  'all',
  'inside',
  'comma-inside',
  'comma-closed',
  'comma-outside',
  'stop-inside',
  'stop-closed',
  'stop-outside',
  'verbal',
  'nominal',
  'spoken',
] as const;
type Counts = Record<(typeof PLACES)[number], number>;

/** A pair with fewer words is a name or a scare quote. */
const SPOKEN_WORDS = 6;
const LONGEST_ARTICLE = 20_000;
const EVERY = 2;
/** Words that are told in any case. */
const MOST_FREQUENT = 3000;

const FILE = 'src/quotations/word-rates.txt';

/** 1 inside of a pair, 2 at its closing mark. */
function spoken({ tokens, marks }: TextIndex): Uint8Array {
  const inside = new Uint8Array(tokens.length + 1);
  for (const { open, close } of marks) {
    if (close === null) continue;
    if (tokens.slice(open + 1, close).filter(({ kind }) => kind === 'word').length < SPOKEN_WORDS) continue;
    inside.fill(1, open + 1, close);
    inside[close] = 2;
  }
  return inside;
}

/** Classes of words that verbs follow. */
const VERBAL = ['auxiliary', 'negation', 'relative'] as const;

const lexicon = defaultLexicon();
const kinds = new Map<string, 'verbal' | 'nominal' | 'spoken' | null>();

/** What a word says of the next one. */
function kindBefore(key: string, form: string): 'verbal' | 'nominal' | 'spoken' | null {
  let kind = kinds.get(key);
  if (kind === undefined) {
    if (isPreposition(key)) kind = 'nominal';
    else if (VERBAL.some((group) => isWordAfterConjunction(group, key))) kind = 'verbal';
    else {
      const [reading] = lexicon.cueForms(key, form);
      const says = reading && !reading.suffix && reading.form.person === 3 && reading.form.lemma.strength === 'strong';
      kind = says ? 'spoken' : null;
    }
    kinds.set(Buffer.from(key).toString(), kind);
  }
  return kind;
}

function count(index: TextIndex, counts: Map<string, Counts>): void {
  const { tokens } = index;
  const inside = spoken(index);
  for (const { index: i, kind, key } of tokens) {
    if (kind !== 'word') continue;
    let of = counts.get(key);
    if (!of) {
      of = Object.fromEntries(PLACES.map((place) => [place, 0])) as Counts;
      // a copy: a slice would keep the whole article
      counts.set(Buffer.from(key).toString(), of);
    }
    of.all++;
    if (inside[i] === 1) of.inside++;
    const previous = tokens[i - 1];
    if (previous === undefined) continue;
    const before = previous.form;
    if (previous.kind === 'word') {
      const kind = kindBefore(previous.key, before);
      if (kind) of[kind]++;
      continue;
    }
    const closed = i >= 2 && inside[i - 2] === 2;
    if (inside[i - 1] === 2) of['comma-closed']++;
    else if (before === '،' || before === ',')
      of[inside[i] === 1 && inside[i - 1] === 1 ? 'comma-inside' : closed ? 'comma-closed' : 'comma-outside']++;
    else if (before === '.' || before === '..')
      of[inside[i] === 1 ? 'stop-inside' : closed ? 'stop-closed' : 'stop-outside']++;
  }
}

/** Tenths of the log odds of one count against another, drawn to 0 where there are few. */
const odds = (a: number, b: number): number => (a + b < 8 ? 0 : Math.round(10 * Math.log((a + 2) / (b + 2))));

function lines(counts: Map<string, Counts>): string[] {
  const order = [...counts]
    .filter(([, { all }]) => all >= 20)
    .sort(([a, x], [b, y]) => y.all - x.all || (a < b ? -1 : 1));
  const inside = order.reduce((sum, [, of]) => sum + of.inside, 0) / order.reduce((sum, [, of]) => sum + of.all, 0);
  const spoken = order.reduce((sum, [, of]) => sum + of.spoken, 0) / order.reduce((sum, [, of]) => sum + of.all, 0);
  return order.flatMap(([key, of], rank) => {
    const voice = Math.log(
      ((of.inside + 20 * inside) / (of.all - of.inside + 20 * (1 - inside))) * ((1 - inside) / inside),
    );
    const commas = of['comma-inside'] + of['comma-closed'];
    const verb = odds(of.verbal, of.nominal);
    const speech = Math.round(10 * Math.log((of.spoken + 20 * spoken) / ((of.all + 20) * spoken)));
    const tells = (verb > 5 && of.verbal >= 20) || (speech > 10 && of.spoken >= 12);
    if (rank >= MOST_FREQUENT && commas < 25 && !tells && !(Math.abs(voice) > 0.7 && of.all >= 400)) return [];
    const start = Math.log((commas + of['comma-outside'] + 3) / (of.all + 100));
    const values = [
      odds(of['comma-closed'], of['comma-inside']),
      odds(of['stop-closed'], of['stop-inside']),
      of.all < 100 ? 0 : Math.round(10 * voice),
      Math.round(10 * start),
      verb,
      speech,
    ];
    return [`${key} ${values.join(' ')}`];
  });
}

if (process.argv[1]?.endsWith('stations/rates.ts')) {
  const counts = new Map<string, Counts>();
  let read = 0;
  for (const { text } of articles(process.argv[2] ?? '../shared/data/news'))
    if (read++ % EVERY === 0 && text.length <= LONGEST_ARTICLE) count(indexText(text), counts);
  const head = readFileSync(FILE, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('#'));
  writeFileSync(FILE, `${[...head, ...lines(counts)].join('\n')}\n`);
}
