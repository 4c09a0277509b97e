/** Which noun phrase of the sentence says it: the beginning is chosen among all, then the end. */
import { type Forest, Series, softmax } from '../../learned/trees.ts';
import { type Context, isComma, mentionsWithin } from '../context.ts';
import { BIT, type Facts, factsOf, isDocument } from '../facts.ts';
import type { Saying } from '../sayings.ts';
import { isWord, isWordAfterConjunction } from '../words.ts';
import { ends, starts } from './candidates.ts';
import { describeEnds, describeStarts } from './features.ts';
import { isAccusative } from './noun-phrases.ts';

/** The trained models, bound to the layouts of `features.ts`. */
export interface SourceModels {
  starts: Forest;
  ends: Forest;
}

export interface ChosenSource {
  /** Tokens of the source; null where the reporting word stands without one. */
  span: [number, number] | null;
  probability: number;
  /** The best noun phrase where none was chosen, or the second best; null where nothing else is likely. */
  second: [number, number] | null;
  secondProbability: number;
}

/** A rival less likely than this is not told. */
const LEAST_SECOND = 0.04;

export function chooseSource(context: Context, said: Saying, headline: number, models: SourceModels): ChosenSource {
  const tokens: number[] = [];
  const scores: number[] = [];
  let series: Series | null = null;
  describeStarts(context, said, starts(context, said), headline, (row, token, base) => {
    tokens.push(token);
    series ??= new Series(models.starts, base);
    scores.push(series.score(row));
  });
  const shares = softmax(scores);
  const order = tokens.map((_, i) => i).sort((a, b) => shares[b]! - shares[a]!);
  const [best, next] = order as [number, number | undefined];
  const [outer, sure] = endOf(context, said, tokens[best]!, headline, models);
  const from = outer && relayedFrom(context, said, outer);
  const chosen = from && tokens.includes(from) ? endOf(context, said, from, headline, models)[0] : outer;
  const told = toldOf(context, said);
  const span = told && (!chosen || chosen[1] <= told[0]) ? told : (chosen ?? honouredBehind(context, said));
  const rival = next !== undefined && shares[next]! >= LEAST_SECOND ? next : null;
  const second = rival === null ? null : endOf(context, said, tokens[rival]!, headline, models)[0];
  return {
    span,
    probability: shares[best]! * sure,
    second,
    secondProbability: rival === null ? 0 : shares[rival]!,
  };
}

/**
 * What a source takes in too much: `المنظمة | ومقرها جنيف`, `مصدر كويتي | لوكالة س`, `الفنان | في حديث`, `خالد | الذي حضر`,
 * `النادي | على تويتر`, `العلماء | في هذه الدراسة`, `موقع كذا | التابع للهيئة`, `رجل | رافضاً كشف اسمه`.
 */
export function settledEnd(context: Context, first: number, last: number): number {
  const facts = factsOf(context);
  const end = overruns(context, facts, first, last);
  return facts.has(end - 1, 'comma') && end - 1 > first ? end - 1 : end;
}

function overruns(context: Context, facts: Facts, first: number, last: number): number {
  for (let i = first + 1; i < last; i++) {
    const { key } = context.tokens[i]!;
    if ((facts.has(i, 'relative') && key !== 'من') || isWord('seated', key)) return i;
    if (context.mentionAt[i] && context.mentionAt[i]!.first < i) continue;
    if (isDependent(context, facts, i, first, last)) return i;
    if (isAccusative(context, i) && context.tokens[i - 1]!.kind !== 'number') return i;
    if (/^ل/.test(key) && !isDocument(facts, first) && facts.match('outlet', i)?.word.tags.includes('head')) return i;
    if (isWord('occasion', key) && i + 1 < last && isOccasion(facts, i + 1)) return i;
  }
  return last;
}

/** `موقع كذا | التابع للهيئة`; not `القوات الموالية للرئيس`, `أمين الهيئة التابعة للرابطة سامي نور`. */
function isDependent(context: Context, facts: Facts, i: number, first: number, last: number): boolean {
  if (
    i < first + 2 ||
    isDocument(facts, first) ||
    !isWord('dependent', context.tokens[i]!.key) ||
    !facts.has(i + 1, 'li')
  )
    return false;
  return !mentionsWithin(context, i, last).some(({ type }) => type === 'PER');
}

