/** Addressee: who is spoken to (`قال للصحافيين`, `أبلغ الوزير السفير أن`, `دعا الأطراف إلى`, `رداً على سؤال لأحد الحضور`); an outlet is none. */
import type { Features } from '../../learned/features.ts';
import type { Forest } from '../../learned/trees.ts';
import { askedOnce } from '../../lexicon/index.ts';
import type { TextSpan } from '../../model.ts';
import { isKnownWord } from '../../text/index.ts';
import { bare, firstAway, isWall, ratedRivals, stemOf, type TokenRange } from '../choosing.ts';
import { type Context, complementiser, isComma, matchAt, spanOf, trimRange, without } from '../context.ts';
import { HINT } from '../hints.ts';
import { behindLi, hasConjunction, hasLi, hasPreposition, withoutConjunction } from '../letters.ts';
import { NOUN, nounKinds } from '../noun-kinds.ts';
import { isDefinite, isPreposition, isTitle, isTitleWord, nounPhraseEnd } from '../sources/noun-phrases.ts';
import { isOutlet } from '../speakers/outlets.ts';
import { isWord, isWordAfterConjunction, tells } from '../words.ts';
import { likeliestTogether } from './media.ts';
import { holdsOffice } from './outlets.ts';
import { describePlace, describeSpan, frameOf, lemmaOf, type Said } from './said.ts';

const MOST = 32;

/** All spans that may tell who is spoken to: the verb's object, and what stands behind `لـ` or a preposition in the cue's sentence. */
export function addresseeSpans(context: Context, said: Said): TokenRange[] {
  const { cue, content, source } = said;
  if (cue < 0) return [];
  const spans: TokenRange[] = [];
  const told = tells(lemmaOf(context, said));
  for (const [from, to] of frameOf(context, said))
    for (let i = from; i < to && spans.length < MOST; i++) {
      // `طالب المحافظ، أمس، | المديرين`: the object, also behind an insertion
      const object = told && (i === cue + 1 || i === source?.[1] || (i < content[0] && isComma(context.tokens[i - 1])));
      if (i !== cue && isAddressed(context, i, source, object)) endings(context, i, to, cue, spans);
    }
  return spans;
}

/** What a word alone tells of who is spoken to: it begins like one with the preposition, or leads to somebody. Bits, asked of each token near a cue. */
const leadsOf = askedOnce(
  ({ key }): number =>
    (/^ل[^ام].{2}/.test(withoutConjunction(key)) ? WITH_LI : 0) |
    (key === 'ل' || isWordAfterConjunction('to', key) ? TO_SOMEBODY : 0),
);
const WITH_LI = 1;
const TO_SOMEBODY = 2;

/** `| للجنة`, `| لمصر`, `| لذلك الجمهور`: a preposition in front; not `| لجنة`, `| لندن`, whose ل is the word's or the name's own. */
function isLedByLi({ tokens, words, mentionAt, index }: Context, i: number): boolean {
  const { key, start } = tokens[i]!;
  if (!(leadsOf(words[i]!) & WITH_LI)) return false;
  const mention = mentionAt[i];
  if (mention?.first === i) return index.text.slice(start, mention.start).includes('ل');
  const word = withoutConjunction(key);
  return !isKnownWord(word) || isWord('same', word.slice(1));
}

/** `دعا فيه | القادة`, `طالب قد`, `داعيا إياه`: what stands where an object would. */
const NO_OBJECT = ['pronoun', 'takes-up', 'auxiliary', 'negation', 'adjunct'] as const;

/** Whether somebody who is spoken to may begin at a token. */
function isAddressed(context: Context, i: number, source: TokenRange | null, object: boolean): boolean {
  const { tokens, words } = context;
  const { key, kind } = tokens[i]!;
  const behind = i > 0 && (leadsOf(words[i - 1]!) & TO_SOMEBODY) !== 0;
  // of thirteen tokens one is left
  if (!behind && !object && !(leadsOf(words[i]!) & WITH_LI)) return false;
  if ((kind !== 'word' && kind !== 'quote') || complementiser(tokens[i], true) || isWord('time', key)) return false;
  if (source !== null && source[0] <= i && i < source[1]) return false;
  if (isWord('mouthpiece', key) || isRelay(context, i)) return false;
  // `خلال | لقائه`: its ل is no preposition
  if (BRIDGES.some((noun) => isWord(noun, key))) return false;
  // `المدير العام | للوكالة`: his body; not `المدير العام للعاملين`
  if (holdsOffice(context, i) && isWord('institution', stemOf(key))) return false;
  if (isLedByLi(context, i)) return true;
  if (behind) return !isWord('medium', key) && !isWord('own-part', key) && !isNobody(context, i);
  return object && key.length > 1 && !isPreposition(key) && !NO_OBJECT.some((group) => isWord(group, key));
}

