/** Which noun phrase of the sentence says it: the beginning is chosen among all, then the end. */
import { type Forest, Series } from '../../learned/trees.ts';
import { sharesOf } from '../choosing.ts';
import { type Context, isComma, mentionsWithin } from '../context.ts';
import { BIT, type Facts, factsOf, honourAt, isDocument } from '../facts.ts';
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

/** What the station tells. */
export interface Sourced {
  /** Tokens of the source; null where the reporting word stands without one. */
  span: [number, number] | null;
  probability: number;
  /** The best noun phrase where none was chosen, or the second best; null where nothing else is likely. */
  second: [number, number] | null;
  secondProbability: number;
}

/** A rival less likely than this is not told. */
const LEAST_SECOND = 0.04;

export function chooseSource(context: Context, said: Saying, models: SourceModels): Sourced {
  const begins = starts(context, said);
  const shares = sharesOf(
    (base) => new Series(models.starts, base),
    (visit) => describeStarts(context, said, begins, visit),
  );
  const tokens = [-1, ...begins];
  const order = tokens.map((_, i) => i).sort((a, b) => shares[b]! - shares[a]!);
  const [best, next] = order as [number, number | undefined];
  const endAt = (start: number) => endOf(context, said, start, models.ends);
  const [outer, sure] = endAt(tokens[best]!);
  const from = outer && relayedFrom(context, said, outer);
  const chosen = from && tokens.includes(from) ? endAt(from)[0] : outer;
  const told = toldOf(context, said);
  const span = told && (!chosen || chosen[1] <= told[0]) ? told : (chosen ?? honouredBehind(context, said));
  const probability = shares[best]! * sure;
  if (next === undefined || shares[next]! < LEAST_SECOND)
    return { span, probability, second: null, secondProbability: 0 };
  return { span, probability, second: endAt(tokens[next]!)[0], secondProbability: shares[next]! };
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
const honouredBehind = (context: Context, { role, cueEnd, first }: Saying): [number, number] | null =>
  role === 'participle' && cueEnd < first && honourAt(factsOf(context), cueEnd) ? [cueEnd, cueEnd + 1] : null;

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

function endOf(context: Context, said: Saying, start: number, model: Forest): [[number, number] | null, number] {
  if (start < 0) return [null, 1];
  const found = ends(context, said, start);
  if (found.length === 0) return [[start, start + 1], 1];
  const shares = sharesOf(
    (base) => new Series(model, base),
    (visit) => describeEnds(context, said, start, found, visit),
  );
  const best = shares.indexOf(Math.max(...shares));
  return [[start, settledEnd(context, start, found[best]!)], shares[best]!];
}
