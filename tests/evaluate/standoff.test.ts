import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  ANNOTATED,
  FURTHER,
  foldsOfOutlets,
  NAMED,
  readNames,
  readStandOff,
  UNSEEN,
  VOICED,
} from '../../src/evaluate/standoff.ts';

const TEXT = 'قال الوزير إن الجسر سيُفتح غدا.';
const line = (id: string, outlet: string) =>
  JSON.stringify({
    news: 'some.jsonl.gz',
    id,
    outlet,
    file: `${id}.txt`,
    quotations: [{ type: 'indirect', start: 14, end: 30, cue: { start: 0, end: 3 } }],
    attributions: [],
    mentions: [],
  });

test('annotations find their text by its id, and an outlet keeps its fold', () => {
  const folder = mkdtempSync(join(tmpdir(), 'isnad-standoff-'));
  const articles = [
    { id: '7', source: 'x', text: TEXT },
    { id: '8', source: 'x', text: 'نص آخر' },
  ];
  writeFileSync(join(folder, 'some.jsonl.gz'), gzipSync(articles.map((one) => JSON.stringify(one)).join('\n')));
  const file = join(folder, 'annotated.jsonl');
  writeFileSync(file, `${line('7', 'alwatan')}\n${line('7', 'elsewhere')}\n${line('missing', 'alwatan')}\n`);
  const folds = foldsOfOutlets([
    { file: '311-alwatan.txt', text: '', mentions: [], fold: 3 },
    { file: '312-goud-ma.txt', text: '', mentions: [], fold: 0 },
  ]);
  const read = readStandOff(file, folder, folds);
  expect(read.map(({ fold }) => fold)).toEqual([3, null]);
  const quotation = read[0]?.quotations?.[0];
  expect(read[0]?.text.slice(quotation?.start, quotation?.end)).toBe('الجسر سيُفتح غدا');
});

test('of some articles only whose the quotations are is told: voices by their number, what is not told left out', () => {
  const folder = mkdtempSync(join(tmpdir(), 'isnad-standoff-'));
  const text = 'قال سامي نور إن الجسر سيُفتح. وأضاف أنه جاهز.';
  writeFileSync(join(folder, 'some.jsonl.gz'), gzipSync(JSON.stringify({ id: '7', source: 'x', text })));
  const at = (words: string): [number, number] => [text.indexOf(words), text.indexOf(words) + words.length];
  const sayings = [
    ['indirect', 0, at('قال'), at('سامي نور'), ...at('الجسر سيُفتح')],
    ['indirect', -1, at('أضاف'), 0, ...at('أنه'), ...at('جاهز')],
  ];
  const voices = [['سامي نور', 'person', 'نور']];
  const file = join(folder, 'voiced.jsonl');
  writeFileSync(file, JSON.stringify({ news: 'some.jsonl.gz', id: '7', outlet: 'alwatan', voices, sayings }));
  const [article] = readStandOff(file, folder, () => 2);
  const told = article!.quotations!.map(({ speaker, aliases, source, fragments }) => ({
    speaker,
    aliases,
    source: source && text.slice(source.start, source.end),
    content: fragments.map(({ start, end }) => text.slice(start, end)),
  }));
  expect(told).toEqual([
    { speaker: 'سامي نور', aliases: ['نور'], source: 'سامي نور', content: ['الجسر سيُفتح'] },
    { speaker: null, aliases: [], source: null, content: ['أنه', 'جاهز'] },
  ]);
  expect(article).toMatchObject({ fold: 2, voicesOnly: true });
});

test('without the collection nothing is read, and nothing fails', () => {
  const folder = mkdtempSync(join(tmpdir(), 'isnad-standoff-'));
  const file = join(folder, 'annotated.jsonl');
  writeFileSync(file, line('7', 'alwatan'));
  expect(readStandOff(file, join(folder, 'nowhere'), () => null)).toEqual([]);
});

test('names that are annotated apart find their text, a byte order mark is not counted', () => {
  const folder = mkdtempSync(join(tmpdir(), 'isnad-standoff-'));
  const articles = [{ id: '9', source: 'x', text: '\uFEFFزار سالم المري الدوحة.' }];
  writeFileSync(join(folder, 'some.jsonl.gz'), gzipSync(articles.map((one) => JSON.stringify(one)).join('\n')));
  const file = join(folder, 'named.jsonl');
  const names = [
    [4, 14, 'PER'],
    [15, 21, 'LOC'],
  ];
  const place = { news: 'some.jsonl.gz', outlet: 'alwatan' };
  writeFileSync(
    file,
    [JSON.stringify({ ...place, id: '9', names }), JSON.stringify({ ...place, id: '10', names })].join('\n'),
  );
  const read = readNames(file, folder, (outlet) => (outlet === 'alwatan' ? 2 : null));
  expect(
    read.map(({ text, mentions }) => mentions.map(({ start, end, type }) => [text.slice(start, end), type])),
  ).toEqual([
    [
      ['سالم المري', 'PER'],
      ['الدوحة', 'LOC'],
    ],
  ]);
  expect(read[0]).toMatchObject({ fold: 2, file: 'annotated/9-alwatan.txt' });
});

test('what measures on unseen articles is nothing that a model learns from', () => {
  const placesOf = (path: string): string[] =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const { news, id } = JSON.parse(line) as { news: string; id: string };
        return `${news}#${id}`;
      });
  const learned = new Set([ANNOTATED, FURTHER, VOICED, NAMED].flatMap(placesOf));
  const unseen = placesOf(UNSEEN);
  expect(unseen.length).toBeGreaterThan(100);
  expect(unseen.filter((place) => learned.has(place))).toEqual([]);
});
