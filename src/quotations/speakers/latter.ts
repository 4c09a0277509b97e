/** `التقى سامي نور وزير المال خالد علي. وقال | الأخير`: the latter is whoever is named last before it. */
import type { TokenRange } from '../choosing.ts';
import { type Context, type NameMention, sentenceAt } from '../context.ts';
import { type Facts } from '../facts.ts';
import type { Cast } from './cast.ts';
import { isWoman } from './genders.ts';
import type { Referent } from './referents.ts';

/** Whom `الأخير`, `هذه الأخيرة` means; null where the source is something else, or nobody fits in its sentence and the one before. */
export function latter(context: Context, facts: Facts, cast: Cast, [first, last]: TokenRange): Referent | null {
  const tags = (i: number): readonly string[] => facts.match('anaphor', i)?.word.tags ?? [];
  const at = tags(first).includes('demonstrative') ? first + 1 : first;
  if (last - at !== 1 || !facts.has(at, 'definite') || !tags(at).includes('last')) return null;
  const isFeminine = context.tokens[at]!.key.endsWith('ه');
  const sentence = sentenceAt(context, first);
  const begin = context.sentences[sentence.index - 1]?.first ?? sentence.first;
  let found: Referent | null = null;
  const fits = ({ type }: NameMention, one: Referent): boolean =>
    isFeminine ? (type === 'PER' ? isWoman(one) : type === 'ORG' || type === 'LOC') : type === 'PER' && !isWoman(one);
  for (let i = begin; i < first; i++) {
    const mention = context.mentionAt[i];
    if (mention?.first !== i) continue;
    const one = cast.ofEntity(mention.entity)!;
    if (fits(mention, one)) found = one;
  }
  return found;
}
