import { linkSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ARTICLE, cli, workspace } from './harness.ts';

const { folder, file } = workspace();
const LINES = `${JSON.stringify({ id: 'x', text: ARTICLE })}\n`;
const WORDS = '[titles]\nناظر الوقف | نظار الوقف | m office\n';

/** A fresh folder of inputs, with every way to them. */
let count = 0;
function inputs(): string {
  const root = join(folder, `case${count++}`);
  const files = {
    'news/a.txt': ARTICLE,
    'news/b.jsonl': LINES,
    'news/sub/c.txt': ARTICLE,
    'news/documents.csv': `id,text\nk,"${ARTICLE}"\n`,
    'news/a.json': JSON.stringify({ text: ARTICLE }),
    'words.txt': WORDS,
    'list.txt': 'news/a.txt\n',
    'b.jsonl.partial': LINES,
    'a.sqlite': ARTICLE,
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  symlinkSync('news/a.txt', join(root, 'soft.jsonl'));
  symlinkSync('news', join(root, 'way'));
  linkSync(join(root, 'news/a.txt'), join(root, 'hard.jsonl'));
  linkSync(join(root, 'news/sub/c.txt'), join(root, 'hard-inside.csv'));
  writeFileSync(join(root, 'list.txt'), `${join(root, 'news/a.txt')}\n`);
  return root;
}

/** Every file below a folder with its content and when it was written. */
function state(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => `${path} ${statSync(path).mtimeMs} ${readFileSync(path, 'utf8')}`)
    .sort();
}

/** A word with a dot or a slash is a path, in the folder of the case. */
const at = (root: string, word: string): string => (/[./]/.test(word) ? join(root, word) : word);

test.each([
  { way: 'the same name', argv: ['news/a.txt', '-o', 'news/a.txt'], names: ['a.txt'] },
  { way: 'another format', argv: ['news/a.txt', '-f', 'json', '-o', 'news/a.txt'], names: ['a.txt'] },
  { way: 'JSON Lines', argv: ['news/b.jsonl', '-o', 'news/b.jsonl'], names: ['b.jsonl'] },
  { way: 'another spelling', argv: ['news/a.txt', '-o', 'news/../news/./a.txt'], names: ['a.txt'] },
  { way: 'a linked folder', argv: ['news/a.txt', '-o', 'way/a.txt'], names: ['way/a.txt', 'news/a.txt'] },
  { way: 'a symbolic link', argv: ['news/a.txt', '-o', 'soft.jsonl'], names: ['soft.jsonl', 'news/a.txt'] },
  { way: 'an input that is a link', argv: ['soft.jsonl', '-o', 'news/a.txt'], names: ['soft.jsonl', 'news/a.txt'] },
  { way: 'a hard link', argv: ['news/a.txt', '-o', 'hard.jsonl'], names: ['hard.jsonl', 'news/a.txt'] },
  { way: 'a file of the folder', argv: ['news/', '-o', 'news/sub/c.txt'], names: ['sub/c.txt'] },
  { way: 'a hard link to one', argv: ['news/', '-o', 'hard-inside.csv'], names: ['hard-inside.csv', 'sub/c.txt'] },
  { way: 'a file of a glob', argv: ['news/**/*.txt', '-f', 'json', '-o', 'news/sub/c.txt'], names: ['sub/c.txt'] },
  { way: 'a file of a list', argv: ['--files-from', 'list.txt', '-o', 'news/a.txt'], names: ['a.txt'] },
  { way: 'the list', argv: ['--files-from', 'list.txt', '-f', 'json', '-o', 'list.txt'], names: ['list.txt'] },
  { way: 'the words', argv: ['news/a.txt', '--lexicon', 'words.txt', '-o', 'words.txt'], names: ['words.txt'] },
  { way: 'the provisional file', argv: ['b.jsonl.partial', '-o', 'b.jsonl'], names: ['b.jsonl.partial'] },
  { way: 'a database', argv: ['a.sqlite', '--input-format', 'text', '-o', 'a.sqlite'], names: ['a.sqlite'] },
  { way: 'a table of a folder', argv: ['news/documents.csv', '-f', 'csv', '-o', 'way/'], names: ['documents.csv'] },
  { way: 'the folder', argv: ['news/', '-f', 'csv', '-o', 'way/'], names: ['way/', 'news/'] },
  { way: 'the folder, as Parquet', argv: ['news/', '-f', 'parquet', '-o', 'news/'], names: ['news/'] },
  { way: 'a result for each', argv: ['news/', '--per-file', '-f', 'table', '-o', 'way/'], names: ['news/'] },
  { way: 'a result for each file', argv: ['news/a.txt', '--per-file', '-o', 'news/'], names: ['a.txt'] },
  {
    way: 'a result that is another input',
    argv: ['news/a.txt', 'news/a.json', '--per-file', '-f', 'json', '-o', 'news/'],
    names: ['a.json'],
  },
  { way: 'failures', argv: ['news/', '-f', 'jsonl', '--errors', 'news/b.jsonl'], names: ['--errors', 'b.jsonl'] },
  { way: 'the cache', argv: ['news/', '-f', 'jsonl', '--cache', 'way/'], names: ['--cache', 'news/'] },
  {
    way: 'a table for each, in the folder around',
    argv: ['news/', '--per-file', '-o', './'],
    names: ['news/a.txt'],
  },
])('the output is an input: $way', async ({ argv, names }) => {
  const root = inputs();
  const before = state(root);
  const { code, out, err } = await cli(argv.map((word) => at(root, word)));
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^analyze: the output is one of the inputs: /);
  for (const name of names) expect(err).toContain(name);
  expect(state(root)).toEqual(before);
});

test('two outputs in one file', async () => {
  const path = join(folder, 'twice.jsonl');
  const { code, err } = await cli([file('one.txt', ARTICLE), '-o', path, '--errors', path]);
  expect(code).toBe(2);
  expect(err).toMatch(/--errors .*twice\.jsonl is an output already/);
});

test.each([
  { way: 'beside it', argv: ['news/a.txt', '-o', 'news/a.jsonl'] },
  {
    way: 'a result for each, in a folder with another input of the name',
    argv: ['news/sub/', '--per-file', '-f', 'json', '-o', 'news/'],
  },
  { way: 'records in a folder of the inputs', argv: ['news/b.jsonl', '--per-file', '-f', 'json', '-o', 'news/'] },
  { way: 'a new file of the folder', argv: ['news/', '-o', 'news/new.jsonl'] },
])('no input, and nothing is lost: $way', async ({ argv }) => {
  const root = inputs();
  const before = state(root);
  expect((await cli(argv.map((word) => at(root, word)))).code).toBe(0);
  expect(state(root)).toEqual(expect.arrayContaining(before));
});
