/**
 * Text that was decoded by the wrong table on its way and saved so (mojibake): `Ù‚Ø§Ù„`, `ظ‚ط§ظ„` or `ÞÇá` in place of `قال`.
 * What was lost is nothing or little, so it can be undone.
 */
import type { Document, Warning } from '../model.ts';
import { arabicScore, GOOD_ENOUGH } from './arabic-score.ts';
import { byteOf, decodeOneByte } from './one-byte.ts';

export interface Mended {
  text: string;
  /** What was undone, to be put behind the encoding in which the text is saved: `+windows-1252`, `+windows-1252/windows-1256`. */
  encoding: string;
  /** Letters whose last byte was lost on the way and was guessed. */
  guessed: number;
}

/** Characters that are judged. */
const SAMPLE = 4000;
/** Wrong decodings one upon the other. */
const ROUNDS = 3;

/** The text as it was meant, or null where nothing is wrong with it. */
export function mend(text: string): Mended | null {
  let mended = null as Mended | null;
  for (let round = 0; round < ROUNDS; round++) {
    const next: Mended | null = mendOnce(mended === null ? text : mended.text);
    if (!next) break;
    mended = {
      text: next.text,
      encoding: `${mended?.encoding ?? ''}+${next.encoding}`,
      guessed: next.guessed + (mended?.guessed ?? 0),
    };
  }
  return mended && isArabic(mended.text) ? mended : null;
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** From the first character that is not ASCII on: a page begins with its head. */
const sampleOf = (text: string): string => {
  const start = Math.max(0, text.search(/[\u0080-\uFFFF]/));
  return text.slice(start, start + SAMPLE);
};

const isArabic = (text: string): boolean => {
  const sample = sampleOf(text);
  return count(sample, /[\u0621-\u064A]/g) >= 3 && arabicScore(sample) >= GOOD_ENOUGH;
};

/** The three ways in which Arabic goes wrong, by what they leave. */
function mendOnce(text: string): Mended | null {
  const sample = sampleOf(text);
  const foreign = count(sample, /[\u0080-\uFFFF]/g);
  if (foreign === 0) return null;
  // UTF-8 read as Western: the lead bytes of Arabic are Ø and Ù, before every second letter.
  if (count(sample, /[\u00C3\u00D8-\u00DB]/g) * 6 > foreign) {
    const western = utf8From(text, 'windows-1252');
    if (western) return western;
  }
  // UTF-8 read as Arabic: ط and ظ before everything.
  if (count(sample, /[\u0637\u0638]/g) * 5 > count(sample, /[\u0600-\u06FF]/g)) {
    const arabic = utf8From(text, 'windows-1256');
    if (arabic) return arabic;
  }
  // An Arabic one-byte encoding read as Western: nearly all letters have accents.
  const accented = count(sample, /[\u00C0-\u00FF]/g);
  if (accented * 2 > foreign && accented > count(sample, /\p{L}/gu) * 0.6) return oneByteFrom(text);
  return null;
}

/** A lead byte of UTF-8 and what follows it, as a one-byte table shows them. */
function utf8From(text: string, encoding: 'windows-1252' | 'windows-1256'): Mended | null {
  let mended = 0;
  let guessed = 0;
  let out = '';
  for (let at = 0; at < text.length; ) {
    const length = sequenceLength(byteOf(text.charCodeAt(at), encoding));
    const bytes = [];
    for (let i = 0; i < length; i++) bytes.push(byteOf(text.charCodeAt(at + i), encoding));
    if (length > 1 && bytes.slice(1).every((byte) => byte >= 0x80 && byte < 0xc0)) {
      out += Buffer.from(bytes).toString('utf8');
      mended++;
      at += length;
    } else if (
      bytes[0] === 0xd9 &&
      (text[at + 1] === undefined || /[\s.,!?:;")\u00D8\u00D9\uFFFD]/.test(text[at + 1] as string))
    ) {
      // D9 81, ف: Western tables have nothing at 81, and many programs drop it.
      out += 'ف';
      guessed++;
      at += text[at + 1] === '\uFFFD' ? 2 : 1;
    } else out += text[at++];
  }
  return mended > guessed && mended >= 3 ? { text: out, encoding, guessed } : null;
}

const sequenceLength = (byte: number): number =>
  byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0;

/** Bytes of windows-1256 or ISO-8859-6 that were read as Western: the table that gives the likelier Arabic. */
function oneByteFrom(text: string): Mended | null {
  const read = (encoding: string, source: string): string =>
    source.replace(/[\u0080-\uFFFF]/g, (character) => {
      const byte = byteOf(character.charCodeAt(0), 'windows-1252');
      return byte < 0 ? character : decodeOneByte(byte, encoding);
    });
  const sample = sampleOf(text);
  const [best] = ['windows-1256', 'iso-8859-6']
    .map((encoding) => ({ encoding, score: arabicScore(read(encoding, sample)) }))
    .sort((a, b) => b.score - a.score) as [{ encoding: string; score: number }];
  if (best.score < GOOD_ENOUGH) return null;
  return { text: read(best.encoding, text), encoding: `windows-1252/${best.encoding}`, guessed: 0 };
}

/** What is told of a text that was mended, or that could be. */
export function mojibakeWarning({ encoding, guessed }: Mended, done: boolean): Warning {
  const steps = encoding
    .slice(1)
    .split('+')
    .map((step) => {
      const [outer, inner = 'utf-8'] = step.split('/');
      return `${inner} that was read as ${outer}`;
    });
  const lost =
    guessed === 0 ? '' : `; ${guessed} ${guessed === 1 ? 'letter' : 'letters'} that got lost were taken for \u0641`;
  const message = `the text is ${steps.join(', and again ')} and saved again`;
  return {
    code: 'mojibake',
    message: done
      ? `${message}; it was mended${lost} (--no-mend leaves it)`
      : `${message}; without --no-mend it is mended`,
    start: 0,
  };
}

/** A document with its text, title and names as they were meant, and the warning; or only the warning. */
export function mendDocument(document: Document, really: boolean): Document {
  if (document.warnings?.some(({ code }) => code === 'mojibake')) return document;
  const mended = mend(document.text);
  if (!mended) return document;
  const warnings = [...(document.warnings ?? []), mojibakeWarning(mended, really)];
  if (!really) return { ...document, warnings };
  const line = (value: string | null | undefined): string | null => (value ? (mendOnce(value)?.text ?? value) : null);
  const { title, byline, outlet, encoding = 'utf-8' } = document;
  return {
    ...document,
    text: mended.text,
    encoding: encoding + mended.encoding,
    title: line(title),
    byline: line(byline),
    outlet: line(outlet),
    warnings,
  };
}
