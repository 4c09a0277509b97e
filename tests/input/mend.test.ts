/** Text that a wrong decoding spoilt is read as it was meant, whatever file it comes in. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decode } from '../../src/input/decode.ts';
import { mend } from '../../src/input/mend.ts';
import { decodeOneByte } from '../../src/input/one-byte.ts';
import { oneByte } from './bytes.ts';
import { folder, itemsOf } from './folder.ts';

const TEXT =
  'أوقفت الشرطة في ميناء صور ثلاثة أشخاص، وقال المتحدث سليم عوّاد: «التحقيق مستمر» حتى مساء اليوم؛ والملف مفتوح.';
const PLAIN = TEXT.replace(/[«»]/g, '"');

const seenAs = (bytes: Uint8Array, encoding: string): string =>
  [...bytes]
    .map((byte) => (encoding === 'latin1' ? String.fromCharCode(byte) : decodeOneByte(byte, encoding)))
    .join('');
const utf8As = (text: string, encoding: string): string => seenAs(Buffer.from(text), encoding);

describe('what was meant', () => {
  test.each([
    ['UTF-8 seen as windows-1252', utf8As(TEXT, 'windows-1252'), '+windows-1252'],
    ['as Latin-1', utf8As(TEXT, 'latin1'), '+windows-1252'],
    ['as windows-1256', utf8As(TEXT, 'windows-1256'), '+windows-1256'],
    ['twice', utf8As(utf8As(TEXT, 'windows-1252'), 'windows-1252'), '+windows-1252+windows-1252'],
    [
      'windows-1256 seen as windows-1252',
      seenAs(oneByte(TEXT, 'windows-1256'), 'windows-1252'),
      '+windows-1252/windows-1256',
    ],
    ['as Latin-1 ', seenAs(oneByte(PLAIN, 'windows-1256'), 'latin1'), '+windows-1252/windows-1256'],
    [
      'ISO-8859-6 seen as windows-1252',
      seenAs(oneByte(PLAIN.replace('ّ', ''), 'iso-8859-6'), 'windows-1252'),
      '+windows-1252/iso-8859-6',
    ],
  ])('%s', (_, spoilt, encoding) => {
    const meant = encoding.endsWith('-6') ? PLAIN.replace('ّ', '') : spoilt.includes('"') ? PLAIN : TEXT;
    expect(mend(spoilt)).toEqual({ text: meant, encoding, guessed: 0 });
    expect(decode(Buffer.from(spoilt), { encoding: `utf-8${encoding}` })).toMatchObject({ text: meant });
  });

  test('the byte 81, which Western tables don’t have and programs drop, was a ف', () => {
    const spoilt = utf8As('صرف الموظف رواتب آلاف العمال في المصرف', 'windows-1252').replaceAll('\x81', '');
    expect(mend(spoilt)).toEqual({
      text: 'صرف الموظف رواتب آلاف العمال في المصرف',
      encoding: '+windows-1252',
      guessed: 5,
    });
  });

  test('parts of a text that are sound stay as they are', () => {
    expect(mend(`${utf8As(TEXT, 'windows-1252')} كما هو — CNN`)?.text).toBe(`${TEXT} كما هو — CNN`);
  });
});

test.each([
  ['Arabic', TEXT],
  ['many ط and ظ', 'طابا طنطا طرطوس طرابلس ظهران طهطا قطط ظلط'],
  ['Persian and Urdu', 'گفت که این خبر درست است، ٹھیک ہے'],
  ['French', 'L’été a été annoncé à la télé, où élèves et maîtres étaient présents à Orléans'],
  ['German', 'Die Größe der Häuser überträfe nämlich für Östereicher die Öfen'],
  ['Danish', 'Ørsted på Ærø, ØØØ Ø Ø Ø Å Ù'],
  ['Russian', 'Правительство приняло новый закон о бюджете'],
  ['Arabic with a French name', `${TEXT} وقال Édouard Philippe إنه باقٍ`],
  ['nothing', ''],
])('near miss: %s stays', (_, text) => expect(mend(text)).toBeNull());

describe('in every format', () => {
  const spoilt = utf8As(TEXT, 'windows-1252');
  const files = {
    'a.txt': spoilt,
    'b.html': `<html><head><title>خبر</title></head><body><p>${spoilt}</p></body></html>`,
    'c.json': JSON.stringify({ title: utf8As('خبر عاجل', 'windows-1252'), text: spoilt }),
    'd.jsonl': JSON.stringify({ text: spoilt }).replace(
      /[\u0080-\uFFFF]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
    'e.csv': `id,text\n1,"${spoilt}"\n`,
    'f.md': `# ${spoilt}`,
  };
  const read = async (options = {}) => {
    const root = folder(files);
    const items = await itemsOf({ paths: Object.keys(files).map((name) => join(root, name)), ...options });
    return items.map((item) => {
      if (!item.ok) throw new Error(item.problem.message);
      return item.document;
    });
  };
  test('mended, with a warning', async () => {
    for (const { text, encoding, warnings } of await read()) {
      expect(text).toContain('وقال المتحدث سليم عوّاد: «التحقيق مستمر»');
      expect(encoding).toBe('utf-8+windows-1252');
      expect(warnings?.filter(({ code }) => code === 'mojibake')).toHaveLength(1);
    }
  });
  test('--no-mend: left, with a warning', async () => {
    for (const { text, encoding, warnings } of await read({ mend: false })) {
      expect(text).toContain(utf8As('المتحدث', 'windows-1252'));
      expect(encoding).toBe('utf-8');
      expect(warnings?.filter(({ code }) => code === 'mojibake')).toHaveLength(1);
    }
  });
  test('--encoding names it', async () => {
    const root = folder({ 'a.csv': `id,text\n1,"${spoilt}"\n` });
    const [item] = await itemsOf({ paths: [join(root, 'a.csv')], encoding: 'utf-8+windows-1252' });
    expect(item).toMatchObject({ ok: true, document: { text: TEXT } });
  });
});

describe('one NUL is a slip', () => {
  const slip = TEXT.replace('في ', 'في\0');
  test.each([
    ['a.txt', slip],
    ['a.txt', oneByte(slip, 'windows-1256')],
    ['a.html', `<html><body><p>${slip}</p></body></html>`],
    ['a.json', `{"text":"${slip}"}`],
    ['a.jsonl', `{"text":"${slip.replace('\0', '\\u0000')}"}\n`],
    ['a.csv', `id,text\n1,"${slip}"\n`],
  ])('%s, case %#: a warning, and a blank in its place', async (name, content) => {
    const [item] = await itemsOf({ paths: [join(folder({ [name]: content }), name)] });
    expect(item).toMatchObject({ ok: true, document: { text: slip.replace('\0', ' ') } });
    expect(item?.ok && item.document.warnings?.map(({ code }) => code)).toEqual(['nul']);
  });
  test('near miss: many are binary data', async () => {
    const root = folder({ 'a.txt': TEXT.replaceAll(' ', '\0\0') });
    expect(await itemsOf({ paths: [join(root, 'a.txt')] })).toMatchObject([{ problem: { code: 'binary' } }]);
  });
});
