import type { Entity } from '../model.ts';
import { foldKey } from '../text/index.ts';
import type { FoundEntities, FoundMention } from './types.ts';

/** Mentions of one thing become one entity under the fullest form that the article uses. */
export function join(text: string, mentions: readonly FoundMention[]): FoundEntities {
  const keys = mentions.map((mention) =>
    foldKey(text.slice(mention.start, mention.end))
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  );
  const groups = new Map<string, number[]>();
  const persons = new Map<string, string>();
  mentions.forEach((mention, at) => {
    if (mention.type !== 'PER') return;
    const parts = keys[at]!.split(' ');
    const last = parts[parts.length - 1]!;
    const known = persons.get(last);
    if (
      parts.length > 1 &&
      (!known || known.length < keys[at]!.length) &&
      !(known && known !== keys[at] && !sameStart(known, keys[at]!))
    )
      persons.set(last, keys[at]!);
  });
  mentions.forEach((mention, at) => {
    let key = keys[at]!;
    if (mention.type === 'PER') key = persons.get(key) ?? key;
    else
      key =
        gazetteer()
          .phrases.get(key)
          ?.find((sense) => sense.type === mention.type)?.name ?? key;
    const group = `${mention.type} ${key}`;
    const list = groups.get(group);
    if (list) list.push(at);
    else groups.set(group, [at]);
  });
  const mentionEntity = new Map<FoundMention, Entity>();
  const entities: Entity[] = [];
  for (const list of groups.values()) {
    const forms = [...new Set(list.map((at) => text.slice(mentions[at]!.start, mentions[at]!.end)))];
    const name = forms.reduce((best, form) => (form.length > best.length ? form : best));
    const entity: Entity = {
      id: `e${entities.length + 1}`,
      name,
      type: mentions[list[0]!]!.type,
      aliases: forms.filter((form) => form !== name),
      mentions: list.map((at) => {
        const { start, end, confidence } = mentions[at]!;
        return { start, end, text: text.slice(start, end), confidence };
      }),
    };
    entities.push(entity);
    for (const at of list) mentionEntity.set(mentions[at]!, entity);
  }
  return { entities, mentions: [...mentions], mentionEntity };
}

function sameStart(a: string, b: string): boolean {
  return a.split(' ')[0] === b.split(' ')[0];
}
