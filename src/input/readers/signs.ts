/** Signs of a page that no parser's tree stands by the thousand. */

/** A `<` or `&` that begins no tag and no entity is a piece of text of its own, for which a tree takes half a kilobyte. */
const ALONE = /<(?![a-z/!?])|&(?!#?[a-z\d])/gi;
const STAND_INS: Record<string, string> = { '<': '\uFDD0', '&': '\uFDD1' };

/** The page with stand-ins for signs that stand alone, where it has many; `withSigns` puts them back into its text. */
export function withoutLoneSigns(source: string): string {
  if ((source.match(ALONE)?.length ?? 0) < 1000) return source;
  return source.replace(ALONE, (sign) => STAND_INS[sign] as string);
}

export const withSigns = (text: string): string =>
  text.replace(/[\uFDD0\uFDD1]/g, (standIn) => (standIn === '\uFDD0' ? '<' : '&'));
