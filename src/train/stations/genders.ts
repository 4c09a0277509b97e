/**
 * Counts before which words running news writes reporting verbs in the feminine and in the masculine: `قالت سارة`, `أكدت الحركة`, `ذكر نجيب`.
 * `node .config/run.mjs src/train/stations/genders.ts` writes `src/quotations/speakers/word-genders.txt`. Articles that are annotated are left out: a
 * name that stands in one of them alone would tell the answer where that article is measured.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { readGold } from '../../evaluate/gold.ts';
import { ANNOTATED, FURTHER, readStandOff, UNSEEN, VOICED } from '../../evaluate/standoff.ts';
import { defaultLexicon, type Known, wordsOf } from '../../lexicon/index.ts';
import { readingsOf } from '../../quotations/context.ts';
import { bare } from '../../quotations/speakers/referents.ts';
import { indexText, type TextIndex } from '../../text/index.ts';
import { articles } from '../news.ts';

const NEWS = '../shared/data/news';
const FILE = 'src/quotations/speakers/word-genders.txt';
const LONGEST_ARTICLE = 20_000;
/** So many verbs of one gender to one of the other tell it. */
const LEAST = 19;

interface Verbs {
  m: number;
  f: number;
}

const lexicon = defaultLexicon();

/** The gender of a finite verb of report in the third person singular: `قالت`, `يؤكد`; null of all other words. */
function genderOfVerb(word: Known): 'm' | 'f' | null {
  const reading = readingsOf(word)[0];
  if (!reading || reading.suffix || reading.form.lemma.strength !== 'strong') return null;
  const { kind, person, number, gender } = reading.form;
  const finite = kind === 'perfect' || kind === 'imperfect';
  return finite && person === 3 && number !== 'pl' && number !== 'du' ? gender : null;
}

function count({ tokens }: TextIndex, counts: Map<string, Verbs>): void {
  const words = wordsOf(lexicon, tokens);
  for (let i = 1; i < words.length; i++) {
    const gender = genderOfVerb(words[i - 1]!);
    if (!gender || words[i]!.kind !== 'word') continue;
    // a copy: a slice would keep the whole article
    const word = Buffer.from(bare(words[i]!.key)).toString();
    const known = counts.get(word) ?? { m: 0, f: 0 };
    known[gender]++;
    counts.set(word, known);
  }
}

/** Enough of an article to know it by. */
const startOf = (text: string): string => text.trim().slice(0, 120);

/** A line each, the commonest first: the word and its gender. */
const lines = (counts: Map<string, Verbs>): string[] =>
  [...counts]
    .sort(([a, x], [b, y]) => y.m + y.f - x.m - x.f || (a < b ? -1 : 1))
    .flatMap(([word, { m, f }]) => {
      const odds = (f + 0.5) / (m + 0.5);
      return odds >= LEAST ? [`${word} f`] : odds <= 1 / LEAST ? [`${word} m`] : [];
    });

if (process.argv[1]?.endsWith('stations/genders.ts')) {
  const standOff = [ANNOTATED, FURTHER, VOICED, UNSEEN].flatMap((file) => readStandOff(file, NEWS, () => null));
  const annotated = new Set([...standOff, ...readGold('../shared/gold/news')].map(({ text }) => startOf(text)));
  const counts = new Map<string, Verbs>();
  for (const { text } of articles(NEWS))
    if (text.length <= LONGEST_ARTICLE && !annotated.has(startOf(text))) count(indexText(text), counts);
  const head = readFileSync(FILE, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('#'));
  writeFileSync(FILE, `${[...head, ...lines(counts)].join('\n')}\n`);
}
