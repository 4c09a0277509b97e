/** What tells whether a candidate reports: its readings, the words around it, and what can be reached from it. */

import { Layout, labels } from '../../learned/layout.ts';
import nounText from '../../lexicon/ar/nouns.txt';
import verbText from '../../lexicon/ar/verbs.txt';
import { FRAMES, GENDERS, NUMBERS } from '../../lexicon/types.ts';
import { STANCES } from '../../model.ts';
import { readingsOf, sentenceAt, wordsIn } from '../context.ts';
import { HINT, hintAt, mostHinted } from '../hints.ts';
import {
  copyWord,
  countIn,
  FLAG,
  frequentWords,
  has,
  nextAt,
  placesOf,
  pointAll,
  RATES,
  type Sought,
  type View,
  windowsAt,
} from '../view.ts';
import { GOVERNED } from '../words.ts';
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

const LEMMA_PLACE = new Map(LEMMAS.map((lemma, place) => [lemma, place]));
const KINDS = ['perfect', 'imperfect', 'passive', 'participle', 'masdar', 'noun'] as const;
const ROLES = ['verb', 'participle', 'noun'] as const;

/** Features of the reporting word itself, the same for every station that asks about a cue. */
export const cueColumns = (layout: Layout, lemmas: boolean) => ({
  ...layout.scalars(
    'cue.readings cue.person cue.gender cue.number cue.wa cue.suffix cue.strong cue.any-strong',
    'cue.negated cue.relative cue.inside',
  ),
  kind: layout.block('cue.kind', CUE_KINDS),
  stance: layout.block('cue.stance', STANCES),
  frame: layout.block('cue.frame', FRAMES),
  form: layout.block('cue.form', KINDS),
  role: layout.block('cue.role', ROLES),
  lemma: lemmas ? layout.block('cue.lemma', LEMMAS) : -1,
});

export function putCue(view: View, cue: CueCandidate, s: ReturnType<typeof cueColumns>, row: Float32Array): void {
  row[s.kind + CUE_KINDS.indexOf(cue.kind)] = 1;
  row[s['cue.inside']] = view.context.insideOf[cue.token] ? 1 : 0;
  const { site } = cue;
  if (!site) return;
  const { form, proclitic, suffix } = site.reading;
  const all = readingsOf(view.context.words[cue.token]!);
  row[s['cue.readings']] = all.length;
  row[s['cue.person']] = form.person;
  row[s['cue.gender']] = GENDERS.indexOf(form.gender);
  row[s['cue.number']] = NUMBERS.indexOf(form.number);
  row[s['cue.wa']] = proclitic.startsWith('و') ? 1 : 0;
  row[s['cue.suffix']] = suffix.length;
  row[s['cue.strong']] = form.lemma.strength === 'strong' ? 1 : 0;
  row[s['cue.any-strong']] = all.some((reading) => reading.form.lemma.strength === 'strong') ? 1 : 0;
  row[s['cue.negated']] = site.negated ? 1 : 0;
  row[s['cue.relative']] = site.relative ? 1 : 0;
  row[s.stance + STANCES.indexOf(form.lemma.stance)] = 1;
  for (const frame of form.lemma.frames) row[s.frame + FRAMES.indexOf(frame)] = 1;
  for (const reading of all) row[s.form + KINDS.indexOf(reading.form.kind)] = 1;
  row[s.role + ROLES.indexOf(site.role)] = 1;
  const lemma = s.lemma < 0 ? undefined : LEMMA_PLACE.get(form.lemma.lemma);
  if (lemma !== undefined) row[s.lemma + lemma] = 1;
}

export const cueLayout = new Layout();
const columns = cueColumns(cueLayout, true);
const window = windowsAt(cueLayout, 'at', [-2, -1, 0, 1, 2]);
const WORDS = [-1, 1];
const rates = WORDS.map((offset) => cueLayout.block(`rate${offset}`, RATES));
const words = WORDS.map((offset) => cueLayout.block(`word${offset}`, frequentWords()));
const SEEK = labels('complementiser bi-complementiser colon opens comma reading participle-acc strong');
const SEEK_AT = placesOf(SEEK satisfies readonly Sought[]);
const distance = cueLayout.block('to', SEEK);
const s = cueLayout.scalars(
  'gap.none gap.governed gap.finite gap.reading',
  'from-sentence to-sentence-end paragraph sentence.words paragraph.words back.reading back.finite phrase.length own.words',
  'hint.cue hint.cue.next hint.cue.before hint.source.next hint.source.before hint.first hint.first.next hint.inside',
  'hint.inside.next hint.inside.before hint.last.before hint.phrase hint.nominal',
);
/** Which of the prepositions by which verbs take what they report a token is. */
export const prepositionAt = (view: View, i: number) => GOVERNED.find((flag) => has(view, i, FLAG[flag]));

const FAR = 99;

/** Writes the features of a candidate into a row of `cueLayout`. */
export function describeCue(view: View, cue: CueCandidate, row: Float32Array): Float32Array {
  row.fill(0);
  putCue(view, cue, columns, row);
  const { context } = view;
  const c = cue.token;
  pointAll(view, c, row, window, cue.after);
  copyWord(view, c - 1, row, rates[0]!, words[0]!);
  copyWord(view, cue.after, row, rates[1]!, words[1]!);
  const sentence = sentenceAt(context, c);
  const paragraph = context.index.paragraphs[context.paragraphOf[c]!]!;
  for (let k = 0; k < SEEK_AT.length; k++) {
    const at = nextAt(view, SEEK_AT[k]!, cue.after);
    row[distance + k] = at < paragraph.last ? Math.min(FAR, at - cue.after + 1) : FAR;
  }
  gap(view, cue, sentence.last, row);
  row[s['from-sentence']] = Math.min(FAR, c - sentence.first);
  row[s['to-sentence-end']] = Math.min(FAR, sentence.last - cue.after);
  // of several: a text of one paragraph is no headline
  row[s.paragraph] = context.index.paragraphs.length > 1 ? Math.min(9, paragraph.index) : 9;
  row[s['sentence.words']] = countIn(view, FLAG.word, sentence.first, sentence.last);
  row[s['paragraph.words']] = countIn(view, FLAG.word, paragraph.first, paragraph.last);
  row[s['back.reading']] = back(view, c, sentence.first, 'reading');
  row[s['back.finite']] = back(view, c, sentence.first, 'finite');
  row[s['phrase.length']] = cue.after - c;
  if (cue.pair) row[s['own.words']] = wordsIn(context, cue.pair);
  hints(view, cue, sentence.last, row);
  return row;
}

/** What the network thinks of the candidate and of what stands around. */
function hints({ context }: View, { token, after }: CueCandidate, limit: number, row: Float32Array): void {
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
  const leads = prepositionAt(view, to - 1);
  if (leads && cue.site?.reading.form.lemma.frames.includes(leads)) row[s['gap.governed']] = 1;
  row[s['gap.finite']] = countIn(view, FLAG.finite, cue.after, to);
  row[s['gap.reading']] = countIn(view, FLAG.reading, cue.after, to);
}

function back(view: View, from: number, least: number, flag: 'reading' | 'finite'): number {
  for (let i = from - 1; i >= Math.max(least, from - 40); i--) if (has(view, i, FLAG[flag])) return from - i;
  return FAR;
}