/** From whom somebody has it: `أفاد المرصد، نقلاً عن | مصادر`, `نقلت الوكالة عن | بيان`, `علمت الجريدة من | مصدر`; not `قالت الوكالة عن | الزلزال`. */
function relayedFrom(
  context: Context,
  { cue, cueEnd, role, reading }: Saying,
  [first, last]: [number, number],
): number | null {
  const key = (i: number): string => context.tokens[i]?.key ?? '';
  const behind = first < cue ? cueEnd : isComma(context.tokens[last]) ? last + 1 : last;
  if (isWord('quoting', key(behind)) && isWord('hands-on-from', key(behind + 1))) return behind + 2;
  if (role !== 'verb' || first < cue) return null;
  const lemma = reading?.form.lemma.lemma ?? '';
  const verb = (['learns', 'hands-on'] as const).find((group) => isWord(group, lemma));
  if (!verb) return null;
  for (let i = first + 1; i <= last; i++) if (isWord(`${verb}-from`, key(i)) && !context.mentionAt[i]) return i + 1;
  return null;
}

/** `مؤكداً | سموه حرص البلاد على السلام`: an honour behind a participle is who says it. */
function honouredBehind(context: Context, { role, cueEnd, first }: Saying): [number, number] | null {
  const match = role === 'participle' && cueEnd < first ? factsOf(context).match('role', cueEnd) : null;
  return match?.suffix && match.word.tags.includes('honorific') ? [cueEnd, cueEnd + 1] : null;
}

/** Tokens between `قوله` and whose words they are, at most. */
const TOLD_REACH = 24;

/** Whose words somebody hands on: `نسبت الصحيفة إلى | ثلاثة مطلعين | قولهم`, `نقلت الوكالة عن | مدير البنك | قوله`; not `في قوله`. */
function toldOf(context: Context, { cue, role, reading }: Saying): [number, number] | null {
  if (role !== 'noun' || !reading?.suffix || !isWord('as-said', context.tokens[cue]!.key)) return null;
  const facts = factsOf(context);
  let first = cue;
  for (let i = cue - 1; i >= Math.max(0, cue - TOLD_REACH) && !facts.has(i, 'stop'); i--) {
    const { key } = context.tokens[i]!;
    if (isWordAfterConjunction('relays-from', key) || isWordAfterConjunction('relays', key))
      return first < cue ? [first, settledEnd(context, first, cue)] : null;
    if (facts.at(i) & (BIT.finite | BIT.complementiser | BIT.colon)) return null;
    if (isWord('tells-of', key) && !context.mentionAt[i]) first = i + 1;
  }
  return null;
}

/** Where something is said: `في حديث`, `في الوصف`, `على تويتر`, `في هذه الدراسة`, `في دراستها`; not `الباحث في الدراسات`. */
function isOccasion(facts: Facts, i: number): boolean {
  if (facts.has(i, 'medium') || facts.match('outlet', i)?.word.tags.includes('platform')) return true;
  if (facts.match('anaphor', i)?.word.tags.includes('demonstrative')) return true;
  const document = facts.match('source', i);
  return document?.number !== 'pl' && isDocument(facts, i) && (document?.suffix !== '' || document.definite);
}

function endOf(
  context: Context,
  said: Saying,
  start: number,
  headline: number,
  models: SourceModels,
): [[number, number] | null, number] {
  if (start < 0) return [null, 1];
  const found: number[] = [];
  const scores: number[] = [];
  let series: Series | null = null;
  describeEnds(context, said, start, ends(context, said, start), headline, (row, end, base) => {
    found.push(end);
    series ??= new Series(models.ends, base);
    scores.push(series.score(row));
  });
  if (found.length === 0) return [[start, start + 1], 1];
  const shares = softmax(scores);
  const best = shares.reduce((most, share, i) => (share > shares[most]! ? i : most), 0);
  return [[start, settledEnd(context, start, found[best]!)], shares[best]!];
}
