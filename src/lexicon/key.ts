/**
 * The matching key of a listed word, the same that tokens have: no marks, أإآٱ -> ا, ة -> ه, ى -> ي.
 * `keyOf('أكّد')` is `اكد`.
 */
export function keyOf(word: string): string {
  let key = '';
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (code >= 0x064b && code <= 0x065f) continue;
    if (code === 0x0622 || code === 0x0623 || code === 0x0625 || code === 0x0671) key += '\u0627';
    else if (code === 0x0629) key += '\u0647';
    else if (code === 0x0649) key += '\u064a';
    else if (code === 0x0670 || code === 0x0640) continue;
    else key += word[i];
  }
  return key.toLowerCase();
}
