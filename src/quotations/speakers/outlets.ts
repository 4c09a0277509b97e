import type { Entity } from '../../model.ts';
import { addTo, indexText } from '../../text/index.ts';
import { bare, type TokenRange } from '../choosing.ts';
import { type Context, countWords, isTagged, matchAt, mentionsWithin, type NameMention } from '../context.ts';
import { type Facts, isDocument } from '../facts.ts';
import { isToThe } from '../letters.ts';
import { NOUN, nounKinds } from '../noun-kinds.ts';
import { perArticle, perPart } from '../once.ts';
import { isWord } from '../words.ts';

/** Whether an entity is an outlet: its name is listed as one, or a mention has `صحيفة`, `وكالة` … in or before it. */
export const isOutlet = perPart(readsAsOutlet);

/** `وكالة الطاقة الدولية`, `وكالة ناسا`: an agency of something else than news; not `وكالة الأنباء`, `وكالة رويترز`. */
export function isOtherAgency(words: readonly string[]): boolean {
  const keys = words.map((key) => bare(key).replace(/^ل(?=.{3})/, ''));
  const has = (group: 'agency' | 'of-news' | 'of-no-news'): boolean => keys.some((key) => isWord(group, key));
  return has('agency') && has('of-no-news') && !has('of-news');
}

/** Mentions of an entity that are looked at. */
const MOST = 12;

function readsAsOutlet(context: Context, entity: Entity): boolean {
  const { tokens, lexicon } = context;
  const mentions = mentionsOf(context).get(entity)?.slice(0, MOST) ?? [];
  return mentions.some((mention) => {
    // `للجزيرة نت`: the article's alef is gone, so the name is looked up instead
    const name = isToThe(tokens[mention.first]!.key) ? indexText(entity.name).tokens : null;
    const match = name ? lexicon.match('outlet', name, 0) : matchAt(context, 'outlet', mention.first);
    if (match && match.last >= (name ? name.length : mention.last)) return !match.word.tags.includes('platform');
    const head = beforeName(context, mention.first);
    const isHeaded = isTagged(context, 'outlet', head, 'head');
    if (!isHeaded && !match?.word.tags.includes('head')) return false;
    // with the word before it: `وكالة | «ناسا»`
    return !isOtherAgency(tokens.slice(isHeaded ? head : mention.first, mention.last).map(({ key }) => key));
  });
}

/** The token before a name, and before the mark that opens it: `حزب | «النهضة»`. */
export const beforeName = ({ tokens }: Context, name: number): number =>
  tokens[name - 1]?.kind === 'quote' ? name - 2 : name - 1;

/** The mentions of each entity, in the order of the text. */
export const mentionsOf = perArticle((context: Context) => {
  const byEntity = new Map<Entity, NameMention[]>();
  for (const mention of context.mentions) addTo(byEntity, mention.entity, mention);
  return byEntity;
});

/** Where the mark closes that opens at a token; -1 where none does. */
const closeOf = ({ pairOpenedAt }: Context, open: number): number => pairOpenedAt.get(open)?.close ?? -1;

/** Words of a name in marks, and those before it that say what it is. */
const MARKED = { name: 4, head: 3 };

/** `موقع | «قضايا مركزية» | الإسرائيلي`, `المحلل | «جين ماستر»`: a body or person whose name was found by nothing but its marks; not `تقرير «حالة العالم»`. */
export function markedName(context: Context, facts: Facts, first: number, last: number): TokenRange | null {
  if (mentionsWithin(context, first, last).some(({ type }) => type === 'PER' || type === 'ORG')) return null;
  if (isDocument(facts, first) || !mayBeMarked(context, facts, first)) return null;
  let open = first + 1;
  while (open < last && open <= first + MARKED.head && facts.has(open, 'definite')) open++;
  const close = closeOf(context, open);
  if (close < 0 || close > last) return null;
  const words = countWords(context.tokens, open + 1, close);
  return words > 0 && words <= MARKED.name ? [open + 1, close] : null;
}

/** `صحيفتا | «المساء» و«الفجر»`: two outlets by their names in marks. */
export function markedPair(
  context: Context,
  facts: Facts,
  first: number,
  last: number,
): [TokenRange, TokenRange] | null {
  const head = facts.match('outlet', first);
  const one = closeOf(context, first + 1);
  if (head?.number !== 'pl' || head.last !== first + 1 || one < 0) return null;
  for (let i = one + 1; i < Math.min(last, one + MARKED.head); i++) {
    const two = closeOf(context, i + 1);
    if (context.tokens[i]!.key !== 'و' || two < 0) continue;
    const names: [TokenRange, TokenRange] = [
      [first + 2, one],
      [i + 2, two],
    ];
    return two + 1 === last ? names : null;
  }
  return null;
}

/** `الخبير`, `شركة`, `صحيفة`; not `صاحب «شذرات الذهب»`, `المرشحون «الصغار»`. */
function mayBeMarked(context: Context, facts: Facts, head: number): boolean {
  const office = facts.match('role', head);
  if (office) return office.definite && office.number === 'sg';
  return facts.match('outlet', head) !== null || (nounKinds(context.words[head]!) & NOUN.body) !== 0;
}

/** `وكالة | «موديز»` whose name in marks was taken for the words said, `صحيفة "كذا" المصرية`: an outlet is called by its name. */
export function markedOutlet(context: Context, facts: Facts, first: number, last: number): NameMention | null {
  const name = context.mentionAt[first + 2];
  if (facts.has(first, 'definite') || !isTagged(context, 'outlet', first, 'head')) return null;
  if (!context.pairOpenedAt.has(first + 1) || name?.type !== 'ORG' || !facts.has(name.last, 'quote')) return null;
  for (let i = name.last + 1; i < last; i++) if (!facts.has(i, 'definite')) return null;
  return name;
}
