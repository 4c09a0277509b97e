/** How many columns of a terminal a text takes, and breaking it into lines of a width. */

/** Arabic, Latin and punctuation that take one column, one code unit each. */
const NARROW =
  /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0600-\u060f\u061b\u061d-\u064a\u0660-\u066f\u0671-\u06d5\u06dd\u06de\u06e9\u06ee-\u06ff\u0750-\u077f\u2010-\u2027\u2030-\u205e\ufb50-\ufbb1\ufe70-\ufefc]*$/;
/** Marks above and below letters, direction controls, joiners, BOM: no column. */
const ZERO =
  /[\u00ad\u0300-\u036f\u0610-\u061a\u061c\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]/g;
const ANSI = /\u001b\[[0-9;]*m/g;

/**
 * Columns of a text as a terminal counts them: `مُحَمَّد` 4, lam-alef 2 as two letters and 1 as a ligature character,
 * colours and direction controls 0, wide characters and emoji 2.
 */
export function width(text: string): number {
  const plain = text.includes('\u001b') ? text.replace(ANSI, '') : text;
  if (NARROW.test(plain)) return plain.length;
  const bare = plain.replace(ZERO, '');
  if (NARROW.test(bare)) return bare.length;
  clusters ??= new Intl.Segmenter();
  let columns = 0;
  for (const { segment } of clusters.segment(plain)) columns += clusterWidth(segment);
  return columns;
}

let clusters: Intl.Segmenter | null = null;
/** East_Asian_Width W and F, by blocks. */
const WIDE =
  /[\u1100-\u115f\u231a\u231b\u2329\u232a\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]/u;
const isEmoji = (cluster: string): boolean =>
  /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[#*0-9]\ufe0f?\u20e3/u.test(cluster);
/** Signs that stand before digits or verses (`۝`): terminals give them a cell, though they are format characters. */
const isInvisible = (cluster: string): boolean =>
  /^[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\p{Mn}\p{Me}]*$/u.test(cluster);

/** Columns of what is drawn as one: a letter with its marks, an emoji with all that is joined to it. */
function clusterWidth(cluster: string): number {
  if (isInvisible(cluster)) return 0;
  if (isEmoji(cluster)) return 2;
  let columns = 0;
  for (const character of cluster) {
    if (!isInvisible(character)) columns += WIDE.test(character) ? 2 : 1;
  }
  return columns;
}

const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/**
 * A text made harmless for a terminal: escape sequences, line ends and tabs become a blank, stray direction controls go.
 * `'a\u001b[31m\u202eb'` -> `'a [31mb'`.
 */
export function neutralise(text: string): string {
  return text.replace(DIRECTION, '').replace(CONTROLS, ' ').replace(/ {2,}/g, ' ').trim();
}

/** Letters with their marks, which are never torn apart. */
const CLUSTER = /[\s\S][\p{M}\u200c\u200d]*/gu;

/** The longest beginning of `text` that fits into `columns`. */
function head(text: string, columns: number): string {
  let taken = 0;
  let end = 0;
  for (const [cluster] of text.matchAll(CLUSTER)) {
    const size = width(cluster);
    if (taken + size > columns) break;
    taken += size;
    end += cluster.length;
  }
  return text.slice(0, end);
}

/** Lines of at most `columns`, broken at blanks; a word that is longer than a line is cut between letters. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  let taken = 0;
  for (let word of text.split(' ')) {
    let size = width(word);
    if (line && taken + 1 + size > columns) {
      lines.push(line);
      line = '';
      taken = 0;
    }
    while (size > columns) {
      const part = head(word, columns) || word.slice(0, 1);
      lines.push(part);
      word = word.slice(part.length);
      size -= width(part);
    }
    line = line ? `${line} ${word}` : word;
    taken = width(line);
  }
  lines.push(line);
  return lines;
}

/**
 * A text of at most `columns`, cut at a blank if there is one near, with `…` in place of what is missing and then `tail`,
 * the mark that would have closed it.
 */
export function shorten(text: string, columns: number, tail = ''): string {
  if (width(text) <= columns) return text;
  const cut = head(text, columns - 2 - width(tail));
  const blank = cut.lastIndexOf(' ');
  const whole = text[cut.length] === ' ' || blank < cut.length / 2 ? cut : cut.slice(0, blank);
  return `${whole.replace(/[\s،؛,;.]+$/, '')} …${tail}`;
}

/** The lines of `wrap`, `limit` of them at most: the last one then ends in `…` and `tail`. */
export function wrapShort(text: string, columns: number, limit: number, tail = ''): string[] {
  const lines = wrap(text, columns);
  if (lines.length <= limit) return lines;
  const last = lines.slice(limit - 1, limit + 1).join(' ');
  return [...lines.slice(0, limit - 1), shorten(last, columns, tail)];
}

/** Fills a text up to `columns` with blanks: before it (`right` aligned) or behind it. */
export function pad(text: string, columns: number, align: 'left' | 'right' = 'left'): string {
  const blanks = ' '.repeat(Math.max(0, columns - width(text)));
  return align === 'left' ? text + blanks : blanks + text;
}
