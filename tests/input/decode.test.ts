import { describe, expect, test } from 'vitest';
import { decode, isEncoding } from '../../src/input/decode.ts';
import { oneByte, utf16be } from './bytes.ts';

const ARTICLE =
  'أعلنت وزارة الزراعة في بيان صدر اليوم أن موسم الحصاد بدأ في المحافظات الشمالية، وقال الوزير سالم الوادي: «المخزون يكفي حتى نهاية العام». وأضاف أن الأسعار لن ترتفع؛ وهذا وعد من الحكومة للمزارعين.\n';
const SHORT = 'قال المدير إن العمل انتهى';
/** A vocalised sentence. */
const VOCALISED = 'قَالَ الوَزِيرُ إِنَّ المَوْسِمَ جَيِّدٌ وَإِنَّ الأَسْعَارَ ثَابِتَةٌ';
const ISO = ARTICLE.replace(/[«»]/g, '"');

describe('encodings are recognised and the text comes out unchanged', () => {
  test.each([
    ['UTF-8', Buffer.from(ARTICLE), 'utf-8', ARTICLE],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${ARTICLE}`), 'utf-8', ARTICLE],
    ['ASCII', Buffer.from('plain words'), 'utf-8', 'plain words'],
    ['UTF-16 LE with a mark', Buffer.from(`\uFEFF${ARTICLE}`, 'utf16le'), 'utf-16le', ARTICLE],
    ['UTF-16 BE with a mark', utf16be(`\uFEFF${ARTICLE}`), 'utf-16be', ARTICLE],
    ['UTF-16 LE without a mark', Buffer.from(ARTICLE, 'utf16le'), 'utf-16le', ARTICLE],
    ['UTF-16 BE without a mark', utf16be(ARTICLE), 'utf-16be', ARTICLE],
    ['UTF-16 LE, short', Buffer.from(SHORT, 'utf16le'), 'utf-16le', SHORT],
    ['Windows-1256', oneByte(ARTICLE, 'windows-1256'), 'windows-1256', ARTICLE],
    ['Windows-1256, short', oneByte(SHORT, 'windows-1256'), 'windows-1256', SHORT],
    ['Windows-1256, vocalised', oneByte(VOCALISED, 'windows-1256'), 'windows-1256', VOCALISED],
    ['ISO-8859-6', oneByte(ISO, 'iso-8859-6'), 'iso-8859-6', ISO],
    ['ISO-8859-6, short', oneByte(SHORT, 'iso-8859-6'), 'iso-8859-6', SHORT],
    ['ISO-8859-6, vocalised', oneByte(VOCALISED, 'iso-8859-6'), 'iso-8859-6', VOCALISED],
    ['NULs at the end', Buffer.concat([oneByte(ARTICLE, 'windows-1256'), Buffer.alloc(3)]), 'windows-1256', ARTICLE],
    [
      'French',
      oneByte("L'été a été annoncé à la télé", 'windows-1252'),
      'windows-1252',
      "L'été a été annoncé à la télé",
    ],
  ])('%s', (_, bytes, encoding, text) => {
    expect(decode(bytes)).toEqual({ ok: true, text, encoding, warnings: [] });
  });

  test('only one byte order mark is dropped, and marks inside stay', () => {
    expect(decode(Buffer.from('\uFEFF\uFEFFقال\uFEFF'))).toMatchObject({ text: '\uFEFFقال\uFEFF' });
  });

  test('presentation forms, direction marks and invisible characters stay', () => {
    const text = 'ﻻ\u200F \u200Cقال\u00A0\u202Bنعم\u202C \u0640ـ';
    expect(decode(Buffer.from(text))).toMatchObject({ text, encoding: 'utf-8' });
  });
});

describe('what is no text is refused', () => {
  test.each([
    ['NULs inside', Buffer.from('قال\0الوزير\0إن'), 'binary'],
    ['control characters', Buffer.from(Array.from({ length: 400 }, (_, i) => (i * 7) % 32)), 'binary'],
    ['a PNG', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'binary'],
    ['a PDF', Buffer.from('%PDF-1.4\n1 0 obj'), 'unsupported'],
    ['a ZIP archive', Buffer.from('504b0304140000000800', 'hex'), 'unsupported'],
    ['RTF', Buffer.from('{\\rtf1\\ansi\\ansicpg1256 text}'), 'unsupported'],
    [
      'Russian in windows-1251',
      Buffer.from(
        'cff0e0e2e8f2e5ebfcf1f2e2ee20f1eeeee1f9e8ebee20ee20ede0f7e0ebe520f0e0e1eef2fb20ede0e420e7e0eaeeedeeec',
        'hex',
      ),
      'undecodable',
    ],
    [
      'Chinese in GB 18030',
      Buffer.from('d6d0b9fad5fec7aed0fbb2bcd6a7b3d6beadbcc3b5c4d0c2b4ebcaa9b2a2b1edcabe', 'hex'),
      'undecodable',
    ],
  ])('%s -> %s', (_, bytes, code) => {
    expect(decode(bytes)).toMatchObject({ ok: false, code });
  });

  test('near misses: texts that begin like other files', () => {
    expect(decode(Buffer.from('BZhang قال إن العمل انتهى'))).toMatchObject({ ok: true });
    expect(decode(Buffer.from('PAR1 قال إن العمل انتهى'))).toMatchObject({ ok: true });
    expect(decode(Buffer.from('النهاية\u001A'))).toMatchObject({ ok: true });
  });
});

describe('spoilt bytes', () => {
  test('UTF-8 cut off inside a letter is still UTF-8, with a warning that names the place', () => {
    const decoded = decode(Buffer.from(ARTICLE.trim()).subarray(0, -2));
    expect(decoded).toMatchObject({ ok: true, encoding: 'utf-8', warnings: [{ code: 'invalid-bytes' }] });
    if (decoded.ok) expect(decoded.text[decoded.warnings[0]?.start ?? -1]).toBe('\uFFFD');
  });

  test('one wrong byte in an article of UTF-8', () => {
    const bytes = Buffer.from(ARTICLE);
    bytes[20] = 0xff;
    expect(decode(bytes)).toMatchObject({ encoding: 'utf-8', warnings: [{ code: 'invalid-bytes' }] });
  });
});

describe('double encoding', () => {
  const twice = (encoding: string) => Buffer.from(new TextDecoder(encoding).decode(Buffer.from(ARTICLE)));
  test.each(['windows-1252', 'windows-1256'])(
    'UTF-8 read as %s and saved again: a warning, and a way to read it',
    (encoding) => {
      const decoded = decode(twice(encoding), { mend: false });
      expect(decoded).toMatchObject({ ok: true, encoding: 'utf-8', warnings: [{ code: 'mojibake' }] });
      expect(decode(twice(encoding), { encoding: `utf-8+${encoding}` })).toEqual({
        ok: true,
        text: ARTICLE,
        encoding: `utf-8+${encoding}`,
        warnings: [],
      });
    },
  );

  test('near miss: a text with many ط and ظ', () => {
    expect(decode(Buffer.from('طابا طنطا طرطوس طرابلس ظهران طهطا قطط ظلط'))).toMatchObject({ warnings: [] });
  });
});

describe('the encoding named by the user or the page', () => {
  test('--encoding is used as it is', () => {
    expect(decode(oneByte(SHORT, 'iso-8859-6'), { encoding: 'iso-8859-6' })).toMatchObject({ text: SHORT });
    expect(decode(Buffer.from(SHORT), { encoding: 'windows-1256' })).not.toMatchObject({ text: SHORT });
  });
  test('what the page says is but a hint: valid UTF-8 is UTF-8', () => {
    expect(decode(Buffer.from(ARTICLE), { declared: 'windows-1256' })).toMatchObject({ encoding: 'utf-8' });
  });
  test('what the page says decides between two', () => {
    const word = oneByte('ابد', 'windows-1256');
    expect(decode(word, { declared: 'windows-1256' })).toMatchObject({ encoding: 'windows-1256' });
    expect(decode(word, { declared: 'iso-8859-6' })).toMatchObject({ encoding: 'iso-8859-6' });
  });
  test.each([
    ['utf-8', true],
    ['cp1256', true],
    ['windows-1256', true],
    ['utf-8+windows-1252', true],
    ['klingon', false],
  ])('%s is known: %s', (label, known) => expect(isEncoding(label)).toBe(known));
});