/** `تعليقا على | القرار`: by its kind neither somebody, nor a body, nor how many; nobody speaks to it. */
function isNobody({ words, mentionAt }: Context, i: number): boolean {
  const kinds = nounKinds(words[i]!);
  return !mentionAt[i] && kinds !== 0 && (kinds & (NOUN.person | NOUN.body | NOUN.measure)) === 0;
}

/** An outlet that is spoken to relays, `للجزيرة نت`; the press is addressed, `لوسائل إعلامية`. */
function isRelay(context: Context, i: number): boolean {
  if (isWord('addressee', context.tokens[i]!.key)) return false;
  const mention = context.mentionAt[i];
  if (mention) return mention.type === 'ORG' && isOutlet(context, mention.entity);
  return matchAt(context, 'outlet', i)?.word.tags.includes('media') === false;
}

/** `للصحافيين | قائلا`: an addressee ends before the cue. */
function endings(context: Context, i: number, to: number, cue: number, spans: TokenRange[]): void {
  const { tokens } = context;
  const reach = nounPhraseEnd(context, i, to);
  let ends = 0;
  for (let k = i + 1; k <= to && k - i <= 16 && ends < 5; k++) {
    const word = tokens[k]?.key ?? '';
    const wall = k === to || k === cue || isWall(context, k) || isComma(tokens[k]);
    const dangling = isPreposition(tokens[k - 1]!.key);
    if (!dangling && (wall || k === reach || isPreposition(word) || hasPreposition(word) || isWord('adjunct', word))) {
      spans.push([i, k]);
      ends++;
    }
    if (wall) break;
  }
}

/** What the grammar alone tells: `قال للصحافيين`, `قال، خلال لقائه | الوفد`. */
function isPlain({ tokens }: Context, said: Said, [first, last]: TokenRange): boolean {
  if (first <= said.cue || first >= said.content[0]) return false;
  return (
    (isWordAfterConjunction('addressee', tokens[first]!.key) && last - first <= 3) ||
    isWord('meeting', tokens[first - 1]!.key)
  );
}

/** The whole object of `أبلغ … أن`, `دعا … إلى`. */
function isObject(context: Context, said: Said, [first, last]: TokenRange): boolean {
  const { tokens } = context;
  if (first !== said.cue + 1 && first !== said.source?.[1]) return false;
  if (!tells(lemmaOf(context, said)) || !(isDefinite(tokens[first]!.key) || context.mentionAt[first])) return false;
  const next = tokens[last];
  const opens = last === said.content[0] || complementiser(next) !== null || isWord('ila', next?.key);
  return opens && !hasPreposition(withoutConjunction(tokens[first]!.key));
}

/** Nouns that lead to who is spoken to, and the class of prepositions with which they do; they may be attached. */
const LEADS = { meeting: 'meets', speech: 'speaks-to', asked: 'asked-by' } as const;
const BRIDGES = ['meeting', 'speech', 'asked'] as const;
type Bridge = (typeof BRIDGES)[number] | 'requested';
const FARTHEST_BRIDGE = 6;

/** Whether a preposition leads from such a noun; of a meeting the one who is met may also be the object: `لقائه | الوفد`. */
const leadsFrom = (noun: (typeof BRIDGES)[number], preposition: string): boolean =>
  preposition === '' ? noun === 'meeting' : isWord(LEADS[noun], preposition);

/**
 * What leads from the cue to somebody spoken to: a noun of speaking with its preposition (`في تصريحات أدلى بها أمام | الجنود`,
 * `خلال لقائه | الوفد`, `سؤال من | أحد الحضور`), or a request's `من` (`طلب الوزير من | السفير أن`).
 */
