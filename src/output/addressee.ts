/** Who is spoken to, as people read it: the span is a slice of the article, which has lost its alef behind a preposition. */
import type { Analysis, Quotation } from '../model.ts';
import { hasOwnLi } from './keys.ts';

/** The words of each addressee: `لصحفيين` of `للصحفيين` -> `الصحفيين`; `لجنة`, `لافروف` have a ل of their own. */
export function addresseesOf({ entities }: Pick<Analysis, 'entities'>): (quotation: Quotation) => string | null {
  let names: Map<number, string> | null = null;
  return ({ addressee }) => {
    if (!addressee || !/^ل(?!ل)/.test(addressee.text)) return addressee?.text ?? null;
    names ??= new Map(entities.flatMap(({ name, mentions }) => mentions.map(({ start }) => [start, name])));
    const name = names.get(addressee.start);
    const isOwn = name === undefined ? hasOwnLi(addressee.text.split(' ', 1)[0]!) : !name.startsWith('ال');
    return isOwn ? addressee.text : `ال${addressee.text.slice(1)}`;
  };
}
