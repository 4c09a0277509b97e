/** Nothing that comes from outside commands the terminal: no escape sequence, bell or change of direction but our own. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { harmless, type Way } from '../../src/cli/screen.ts';
import { codePoint } from '../code-points.ts';
import { size } from '../long.ts';
import { cli, workspace } from './harness.ts';

const { folder, file } = workspace();

/** C0 but line ends and tabs, DEL, C1, line separators, every direction control. */
const COMMANDS =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\r(?!\n)/;
/** What the table draws with, on a terminal: colours, and isolates that are closed in their line. */
const withoutOurs = (text: string): string =>
  text
    .replace(/\u001b\[[0-9;]*m/g, '')
    .replace(/\u2067([^\u2066-\u2069\n]|\u2068[^\u2066-\u2069\n]*\u2069)*\u2069/g, '');

test.each<{ way: Way; text: string; shown: string }>([
  { way: 'text', text: 'a\u001b]0;title\u0007\u001b[31mb', shown: 'a\uFFFD]0;title\uFFFD\uFFFD[31mb' },
  { way: 'text', text: 'اسم\u202e\u009b31m\u2067', shown: 'اسم\uFFFD\uFFFD31m\uFFFD' },
  { way: 'text', text: '\uFEFFقال\u200F "نعم"\u061C', shown: 'قال "نعم"' },
  { way: 'text', text: 'a\tb\r\nc\rd', shown: 'a\tb\r\nc\uFFFDd' },
  { way: 'text', text: 'مُحَمَّد\u200Cها', shown: 'مُحَمَّد\u200Cها' },
  { way: 'json', text: '{"a":"\u009b\u202e\u200f"}\n', shown: '{"a":"\\u009b\\u202e\\u200f"}\n' },
  { way: 'drawn', text: '\u001b[1mقال\u001b[0m\u2067س\u2069', shown: '\u001b[1mقال\u001b[0m\u2067س\u2069' },
  { way: 'drawn', text: '\r\u001b[2K3 done', shown: '\r\u001b[2K3 done' },
  { way: 'drawn', text: '\u001b]0;t\u0007\u001b[2J\u202e', shown: '\uFFFD]0;t\uFFFD\uFFFD[2J\uFFFD' },
])('$way: $text', ({ way, text, shown }) => expect(harmless(text, way)).toBe(shown));

const EVIL = '\u001b]0;owned\u0007\u001b[31m\u009b2J\u202e\u2067\u200f';
/** Long enough to be taken for text in spite of them. */
const SAYING = `${'هطلت الأمطار على المدينة طوال الليل. '.repeat(30)}قال الوزير سالم ${EVIL} الهدار إن «السد ${EVIL} سيكتمل» قريباً، بحسب ${EVIL} تعبيره.`;
const stderrOf = async (...argv: string[]): Promise<string> => (await cli(argv)).err;

describe('messages', () => {
  test.each([
    ['the name of an input', () => [file(`empty${EVIL}.txt`, '')]],
    ['a line break in a name', () => [file('a\nanalyze: all is well\n.txt', '')]],
    ['a path that is not there', () => [join(folder, `no${EVIL}`)]],
    ['a key of JSON Lines', () => [file('keys.jsonl', `${JSON.stringify({ [`${EVIL}field`]: 'x' })}\n`)]],
    ['an id', () => [file('ids.jsonl', `${JSON.stringify({ id: EVIL, text: 'a "' })}\n`)]],
    ['a column of CSV', () => [file('columns.csv', `a${EVIL},b\n1,2\n`)]],
    ['a word of the lexicon', () => [file('a.txt', SAYING), '--lexicon', file('l.txt', `[cues]\nabc${EVIL}\n`)]],
    ['a section of the lexicon', () => [file('a.txt', SAYING), '--lexicon', file('m.txt', `[${EVIL}]\n`)]],
    ['the name of the lexicon', () => [file('a.txt', SAYING), '--lexicon', file(`n${EVIL}`, '[x]\n')]],
    ['an option', () => [`--${EVIL}`]],
    ['the value of an option', () => ['--format', EVIL]],
    ['a field', () => [file('b.jsonl', '{"a":"b"}\n'), '--text-field', EVIL]],
    ['an output', () => [file('a.txt', SAYING), '-o', join(folder, 'a.txt', EVIL)]],
    ['a command that is given it', () => ['tokens', join(folder, `no${EVIL}`)]],
  ])('%s', async (_, argv) => {
    const err = await stderrOf(...argv());
    expect(err).not.toBe('');
    expect(err).not.toMatch(COMMANDS);
    expect(err).not.toMatch(/^analyze: all is well/m);
  });
});

test('a warning about a mark names its line and column', async () => {
  const path = file('open.txt', 'هطلت الأمطار.\n\nوقال المدير «إن السد سيكتمل قريباً.\n');
  const { err } = await cli([path]);
  expect(err).toMatch(/open\.txt: warning: line 3, column 13: A quotation mark opens here .*\[unclosed-mark\]/);
  expect(JSON.parse((await cli([path, '-f', 'jsonl'])).out).warnings).toEqual([
    expect.objectContaining({ code: 'unclosed-mark', start: 27, line: 3, column: 13 }),
  ]);
});

const FORMATS = ['table', 'json', 'jsonl', 'csv', 'tsv', 'markdown', 'brat', 'conll'];
const RECORD = JSON.stringify({ id: `1${EVIL}`, title: `عنوان ${EVIL}`, author: EVIL, date: EVIL, text: SAYING });

describe('results on a terminal', () => {
  test.each([
    ...FORMATS.flatMap((format) => [
      ['--format', format],
      ['--format', format, '--text', '--full', '--explain', '--types', 'PER,ORG,URL,DATE'],
    ]),
    ['tokens'],
    ['tokens', '-f', 'jsonl'],
    ['normalize', '-p', 'none'],
    ['normalize', '-p', 'none', '-f', 'jsonl'],
  ])('%s %s %s %s', async (...argv) => {
    const path = file(`in${EVIL}.jsonl`, `${RECORD}\n`);
    const { code, out } = await cli([...argv, path], { terminal: 80 });
    expect(code).toBe(0);
    expect(out).toMatch(/السد|entity/);
    expect(withoutOurs(out)).not.toMatch(COMMANDS);
  });

  test('a table without colours and isolates has none of theirs', async () => {
    const path = file('plain.jsonl', `${RECORD}\n`);
    const { out } = await cli([path, '--bidi', 'none', '--no-color', '--full', '--explain'], { terminal: 80 });
    expect(out).toContain('السد');
    expect(out).not.toMatch(COMMANDS);
  });

  test('a pipe gets what the article has', async () => {
    const path = file('pipe.txt', SAYING);
    for (const argv of [
      ['-f', 'jsonl', '--text'],
      ['normalize', '-p', 'none'],
      ['-f', 'csv'],
    ]) {
      expect((await cli([...argv, path])).out).toContain('\u202e');
    }
  });

  test('JSON still says the same', async () => {
    const path = file('same.txt', SAYING);
    const shown = await cli([path, '-f', 'jsonl', '--text'], { terminal: 80 });
    const piped = await cli([path, '-f', 'jsonl', '--text']);
    expect(JSON.parse(shown.out)).toEqual(JSON.parse(piped.out));
  });
});

/** Letters, marks and all that a terminal might obey. */
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\u001b',
        '\u0007',
        '\u009b',
        '\u009d',
        '\u001b[2K',
        '\r\u001b[2K',
        '\u001b[31m',
        '\r',
        '\n',
        '\t',
        '\0',
      ),
      fc.constantFrom(
        '\u202a',
        '\u202e',
        '\u2066',
        '\u2067',
        '\u2068',
        '\u2069',
        '\u200e',
        '\u061c',
        '\ufeff',
        '\u2028',
      ),
      fc.constantFrom(
        'قال',
        'الوزير',
        'سالم',
        'الهدار',
        ' إن ',
        '«',
        '»',
        '"',
        ' ',
        ':',
        '،',
        '.',
        'CNN',
        '|',
        '[cues]',
        'ﷺ',
      ),
      fc.string({ unit: codePoint, maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));
