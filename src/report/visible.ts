/** Hostile characters are shown, one sign for each, so that places in the text stay what they are. */

/** Controls, embeddings, overrides and isolates. Left-to-right and right-to-left marks, which good texts have too, stay as they are. */
const HOSTILE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/;
const EVERY = new RegExp(HOSTILE.source, 'g');

/** `\u001b` -> `␛`, `\u202e` -> `⇋`. */
export function signOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return code >= 0x202a && code <= 0x2069 ? '\u21cb' : '\ufffd';
}

export const isHostile = (character: string): boolean => HOSTILE.test(character);

/** A name, title or path as it may stand on a page: `'a\u202eb'` -> `'a⇋b'`. */
export const visible = (text: string): string => (HOSTILE.test(text) ? text.replace(EVERY, signOf) : text);
