/** What tells whether a candidate reports: its readings, the words around it, and what can be reached from it. */

import { Layout } from '../../learned/layout.ts';
import nounText from '../../lexicon/ar/nouns.txt';
import verbText from '../../lexicon/ar/verbs.txt';
import { FRAMES } from '../../lexicon/types.ts';
import { STANCES } from '../../model.ts';
import { countWords, pairEnd, sentenceAt } from '../context.ts';
import { HINT, hintAt, mostHinted } from '../hints.ts';
import {
  copyWord,
  countIn,
  FLAG,
  FLAGS,
  frequentWords,
  has,
  nextAt,
  placesOf,
  pointTo,
  RATES,
  type Sought,
  type View,
} from '../view.ts';
import { CUE_KINDS, type CueCandidate } from './index.ts';

/** Lemmas as listed; those that no training article had are never asked for. */
const LEMMAS: readonly string[] = [
  ...new Set(
    `${verbText}\n${nounText}`
      .split('\n')
      .filter((line) => line && !line.startsWith('#'))
      .map((line) => line.split(/\s/)[0]!),
  ),
];

const KINDS = ['perfect', 'imperfect', 'passive', 'participle', 'masdar', 'noun'] as const;
const ROLES = ['verb', 'participle', 'noun'] as const;

/** Features of the reporting word itself, the same for every station that asks about a cue. */
export class CueColumns {
  readonly #scalars;
  readonly #kind: number;
  readonly #stance: number;
  readonly #frame: number;
  readonly #form: number;
  readonly #role: number;
  readonly #lemma: number;
  readonly #lemmaPlace = new Map(LEMMAS.map((lemma, place) => [lemma, place]));