const asName = (text: string): string => text.replace(/[/\0]|^\.+$/g, '_').slice(0, 40);

test('no sequence in any input, name or option reaches a terminal stream', async () => {
  mkdirSync(join(folder, 'fuzz'), { recursive: true });
  let turn = 0;
  await fc.assert(
    fc.asyncProperty(nasty, nasty, nasty, fc.nat(), async (text, name, option, choice) => {
      turn++;
      const format = FORMATS[choice % FORMATS.length] as string;
      const bytes = choice % 3 === 0 ? Buffer.from(`${SAYING}${text}`, 'utf16le') : `${SAYING}${text}`;
      const plain = file(`fuzz/${turn}/${asName(name)}.txt`, bytes);
      const lines = file(
        `fuzz/${turn}/${asName(name)}.jsonl`,
        `${JSON.stringify({ id: name, title: option, text: `${SAYING}${text}`, [option]: text })}\n${JSON.stringify({ [text]: name })}\n`,
      );
      const argvs = [
        [plain, lines, '--format', format, '--bidi', 'marks', '--color', '--full'],
        [lines, '--format', 'table', '--bidi', 'none', '--no-color', '--full'],
        [plain, '--lexicon', file(`fuzz/${turn}/lexicon`, `[cues]\n${text}\n${option}`)],
        ['tokens', lines],
        [plain, `--${['format', 'types', 'only', 'text-field', 'shard', 'encoding'][choice % 6]}`, option],
        [plain, `-${option}`],
      ];
      for (const argv of argvs) {
        const { out, err } = await cli(argv, { terminal: 80, env: { NO_COLOR: '1' } });
        expect(argv.includes('marks') ? withoutOurs(out) : out).not.toMatch(COMMANDS);
        expect(err).not.toMatch(COMMANDS);
      }
    }),
    { numRuns: size(12, 200), seed: 8 },
  );
}, 60_000);
