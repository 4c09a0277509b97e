import { chmodSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { globMatcher } from '../../src/input/glob.ts';
import { folder, itemsOf, listed, stdin } from './folder.ts';

const TEXT = 'قال الوزير إن العمل انتهى.';

describe('folders', () => {
  test('files in code-point order, folders among them; hidden files and node_modules left out', async () => {
    const root = folder({
      'b.txt': TEXT,
      'a/z.txt': TEXT,
      'a/١.txt': TEXT,
      'B.txt': TEXT,
      '.hidden.txt': TEXT,
      '.git/config.txt': TEXT,
      'node_modules/x/readme.txt': TEXT,
      'صحف/خبر.txt': TEXT,
      'a10.txt': TEXT,
      'a2.txt': TEXT,
    });
    expect(await listed(root)).toEqual(['B.txt', 'a/z.txt', 'a/١.txt', 'a10.txt', 'a2.txt', 'b.txt', 'صحف/خبر.txt']);
  });

  test('pictures and style sheets beside the pages are passed over, by name; named by hand they are a problem', async () => {
    const root = folder({ 'a.txt': TEXT, 'photo.jpg': Buffer.from('ffd8ffe000104a46', 'hex'), 'page.css': 'p {}' });
    expect(await listed(root)).toEqual(['a.txt']);
    expect(await listed(root, { paths: [join(root, 'photo.jpg')] })).toEqual(['binary: photo.jpg']);
  });

  test('a folder without articles is a problem, also one with pictures only; one that was read before is not', async () => {
    const root = folder({ 'empty/.keep': '', 'photos/a.png': 'x', 'good/a.txt': TEXT });
    mkdirSync(join(root, 'bare'));
    expect(
      await listed(root, { paths: ['empty', 'photos', 'bare', 'good', 'good'].map((name) => join(root, name)) }),
    ).toEqual(['empty-folder: empty', 'empty-folder: photos', 'empty-folder: bare', 'good/a.txt']);
  });

  test('--no-recursive stays at the top', async () => {
    const root = folder({ 'a.txt': TEXT, 'deep/b.txt': TEXT });
    expect(await listed(root, { recursive: false })).toEqual(['a.txt']);
  });

  test.each([
    { include: ['*.txt'], files: ['2023/a.txt', '2024/a.txt', '2024/b.txt'] },
    { include: ['2024/*'], files: ['2024/a.txt', '2024/b.txt', '2024/c.md'] },
    { include: ['**/a.*', '*.md'], files: ['2023/a.txt', '2024/a.txt', '2024/c.md'] },
    { exclude: ['2023'], files: ['2024/a.txt', '2024/b.txt', '2024/c.md'] },
    { include: ['*.txt'], exclude: ['2024/a*'], files: ['2023/a.txt', '2024/b.txt'] },
    { include: ['*.rst'], files: ['empty-folder: '] },
  ])('include $include, exclude $exclude', async ({ files, ...options }) => {
    const root = folder({ '2023/a.txt': TEXT, '2024/a.txt': TEXT, '2024/b.txt': TEXT, '2024/c.md': TEXT });
    expect(await listed(root, options)).toEqual(files);
  });

  test('symbolic links are followed once: no circles, nothing twice, a dead one is named', async () => {
    const root = folder({ 'a/x.txt': TEXT, 'b/y.txt': TEXT });
    symlinkSync(root, join(root, 'a', 'loop'));
    symlinkSync('loop2', join(root, 'loop2'));
    symlinkSync(join(root, 'a', 'x.txt'), join(root, 'b', 'again.txt'));
    symlinkSync(join(root, 'nowhere'), join(root, 'b', 'dead.txt'));
    const outside = folder({ 'z.txt': TEXT });
    symlinkSync(outside, join(root, 'c'));
    expect(await listed(root)).toEqual(['a/x.txt', 'not-found: b/dead.txt', 'b/y.txt', 'c/z.txt', 'not-found: loop2']);
  });

  test('a file name that is no UTF-8', async () => {
    const root = folder();
    const name = Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xce, 0xc8, 0xd1]), Buffer.from('.txt')]);
    writeFileSync(name, TEXT);
    expect(await listed(root)).toEqual(['خبر.txt']);
  });

  test.skipIf(process.getuid?.() === 0)('a folder that may not be read', async () => {
    const root = folder({ 'a.txt': TEXT, 'closed/b.txt': TEXT });
    chmodSync(join(root, 'closed'), 0);
    expect(await listed(root)).toEqual(['a.txt', 'not-readable: closed']);
    chmodSync(join(root, 'closed'), 0o755);
  });
});