  constructor(layout: Layout, lemmas: boolean) {
    this.#scalars = layout.scalars(
      'cue.readings',
      'cue.person',
      'cue.gender',
      'cue.number',
      'cue.acc',
      'cue.proclitic',
      'cue.wa',
      'cue.fa',
      'cue.bi',
      'cue.li',
      'cue.definite',
      'cue.suffix',
      'cue.strong',
      'cue.any-strong',
      'cue.dialect',
      'cue.negated',
      'cue.relative',
      'cue.inside',
    );
    this.#kind = layout.block('cue.kind', CUE_KINDS);
    this.#stance = layout.block('cue.stance', STANCES);
    this.#frame = layout.block('cue.frame', FRAMES);
    this.#form = layout.block('cue.form', KINDS);
    this.#role = layout.block('cue.role', ROLES);
    this.#lemma = lemmas ? layout.block('cue.lemma', LEMMAS) : -1;
  }

  write(view: View, cue: CueCandidate, row: Float32Array): void {
    const s = this.#scalars;
    row[this.#kind + CUE_KINDS.indexOf(cue.kind)] = 1;
    row[s['cue.inside']] = view.context.insideOf[cue.token] ? 1 : 0;
    const { site } = cue;
    if (!site) return;
    const { form, proclitic, definite, suffix } = site.reading;
    const all = view.readings[cue.token] ?? [];
    row[s['cue.readings']] = all.length;
    row[s['cue.person']] = form.person;
    row[s['cue.gender']] = form.gender === 'm' ? 1 : form.gender === 'f' ? 2 : 0;
    row[s['cue.number']] = form.number === 'sg' ? 1 : form.number === 'du' ? 2 : form.number === 'pl' ? 3 : 0;
    row[s['cue.acc']] = form.case === 'acc' ? 1 : 0;
    row[s['cue.proclitic']] = proclitic.length;
    row[s['cue.wa']] = proclitic.startsWith('و') ? 1 : 0;
    row[s['cue.fa']] = proclitic.startsWith('ف') ? 1 : 0;
    row[s['cue.bi']] = proclitic.endsWith('ب') ? 1 : 0;
    row[s['cue.li']] = proclitic.endsWith('ل') ? 1 : 0;
    row[s['cue.definite']] = definite ? 1 : 0;
    row[s['cue.suffix']] = suffix.length;
    row[s['cue.strong']] = form.lemma.strength === 'strong' ? 1 : 0;
    row[s['cue.any-strong']] = all.some((reading) => reading.form.lemma.strength === 'strong') ? 1 : 0;
    row[s['cue.dialect']] = form.dialect ? 1 : 0;
    row[s['cue.negated']] = site.negated ? 1 : 0;
    row[s['cue.relative']] = site.relative ? 1 : 0;
    const stance = STANCES.indexOf(form.lemma.stance);
    if (stance >= 0) row[this.#stance + stance] = 1;
    for (const frame of form.lemma.frames) row[this.#frame + FRAMES.indexOf(frame)] = 1;
    for (const reading of all) row[this.#form + KINDS.indexOf(reading.form.kind)] = 1;
    row[this.#role + ROLES.indexOf(site.role)] = 1;
    const lemma = this.#lemma < 0 ? undefined : this.#lemmaPlace.get(form.lemma.lemma);
    if (lemma !== undefined) row[this.#lemma + lemma] = 1;
  }
}

export const cueLayout = new Layout();
const columns = new CueColumns(cueLayout, true);
const WINDOW = [-3, -2, -1, 0, 1, 2, 3];
const window = WINDOW.map((offset) => cueLayout.window(`at${offset}`, FLAGS));
const WORDS = [-2, -1, 1, 2];
const rates = WORDS.map((offset) => cueLayout.block(`rate${offset}`, RATES));
const words = WORDS.map((offset) => cueLayout.block(`word${offset}`, frequentWords()));
const SEEK: readonly Sought[] = [
  'complementiser',
  'inna',
  'bi-complementiser',
  'colon',
  'opens',
  'stop',
  'comma',
  'finite',
  'reading',
  'participle-acc',
  'governor',
  'question',
  'phrase-head',
  'PER',
  'ORG',
  'strong',
];
const SEEK_AT = placesOf(SEEK);
const distance = cueLayout.block('to', SEEK);
const inSentence = cueLayout.block('in-sentence', SEEK);
const s = cueLayout.scalars(
  'gap.preposition',
  'gap.governed',
  'gap.governor',
  'gap.comma',
  'gap.finite',
  'gap.reading',
  'gap.opens',
  'gap.PER',
  'gap.ORG',
  'gap.relative',
  'gap.words',
  'gap.and',
  'gap.bi',
  'gap.inna',
  'gap.none',
  'mark.words',
  'mark.comma',
  'mark.finite',
  'mark.stop',
  'mark.colon',
  'closed.words',
  'closed.distance',
  'from-sentence',
  'to-sentence-end',
  'from-paragraph',
  'to-paragraph-end',
  'first-paragraph',
  'paragraph',
  'sentence.words',
  'paragraph.words',
  'back.reading',
  'back.finite',
  'back.complementiser',
  'phrase.length',
  'after.comma',
  'after.opens',
  'after.complementiser',
  'own.words',
  'own.alone',
  'hint.cue',
  'hint.cue.next',
  'hint.cue.before',
  'hint.source.next',
  'hint.source.before',
  'hint.first.next',
  'hint.first',
  'hint.inside',
  'hint.inside.next',
  'hint.inside.before',
  'hint.last.before',
  'hint.phrase',
  'hint.nominal',
);
export const PREPOSITIONAL = { ala: 'ala', ila: 'ila', min: 'min', an: 'an' } as const;
const FAR = 99;

/** Writes the features of a candidate into a row of `cueLayout`. */
export function describeCue(view: View, cue: CueCandidate, row: Float32Array): Float32Array {
  row.fill(0);
  columns.write(view, cue, row);
  const { context, size } = view;
  const c = cue.token;
  WINDOW.forEach((offset, k) => {
    pointTo(view, offset > 0 ? cue.after - 1 + offset : c + offset, row, window[k]!);
  });
  WORDS.forEach((offset, k) => {
    copyWord(view, offset > 0 ? cue.after - 1 + offset : c + offset, row, rates[k]!, words[k]!);
  });
  const sentence = sentenceAt(context, c);
  const paragraph = context.index.paragraphs[context.paragraphOf[c]!]!;
  const end = paragraph.last;
  for (let k = 0; k < SEEK_AT.length; k++) {
    const at = nextAt(view, SEEK_AT[k]!, cue.after);
    row[distance + k] = at < end ? Math.min(FAR, at - cue.after + 1) : FAR;
    row[inSentence + k] = at < sentence.last ? 1 : 0;
  }
  gap(view, cue, sentence.last, row);
  const mark = nextAt(view, FLAG.opens, cue.after);
  const pair = mark < end ? context.pairOpenedAt.get(mark) : undefined;
  if (pair) {
    row[s['mark.words']] = countWords(context.tokens, mark + 1, pairEnd(pair, context.tokens));
    row[s['mark.comma']] = countIn(view, FLAG.comma, cue.after, mark);
    row[s['mark.finite']] = countIn(view, FLAG.finite, cue.after, mark);
    row[s['mark.stop']] = countIn(view, FLAG.stop, cue.after, mark);
    row[s['mark.colon']] = countIn(view, FLAG.colon, cue.after, mark);
  } else row[s['mark.words']] = -1;
  let before = c - 1;
  while (before >= 0 && c - before <= 4 && !has(view, before, FLAG.closes)) before--;
  const closed = context.pairClosedAt.get(before);
  row[s['closed.words']] = closed ? countWords(context.tokens, closed.open + 1, before) : -1;
  row[s['closed.distance']] = closed ? c - before : 0;
  row[s['from-sentence']] = Math.min(FAR, c - sentence.first);
  row[s['to-sentence-end']] = Math.min(FAR, sentence.last - cue.after);
  row[s['from-paragraph']] = Math.min(FAR, c - paragraph.first);
  row[s['to-paragraph-end']] = Math.min(FAR, paragraph.last - cue.after);
  // of several: a text of one paragraph is no headline
  row[s['first-paragraph']] = paragraph.index === 0 && context.index.paragraphs.length > 1 ? 1 : 0;
  row[s.paragraph] = context.index.paragraphs.length > 1 ? Math.min(9, paragraph.index) : 9;
  row[s['sentence.words']] = countIn(view, FLAG.word, sentence.first, sentence.last);
  row[s['paragraph.words']] = countIn(view, FLAG.word, paragraph.first, paragraph.last);
  row[s['back.reading']] = back(view, c, sentence.first, 'reading');
  row[s['back.finite']] = back(view, c, sentence.first, 'finite');
  row[s['back.complementiser']] = back(view, c, sentence.first, 'complementiser');
  row[s['phrase.length']] = cue.after - c;
  if (cue.pair) {
    const close = pairEnd(cue.pair, context.tokens);
    row[s['own.words']] = countWords(context.tokens, c + 1, close);
    row[s['own.alone']] = c <= sentence.first + 1 && close + 2 >= size ? 1 : sentence.last <= close + 2 ? 2 : 0;
  }
  hints(view, cue, sentence.last, row);
  return row;
}

/** What the network thinks of the candidate and of what stands around. */
function hints({ context }: View, { token, after }: CueCandidate, limit: number, row: Float32Array): void {
  if (!context.hints) return;
  row[s['hint.cue']] = hintAt(context, token, HINT.cue);
  row[s['hint.cue.next']] = mostHinted(context, after, after + 3, HINT.cue);
  row[s['hint.cue.before']] = mostHinted(context, token - 3, token, HINT.cue);
  row[s['hint.source.next']] = mostHinted(context, after, after + 4, HINT['source-first']);
  row[s['hint.source.before']] = mostHinted(context, token - 3, token, HINT.source);
  row[s['hint.first.next']] = mostHinted(context, after, after + 2, HINT.first);
  row[s['hint.first']] = mostHinted(context, after, Math.min(limit, after + 30), HINT.first);
  row[s['hint.inside']] = hintAt(context, token, HINT.inside);
  row[s['hint.inside.next']] = hintAt(context, after, HINT.inside);
  row[s['hint.inside.before']] = hintAt(context, token - 1, HINT.inside);
  row[s['hint.last.before']] = mostHinted(context, token - 4, token, HINT.last);
  row[s['hint.phrase']] = hintAt(context, token, HINT.phrase);
  row[s['hint.nominal']] = mostHinted(context, after, after + 8, HINT.nominal);
}

/** What stands between the cue and the next complementiser of the sentence. */
function gap(view: View, cue: CueCandidate, limit: number, row: Float32Array): void {
  const to = nextAt(view, FLAG.complementiser, cue.after);
  if (to >= limit) {
    row[s['gap.none']] = 1;
    return;
  }
  const frames = cue.site?.reading.form.lemma.frames ?? [];
  for (const flag of Object.values(PREPOSITIONAL)) {
    if (!has(view, to - 1, FLAG[flag])) continue;
    row[s['gap.preposition']] = 1;
    if (frames.includes(flag)) row[s['gap.governed']] = 1;
  }
  row[s['gap.governor']] = has(view, to - 1, FLAG.governor) ? 1 : 0;
  row[s['gap.comma']] = countIn(view, FLAG.comma, cue.after, to);
  row[s['gap.finite']] = countIn(view, FLAG.finite, cue.after, to);
  row[s['gap.reading']] = countIn(view, FLAG.reading, cue.after, to);
  row[s['gap.opens']] = countIn(view, FLAG.opens, cue.after, to);
  row[s['gap.PER']] = countIn(view, FLAG.PER, cue.after, to);
  row[s['gap.ORG']] = countIn(view, FLAG.ORG, cue.after, to);
  row[s['gap.relative']] = countIn(view, FLAG.relative, cue.after, to);
  row[s['gap.words']] = countIn(view, FLAG.word, cue.after, to);
  row[s['gap.and']] = has(view, to, FLAG['and-complementiser']) ? 1 : 0;
  row[s['gap.bi']] = has(view, to, FLAG['bi-complementiser']) ? 1 : 0;
  row[s['gap.inna']] = has(view, to, FLAG.inna) ? 1 : 0;
}

function back(view: View, from: number, least: number, flag: 'reading' | 'finite' | 'complementiser'): number {
  for (let i = from - 1; i >= Math.max(least, from - 40); i--) if (has(view, i, FLAG[flag])) return from - i;
  return FAR;
}
