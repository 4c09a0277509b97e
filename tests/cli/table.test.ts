/** The table by the command line: one quotation explained, a folder's end, what is said on a terminal only. */
import { describe, expect, test } from 'vitest';
import { explainAlone } from '../../src/cli/main.ts';
import { ARTICLE, cli, workspace } from './harness.ts';

const { folder, file } = workspace();

test.each([
  { argv: ['a.txt', '--explain', 'q4'], as: ['a.txt', '--explain-only', 'q4'] },
  { argv: ['--explain', 'q4,q12', 'a.txt'], as: ['--explain-only', 'q4,q12', 'a.txt'] },
  { argv: ['--explain=q4', 'a.txt'], as: ['--explain-only', 'q4', 'a.txt'] },
  { argv: ['--explain', 'a.txt'], as: ['--explain', 'a.txt'], why: 'a path' },
  { argv: ['--explain', 'q0', 'q4.txt'], as: ['--explain', 'q0', 'q4.txt'], why: 'no id of a quotation' },
  { argv: ['--', '--explain', 'q4'], as: ['--', '--explain', 'q4'], why: 'names of files' },
])('$argv -> $as', ({ argv, as }) => expect(explainAlone(argv)).toEqual(as));

describe('the table of', () => {
  const article = file('news/a.txt', ARTICLE);
  file('news/b.txt', ARTICLE);

  test('one quotation', async () => {
    const { out, code } = await cli([article, '--explain', 'q2']);
    expect(code).toBe(0);
    expect(out).toContain('1 speaker, 1 quotation');
    expect(out).toMatch(/↳ /);
    expect(out).not.toMatch(/^q1 /m);
  });

  test('a folder ends with bars, in markdown too; one article has none', async () => {
    expect((await cli([`${folder}/news`])).out).toMatch(/Most quoted, 2 documents\n─+\n4 +█+ +هشام الجارحي\n/);
    expect((await cli([`${folder}/news`, '-f', 'markdown'])).out).toMatch(
      /## All 2 documents\n\n### Most quoted\n\n.*\n.*\n\| هشام الجارحي \| 4 \| █+ \|/,
    );
    expect((await cli([article])).out).not.toContain('█');
  });

  test('what to try next is said on a terminal, not into a pipe and not with --quiet', async () => {
    expect((await cli([article], { terminal: 100 })).out).toContain('-o report.html');
    expect((await cli([article])).out).not.toContain('-o report.html');
    expect((await cli([article, '--quiet'], { terminal: 100 })).out).not.toContain('-o report.html');
  });

  test.each([
    { env: { LANG: 'ar_EG.UTF-8' }, argv: [], has: 'قولان' },
    { env: { LC_ALL: 'en_GB.UTF-8', LANG: 'ar_EG.UTF-8' }, argv: [], has: '2 quotations' },
    { env: { LANG: 'arn_CL' }, argv: [], has: '2 quotations' },
    { env: {}, argv: ['--lang', 'ar'], has: 'قولان' },
  ])('$env $argv: the language of the labels', async ({ env, argv, has }) => {
    expect((await cli([article, ...argv], { env: env as Record<string, string> })).out).toContain(has);
  });

  test('--lang of another language is wrong usage', async () => {
    expect((await cli([article, '--lang', 'fr'])).code).toBe(2);
  });
});
