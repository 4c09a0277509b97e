/**
 * The matching key of listed words, the same that tokens have: no marks or tatweel, أإآٱ -> ا, ة -> ه, ى -> ي. `keyOf('أكّد')` is
 * `اكد`. Of text without marks the key has the same length, so a whole file may be folded at once.
 */
export function keyOf(text: string): string {
  return text
    .replace(/[\u064b-\u065f\u0670\u0640]+/g, '')
    .replace(/[\u0622\u0623\u0625\u0671]/g, '\u0627')
    .replaceAll('\u0629', '\u0647')
    .replaceAll('\u0649', '\u064a')
    .toLowerCase();
}
