import type { Entity } from '../../model.ts';
import { addTo, indexText } from '../../text/index.ts';
import { bare } from '../choosing.ts';
import { type Context, matchAt, type NameMention } from '../context.ts';
import type { Facts } from '../facts.ts';
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

/** The words of a name, and the one before it: `وكالة | «ناسا»`. */
const called = ({ tokens }: Context, head: number, last: number): string[] =>
  tokens.slice(Math.max(0, head), last).map(({ key }) => key);

/** Mentions of an entity that are looked at. */
const MOST = 12;

function readsAsOutlet(context: Context, entity: Entity): boolean {
  const { tokens, lexicon } = context;
  let seen = 0;
  return (mentionsOf(context).get(entity) ?? []).some((mention) => {
    if (++seen > MOST) return false;
    // `للجزيرة نت`: the article's alef is gone, so the name is looked up instead
    const name = /^[وف]?لل/.test(tokens[mention.first]!.key) ? indexText(entity.name).tokens : null;
    const match = name ? lexicon.match('outlet', name, 0) : matchAt(context, 'outlet', mention.first);
    if (match && match.last >= (name ? name.length : mention.last)) return !match.word.tags.includes('platform');
    const before = tokens[mention.first - 1];
    const head = before?.kind === 'quote' ? mention.first - 2 : mention.first - 1;
    const isHeaded = head >= 0 && matchAt(context, 'outlet', head)?.word.tags.includes('head') === true;
    if (!isHeaded && !match?.word.tags.includes('head')) return false;
    return !isOtherAgency(called(context, isHeaded ? head : mention.first, mention.last));
  });
}

/** The mentions of each entity, in the order of the text. */
const mentionsOf = perArticle((context: Context) => {
  const byEntity = new Map<Entity, NameMention[]>();
  for (const mention of context.mentions) addTo(byEntity, mention.entity, mention);
  return byEntity;
});

/** `وكالة | «موديز»` whose name in marks was taken for the words said, `صحيفة "كذا" المصرية`: an outlet is called by its name. */
export function markedOutlet(context: Context, facts: Facts, first: number, last: number): NameMention | null {
  const name = context.mentionAt[first + 2];
  if (facts.has(first, 'definite') || !facts.match('outlet', first)?.word.tags.includes('head')) return null;
  if (
    !context.pairOpenedAt.has(first + 1) ||
    name?.type !== 'ORG' ||
    name.first !== first + 2 ||
    !facts.has(name.last, 'quote')
  )
    return null;
  for (let i = name.last + 1; i < last; i++) if (!facts.has(i, 'definite')) return null;
  return name;
}
