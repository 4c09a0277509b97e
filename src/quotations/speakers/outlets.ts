import type { Entity } from '../../model.ts';
import { indexText } from '../../text/index.ts';
import { type Context, matchAt } from '../context.ts';

/** Whether an entity is an outlet: its name is listed as one, or a mention has `صحيفة`, `وكالة` … in or before it. */
export function isOutlet(context: Context, entity: Entity): boolean {
  let known = context.outlets.get(entity);
  if (known === undefined) {
    known = readsAsOutlet(context, entity);
    context.outlets.set(entity, known);
  }
  return known;
}

/** Mentions of an entity that are looked at. */
const MOST = 12;

function readsAsOutlet(context: Context, entity: Entity): boolean {
  const { tokens, lexicon } = context;
  let seen = 0;
  return entityMentions(context, entity).some((mention) => {
    if (++seen > MOST) return false;
    // `للجزيرة نت`: the article's alef is gone, so the name is looked up instead
    const name = /^[وف]?لل/.test(tokens[mention.first]!.key) ? indexText(entity.name).tokens : null;
    const match = name ? lexicon.match('outlet', name, 0) : matchAt(context, 'outlet', mention.first);
    if (match && match.last >= (name ? name.length : mention.last)) return !match.word.tags.includes('platform');
    if (match?.word.tags.includes('head')) return true;
    const before = tokens[mention.first - 1];
    const head = before?.kind === 'quote' ? mention.first - 2 : mention.first - 1;
    return head >= 0 && matchAt(context, 'outlet', head)?.word.tags.includes('head') === true;
  });
}

const mentions = new WeakMap<Context, Map<Entity, Context['mentions'][number][]>>();

/** The mentions of an entity, in the order of the text. */
export function entityMentions(context: Context, entity: Entity): readonly Context['mentions'][number][] {
  let byEntity = mentions.get(context);
  if (!byEntity) {
    byEntity = new Map();
    for (const mention of context.mentions) {
      const list = byEntity.get(mention.entity);
      if (list) list.push(mention);
      else byEntity.set(mention.entity, [mention]);
    }
    mentions.set(context, byEntity);
  }
  return byEntity.get(entity) ?? [];
}