describe('paths, globs, lists', () => {
  test('paths in the order in which they are named, every file once', async () => {
    const root = folder({ 'a.txt': TEXT, 'b.txt': TEXT });
    const paths = ['b.txt', 'a.txt', './b.txt', 'c.txt'].map((name) => `${root}/${name}`);
    expect(await listed(root, { paths })).toEqual(['b.txt', 'a.txt', 'not-found: c.txt']);
  });

  test('globs that the shell left alone; a name with brackets that exists is a name', async () => {
    const root = folder({ 'x/a.txt': TEXT, 'x/b.txt': TEXT, 'y/a.txt': TEXT, 'x/[1].txt': TEXT });
    expect(await listed(root, { paths: [`${root}/**/a.txt`] })).toEqual(['x/a.txt', 'y/a.txt']);
    expect(await listed(root, { paths: [`${root}/x/[1].txt`] })).toEqual(['x/[1].txt']);
    expect(await listed(root, { paths: [`${root}/*.none`] })).toEqual(['not-found: *.none']);
  });

  test.each([
    ['lines', '\n'],
    ['lines of Windows', '\r\n'],
    ['NULs', '\0'],
  ])('--files-from with %s', async (_, separator) => {
    const root = folder({ 'a.txt': TEXT, 'خبر عاجل.txt': TEXT });
    const list = ['خبر عاجل.txt', 'a.txt', 'gone.txt', ''].map((name) => name && `${root}/${name}`).join(separator);
    writeFileSync(join(root, 'list'), list);
    const expected = ['خبر عاجل.txt', 'a.txt', 'not-found: gone.txt'];
    expect(await listed(root, { paths: [], filesFrom: join(root, 'list') })).toEqual(expected);
    expect(await listed(root, { paths: [], filesFrom: '-', stdin: stdin(list) })).toEqual(expected);
  });

  test('files to skip, as a run does with its own outputs', async () => {
    const root = folder({ 'a.txt': TEXT, 'out.jsonl': '{"text":"نص"}\n' });
    expect(await listed(root, { skip: [join(root, 'out.jsonl')] })).toEqual(['a.txt']);
  });

  test('shards are disjoint and together the whole, records of long files included', async () => {
    const lines = Array.from({ length: 10 }, (_, i) => JSON.stringify({ text: `${TEXT} ${i}` })).join('\n');
    const root = folder({ 'a.txt': TEXT, 'b.jsonl': lines, 'c.txt': TEXT, 'd.csv': 'id,text\n1,قال نعم\n2,قال لا\n' });
    const id = async (shard?: { index: number; count: number }) =>
      (await itemsOf({ paths: [root], shard })).map((item) =>
        item.ok ? `${relative(root, item.document.path ?? '')}#${item.document.id}` : item.problem.path,
      );
    const whole = await id();
    expect(whole).toHaveLength(14);
    const parts = await Promise.all([0, 1, 2].map((index) => id({ index, count: 3 })));
    expect(parts.map((part) => part.length)).toEqual([5, 5, 4]);
    expect(parts.flat().sort()).toEqual([...whole].sort());
  });
});

test('a folder renamed while it is read is a problem, no crash', async () => {
  const root = folder({ 'a/x.txt': TEXT, 'b/y.txt': TEXT });
  const found: string[] = [];
  const { readInputs } = await import('../../src/input/index.ts');
  for await (const item of readInputs({ paths: [join(root, 'a'), join(root, 'b')] })) {
    if (found.length === 0) renameSync(join(root, 'b'), join(root, 'c'));
    found.push(item.ok ? 'ok' : item.problem.code);
  }
  expect(found).toEqual(['ok', 'not-found']);
});

test.each([
  ['*.txt', 'a.txt', true],
  ['*.txt', 'x/a.txt', true],
  ['*.txt', 'a.txt.bak', false],
  ['a?.txt', 'ab.txt', true],
  ['a?.txt', 'abc.txt', false],
  ['x/*.txt', 'x/a.txt', true],
  ['x/*.txt', 'x/y/a.txt', false],
  ['x/**/*.txt', 'x/y/z/a.txt', true],
  ['x/**/*.txt', 'x/a.txt', true],
  ['{a,b}.txt', 'b.txt', true],
  ['{a,b}.txt', 'c.txt', false],
  ['[a-c].txt', 'b.txt', true],
  ['[!a-c].txt', 'b.txt', false],
  ['drafts', 'x/drafts/a.txt', true],
  ['drafts', 'x/drafts2/a.txt', false],
  ['a+(b).txt', 'a+(b).txt', true],
  ['أخبار*', 'أخبار اليوم.txt', true],
])('the glob %s and %s: %s', (glob, path, matches) => expect(globMatcher([glob])?.(path)).toBe(matches));
