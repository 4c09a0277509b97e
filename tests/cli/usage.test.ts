import { describe, expect, test } from 'vitest';
import { suggest } from '../../src/cli/errors.ts';
import { colourLevel, settingsOf } from '../../src/cli/settings.ts';
import { bidiMode } from '../../src/output/terminal.ts';
import { ARTICLE, cli, workspace } from './harness.ts';

const { folder, file } = workspace();
const good = file('good.txt', ARTICLE);

describe('wrong usage ends with 2, before any work', () => {
  test.each([
    { argv: ['--formt', 'json'], message: /unknown option '--formt'[\s\S]*did you mean --format/ },
    { argv: ['--format', 'tabel'], message: /unknown format 'tabel'[\s\S]*did you mean table/ },
    { argv: ['--format', 'xml'], message: /unknown format 'xml'[\s\S]*there are: table, json/ },
    { argv: ['--only', 'quotes'], message: /unknown part 'quotes'/ },
    { argv: ['--only', ''], message: /names no part/ },
    { argv: ['--types', 'PERSON'], message: /unknown entity type 'PERSON'/ },
    { argv: ['--offsets', 'utf-16'], message: /unknown unit of offsets 'utf-16'[\s\S]*utf16/ },
    { argv: ['--min-confidence', '2'], message: /from 0 to 1, not '2'/ },
    { argv: ['--min-confidence', 'high'], message: /from 0 to 1, not 'high'/ },
    { argv: ['--bidi', 'mark'], message: /did you mean marks/ },
    { argv: ['--encoding', 'windows-9999'], message: /unknown encoding 'windows-9999'/ },
    { argv: ['--input-format', 'jsnl'], message: /unknown input format 'jsnl'[\s\S]*did you mean/ },
    { argv: ['--format', 'sqlite'], message: /sqlite can't go to standard output[\s\S]*-o FILE\.sqlite/ },
    { argv: ['--format', 'parquet'], message: /-o FOLDER\.parquet/ },
    { argv: ['--per-file'], message: /--per-file needs a folder/ },
    { argv: ['--table', 'documents'], message: /--table is for csv and tsv/ },
    { argv: ['--format', 'csv', '--table', 'quotes'], message: /unknown table 'quotes'[\s\S]*there are|did you mean/ },
    { argv: ['-o', 'x.xyz'], message: /unknown ending of a file '\.xyz'/ },
    { argv: ['-o', 'x.jsonll'], message: /unknown ending of a file '\.jsonll'[\s\S]*did you mean \.jsonl/ },
    { argv: ['-o', 'x.xls'], message: /unknown ending of a file '\.xls'[\s\S]*did you mean \.xlsx/ },
    { argv: ['-o', 'x.gz'], message: /unknown ending of a file 'x\.gz'/ },
    { argv: ['-o', 'x.sqlite.gz'], message: /sqlite is not written as \.gz[\s\S]*-o FILE\.sqlite/ },
    { argv: ['-o', 'x.gz', '-f', 'xlsx'], message: /xlsx is not written as \.gz/ },
    { argv: ['-o', 'x.xlsx/'], message: /xlsx is one file/ },
    { argv: ['--format', 'xlsx'], message: /xlsx can't go to standard output/ },
    { argv: ['--keep', ' ,'], message: /--keep names no field/ },
    { argv: ['--resume', '--restart', '-o', 'x.jsonl'], message: /--resume goes on, --restart begins anew/ },
    { argv: [good, '--format', 'brat'], message: /brat has files of its own[\s\S]*-o FOLDER/ },
    { argv: [good, '-o', 'x.ann'], message: /brat has files of its own/ },
    { argv: ['--format'], message: /argument missing/ },
    { argv: ['normalize', '--profile', 'ligth'], message: /did you mean light/ },
    { argv: ['normalize', '--tashkel'], message: /did you mean --tashkeel/ },
    { argv: ['tokens', '--format', 'xml'], message: /unknown format 'xml'/ },
  ])('$argv', async ({ argv, message }) => {
    const [command, ...rest] = argv[0] === 'normalize' || argv[0] === 'tokens' ? argv : [null, ...argv];
    const { code, out, err } = await cli([
      ...(command ? [command] : []),
      good,
      ...rest.filter((word) => word !== null),
    ]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n {4}at /);
  });

  test('no path and a terminal: the help', async () => {
    const { code, out, err } = await cli([], { input: null });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^Usage: analyze/);
    expect(err).toMatch(/no input: name a file or folder/);
  });

  test.each(['normalize', 'tokens'])('likewise for %s', async (command) => {
    const { code, err } = await cli([command], { input: null });
    expect(code).toBe(2);
    expect(err).toMatch(new RegExp(`^Usage: analyze ${command}`));
  });
});

describe('help and version', () => {
  test('go to standard output, with examples and exit codes', async () => {
    const { code, out, err } = await cli(['--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const word of ['Examples:', 'Exit codes:', '--format', '--only', '--bidi', 'normalize', 'tokens']) {
      expect(out).toContain(word);
    }
  });

  test('the version is a number', async () => expect((await cli(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/));

  test('each command has its own', async () => {
    expect((await cli(['normalize', '--help'])).out).toContain('--superscript-alef');
    expect((await cli(['tokens', '--help'])).out).toContain('Usage: analyze tokens');
  });
});

test.each([
  ['tabel', 'table'],
  ['jsno', 'json'],
  ['JSONL', 'jsonl'],
  ['mark', 'markdown'],
  ['xml', null],
  ['zzzz', null],
])('%s may mean %s', (word, meant) => expect(suggest(word, ['table', 'json', 'jsonl', 'markdown', 'csv'])).toBe(meant));

describe('settings', () => {
  const io = {
    stdin: process.stdin,
    stdout: Object.assign(Object.create(process.stdout), { isTTY: undefined }),
    stderr: process.stderr,
    env: {},
  };
  const of = (flags: Parameters<typeof settingsOf>[0]) => settingsOf(flags, io, (path) => path === 'there');

  test.each([
    { flags: {}, format: 'table', destination: { kind: 'stdout' } },
    { flags: { output: '-' }, format: 'table', destination: { kind: 'stdout' } },
    { flags: { output: 'x.jsonl' }, format: 'jsonl', destination: { kind: 'file', path: 'x.jsonl' } },
    { flags: { output: 'x.txt', format: 'json' }, format: 'json', destination: { kind: 'file', path: 'x.txt' } },
    { flags: { output: 'x.xyz', format: 'json' }, format: 'json', destination: { kind: 'file', path: 'x.xyz' } },
    { flags: { output: 'x.csv.gz' }, format: 'csv', destination: { kind: 'file', path: 'x.csv.gz' } },
    { flags: { output: 'x.GZ', format: 'md' }, format: 'markdown', destination: { kind: 'file', path: 'x.GZ' } },
    { flags: { output: 'results' }, format: 'table', destination: { kind: 'file', path: 'results' } },
    { flags: { output: 'x.xlsx' }, format: 'xlsx', destination: { kind: 'file', path: 'x.xlsx' } },
    { flags: { output: 'x.y/' }, format: 'table', destination: { kind: 'folder', path: 'x.y/', content: 'per-file' } },
    {
      flags: { output: 'out', format: 'brat' },
      format: 'brat',
      destination: { kind: 'folder', path: 'out', content: 'per-file' },
    },
    {
      flags: { output: 'x.parquet/' },
      format: 'parquet',
      destination: { kind: 'folder', path: 'x.parquet/', content: 'tables' },
    },
    {
      flags: { output: 'd/', format: 'csv' },
      format: 'csv',
      destination: { kind: 'folder', path: 'd/', content: 'tables' },
    },
    {
      flags: { output: 'there', format: 'json' },
      format: 'json',
      destination: { kind: 'folder', path: 'there', content: 'per-file' },
    },
    {
      flags: { output: 'd', format: 'csv', perFile: true },
      format: 'csv',
      destination: { kind: 'folder', path: 'd', content: 'per-file' },
    },
  ])('$flags', ({ flags, format, destination }) => expect(of(flags)).toMatchObject({ format, destination }));

  test('the stream of a CSV carries what --table or --only name', () => {
    expect(of({ format: 'csv' }).output.table).toBe('quotations');
    expect(of({ format: 'csv', only: 'entities' }).output.table).toBe('entities');
    expect(of({ format: 'csv', table: 'mentions' }).output.table).toBe('mentions');
  });
});

test.each([
  { flag: undefined, env: {}, tty: true, level: 1 },
  { flag: undefined, env: {}, tty: false, level: 0 },
  { flag: undefined, env: { NO_COLOR: '1' }, tty: true, level: 0 },
  { flag: undefined, env: { NO_COLOR: '' }, tty: true, level: 1, why: 'empty does not count' },
  { flag: undefined, env: { TERM: 'dumb' }, tty: true, level: 0 },
  { flag: undefined, env: { TERM: 'xterm-256color' }, tty: true, level: 2 },
  { flag: undefined, env: { COLORTERM: 'truecolor' }, tty: true, level: 3 },
  { flag: undefined, env: { FORCE_COLOR: '1' }, tty: false, level: 1 },
  { flag: undefined, env: { FORCE_COLOR: '0' }, tty: true, level: 0 },
  { flag: false, env: { FORCE_COLOR: '3' }, tty: true, level: 0 },
  { flag: true, env: { NO_COLOR: '1' }, tty: false, level: 1 },
] as const)('colour with $flag, $env, terminal $tty: $level', ({ flag, env, tty, level }) => {
  const io = { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, env };
  expect(colourLevel(flag, io, tty)).toBe(level);
});

test('direction marks never leave for a pipe by themselves', async () => {
  expect(bidiMode('auto', { isTTY: false, env: { VTE_VERSION: '7600' } })).toBe('none');
  const { out } = await cli([good], { env: { VTE_VERSION: '7600' } });
  expect(out).not.toMatch(/[\u2066-\u2069]/);
});

test('a path that is a command is one with ./ in front', async () => {
  file('tokens', ARTICLE);
  const { code, out } = await cli([`${folder}/tokens`, '--format', 'jsonl']);
  expect(code).toBe(0);
  expect(JSON.parse(out).source.path).toBe(`${folder}/tokens`);
});