function bridgeTo(context: Context, said: Said, first: number): { by: Bridge; away: number } | null {
  const { tokens, sentenceOf } = context;
  const before = tokens[first - 1]?.key ?? '';
  const noun = withoutConjunction(tokens[first]!.key);
  const own = BRIDGES.some((noun) => isWord(LEADS[noun], before));
  const lead = own ? before : hasPreposition(noun) && noun.length > 2 ? noun[0]! : '';
  const from = own ? first - 2 : first - 1;
  const nouns = BRIDGES.filter((noun) => leadsFrom(noun, lead));
  if (isWord('min', lead) && isAfter(said, first - 1) && tells(lemmaOf(context, said)))
    return { by: 'requested', away: 0 };
  // without a preposition its object stands right behind it
  const farthest = nouns.length === 0 ? 0 : lead === '' ? 1 : FARTHEST_BRIDGE;
  for (let k = from; k >= 0 && from - k < farthest && sentenceOf[k] === sentenceOf[first]; k--) {
    if (k === said.cue || isComma(tokens[k])) return null;
    const key = tokens[k]!.key.replace(/^[وف]?ب(?=.{4})/, '');
    const by = nouns.find((one) => isWord(one, key) || isWord(one, bare(key)));
    if (by) return { by, away: from - k };
  }
  return null;
}

/** Right behind the cue or its source, an insertion apart. */
const isAfter = ({ cue, source }: Said, i: number): boolean =>
  i === cue + 1 || (source !== null && i >= source[1] && i - source[1] < 5);

/** An addressee, or that there is none (`null`), as the model sees it. */
export function describeAddressee(context: Context, said: Said, span: TokenRange | null, to: Features): void {
  const { tokens, mentionAt } = context;
  to.put('told', tells(lemmaOf(context, said)) ? 1 : 0);
  describePlace(context, said, span, to);
  if (!span) return;
  const [first, last] = span;
  const head = tokens[first]!;
  const attached = hasLi(withoutConjunction(head.key));
  const plain = attached ? bare(behindLi(withoutConjunction(head.key))) : head.key;
  const whole = nounPhraseEnd(context, first, last) === last;
  to.put('plain', whole && isPlain(context, said, span) ? 1 : 0);
  to.put('object', whole && isObject(context, said, span) ? 1 : 0);
  to.put('attached', attached ? 1 : 0);
  to.of('head', bare(plain));
  to.put('known', isWord('addressee', head.key) ? 1 : 0);
  to.put('title', isTitleWord(context.words[first]!) || isTitle(context, plain) ? 1 : 0);
  // `في محاضرة أمام الحضور`, `رداً على سؤال من أحدهم`
  const medium = firstAway(1, 5, (k) => isWord('medium', tokens[first - k]?.key));
  to.put('mediumBefore', medium);
  if (medium < 9) to.of('medium', bare(tokens[first - medium]!.key));
  const bridge = bridgeTo(context, said, first);
  to.of('bridge', bridge?.by ?? 'none');
  to.put('bridgeAway', bridge?.away ?? 9);
  to.put('afterCue', first === said.cue + 1 ? 1 : 0);
  to.put('endsGap', said.content[0] - last < 3 && said.content[0] >= last ? 1 : 0);
  to.of('mention', mentionAt[first]?.type ?? 'none');
  describeSpan(context, span, first, whole, HINT.addressee, to);
}

const LEAST = 0.2;

export function addresseeOf(context: Context, said: Said, model: Forest | undefined): TextSpan | null {
  const best = likeliestTogether(
    ratedRivals(model, addresseeSpans(context, said), (span, to) => describeAddressee(context, said, span, to)),
  );
  if (!best || best.p < LEAST) return null;
  const [first, last] = trimRange(context, ...best.one);
  if (first >= last) return null;
  // the clitic is no part of it; after لل the span starts at the second ل
  const { key } = context.tokens[first]!;
  const conjunction = hasConjunction(key) ? 1 : 0;
  const letters = isLedByLi(context, first) ? conjunction + 1 : 0;
  return without(spanOf(context, first, last), letters);
}
