import { describe, expect, test } from 'vitest';
import { validate } from '../output/validate.ts';
import { ARTICLE, cli, workspace } from './harness.ts';

const { folder, file } = workspace();
const good = file('good.txt', ARTICLE);

const results = (out: string): { source: { path: string | null; encoding: string }; warnings: { code: string }[] }[] =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

describe('standard input that is a terminal', () => {
  test.each([
    [['-'], /reading the article from the terminal; Ctrl-D/],
    [['--files-from', '-'], /reading paths from the terminal/],
    [['-', '-q'], /^(?!.*reading)/],
  ])('%j', async (argv, message) => {
    const { err } = await cli([...argv, '--format', 'jsonl'], { input: null });
    expect(err.split('\n')[0]).toMatch(message);
  });
  test('near miss: a pipe', async () => {
    expect((await cli(['-', '--format', 'jsonl'], { input: ARTICLE })).err).toBe('');
  });
});

describe('what can be named', () => {
  test('a file', async () => {
    const { code, out, err } = await cli([good, '--format', 'jsonl']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(validate(JSON.parse(out))).toEqual([]);
    expect(results(out)[0]?.source.path).toBe(good);
  });

  test.each([{ argv: ['-'] }, { argv: [] }])('standard input, by $argv', async ({ argv }) => {
    const { code, out } = await cli([...argv, '--format', 'jsonl'], { input: ARTICLE });
    expect(code).toBe(0);
    expect(results(out)[0]?.source.path).toBeNull();
  });

  test('JSON Lines on standard input, a document a line', async () => {
    const input = `${JSON.stringify({ id: 'a', text: ARTICLE })}\n${JSON.stringify({ id: 'b', text: ARTICLE })}\n`;
    const { code, out } = await cli(['--input-format', 'jsonl', '--format', 'jsonl', '-'], { input });
    expect(code).toBe(0);
    expect(results(out).map(({ source }) => (source as { id?: string }).id)).toEqual(['a', 'b']);
  });

  test('a folder and a glob, in a stable order, each file once', async () => {
    file('many/b.txt', ARTICLE);
    file('many/a.txt', ARTICLE);
    file('many/deep/c.txt', ARTICLE);
    const { code, out } = await cli([`${folder}/many`, `${folder}/many/*.txt`, '--format', 'jsonl']);
    expect(code).toBe(0);
    expect(results(out).map(({ source }) => source.path?.replace(`${folder}/many/`, ''))).toEqual([
      'a.txt',
      'b.txt',
      'deep/c.txt',
    ]);
  });
});

describe('encodings', () => {
  const letters = 'ءآأؤإئابةتثجحخدذرزسشصضطظعغ';
  const windows1256 = (text: string): Buffer => {
    const decoder = new TextDecoder('windows-1256');
    const table = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
    return Buffer.from([...text].map((character) => table.get(character) ?? 63));
  };
  test.each([
    { name: 'utf-8 with a byte order mark', bytes: Buffer.from(`\ufeff${ARTICLE}`), encoding: /^utf-8/ },
    { name: 'utf-16le', bytes: Buffer.from(`\ufeff${ARTICLE}`, 'utf16le'), encoding: /^utf-16le/ },
    {
      name: 'windows-1256',
      bytes: windows1256(ARTICLE.replaceAll('«', '"').replaceAll('»', '"')),
      encoding: /^windows-1256/,
    },
  ])('$name is recognised, and reported', async ({ name, bytes, encoding }) => {
    const { code, out } = await cli([file(`enc-${name}.txt`, bytes), '--format', 'jsonl', '--text']);
    expect(code).toBe(0);
    expect(results(out)[0]?.source.encoding).toMatch(encoding);
    expect(JSON.parse(out).text).toContain('وزير الري هشام الجارحي');
    expect(JSON.parse(out).text[0]).not.toBe('\ufeff');
  });

  test('one of them can be asked for', async () => {
    const bytes = Buffer.from([...letters].map((letter) => (letter.codePointAt(0) ?? 0) - 0x621 + 0xc1));
    const { out } = await cli([file('iso.txt', bytes), '--encoding', 'iso-8859-6', '--format', 'jsonl', '--text']);
    expect(JSON.parse(out).text).toBe(letters);
  });
});

describe('bad input: named with its reason, the others still analysed', () => {
  test.each([
    { name: 'missing.txt', content: null, message: /missing\.txt: no such file/ },
    { name: 'empty.txt', content: '', message: /empty\.txt: the file is empty/ },
    { name: 'blank.txt', content: ' \n\n ', message: /blank\.txt: / },
    {
      name: 'binary.txt',
      content: Buffer.from('7f454c4602010100000000000000000003003e00010000', 'hex'),
      message: /binary\.txt: /,
    },
    { name: 'noise.txt', content: Buffer.from('81fe00c3288ffa81'.repeat(40), 'hex'), message: /noise\.txt: / },
  ])('$name', async ({ name, content, message }) => {
    const bad = content === null ? `${folder}/${name}` : file(name, content);
    const { code, out, err } = await cli([bad, good, '--format', 'jsonl']);
    expect(code).toBe(1);
    expect(err).toMatch(message);
    expect(results(out).map(({ source }) => source.path)).toEqual([good]);
  });

  test('a folder without articles', async () => {
    file('pictures/a.png', 'x');
    const { code, out, err } = await cli([`${folder}/pictures`, good, '--format', 'jsonl']);
    expect(code).toBe(1);
    expect(err).toMatch(/pictures: /);
    expect(results(out)).toHaveLength(1);
  });

  test('a text without a single Arabic letter is a warning, not silence', async () => {
    const { code, out, err } = await cli([file('english.txt', 'The minister said: "yes".'), '--format', 'jsonl']);
    expect(code).toBe(0);
    expect(results(out)[0]?.warnings.map(({ code: warning }) => warning)).toContain('no-arabic');
    expect(err).toMatch(/english\.txt: warning: .*\[no-arabic\]/);
  });

  test('an unclosed mark costs nothing but its quotation', async () => {
    const { code, out } = await cli([
      file('open.txt', `قال الوزير: «نعم، سنبدأ غداً\n\n${ARTICLE}`),
      '--format',
      'jsonl',
    ]);
    expect(code).toBe(0);
    expect(validate(JSON.parse(out))).toEqual([]);
  });

  test('a broken line of JSON Lines is named with its number', async () => {
    const input = `${JSON.stringify({ id: 1, text: ARTICLE })}\n{"id":2,"te\n${JSON.stringify({ id: 3, text: ARTICLE })}\n`;
    const { code, out, err } = await cli(['--input-format', 'jsonl', '--format', 'jsonl', '-'], { input });
    expect(code).toBe(1);
    expect(results(out)).toHaveLength(2);
    expect(err).toMatch(/stdin.*2/);
  });
});
