/** Is a text Arabic, or something else that a web archive holds beside it? */

/** Letters looked at: the beginning of a page tells. */
const ENOUGH = 20_000;
const ARABIC = /[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdfb\ufe80-\ufefc]/g;
/** Letters of Persian, Urdu, Kurdish and others that Arabic has only in foreign names: گ چ پ ژ ک ٹ ڈ ڑ ے ں ہ ۆ ێ ڕ ڵ ڤ ە. */
const FOREIGN =
  /[\u06af\u0686\u067e\u0698\u06a9\u0679\u0688\u0691\u06d2\u06ba\u06c1\u06c6\u06ce\u0695\u06b5\u06a4\u06d5]/g;
/** Persian has seven of them in a hundred letters, an Arabic sports page with its foreign names less than one. */
const MOST_FOREIGN = 0.02;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** `قال الوزير`: yes; `The minister said`, `وزیر گفت که`: no. A page in Arabic with an English menu is Arabic: half of its letters are. */
export function isArabic(text: string): boolean {
  const start = text.slice(0, ENOUGH);
  const arabic = count(start, ARABIC);
  return arabic > 0 && arabic * 2 >= count(start, /\p{L}/gu) && count(start, FOREIGN) <= arabic * MOST_FOREIGN;
}
