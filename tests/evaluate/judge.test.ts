import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { calibration, type Figure, nameFigures, quotationFigures } from '../../src/evaluate/figures.ts';
import { type GoldArticle, readGold } from '../../src/evaluate/gold.ts';
import { judge } from '../../src/evaluate/judge.ts';
import type { Analysis, Quotation } from '../../src/model.ts';

const TEXT = 'قال سالم الهدار إن المدرسة فتحت أبوابها صباح اليوم. وأضافت ليلى نور أن الباب مغلق.';
const span = (words: string) => ({ start: TEXT.indexOf(words), end: TEXT.indexOf(words) + words.length });
const goldOf = (content: string, cue: string, speaker: string) => ({
  ...span(content),
  fragments: [span(content)],
  type: 'indirect' as const,
  optional: false,
  cue: span(cue),
  source: span(speaker),
  speaker,
  aliases: [],
  kind: 'person' as const,
  via: null,
});
const ARTICLE: GoldArticle = {
  file: '1-paper.txt',
  text: TEXT,
  fold: null,
  quotations: [
    goldOf('المدرسة فتحت أبوابها صباح اليوم', 'قال', 'سالم الهدار'),
    goldOf('الباب مغلق', 'أضافت', 'ليلى نور'),
  ],
  attributions: [],
  mentions: [{ ...span('سالم الهدار'), type: 'PER', name: 'سالم الهدار' }],
};

const foundOf = (id: string, content: string, speaker: string | null): Quotation => ({
  id,
  type: 'indirect',
  content: { ...span(content), text: content },
  cue: null,
  source: null,
  speaker,
  resolution: 'explicit',
  medium: null,
  addressee: null,
  via: [],
  attributions: [],
  rule: 'x',
  confidence: 0.75,
});
const analysis = (quotations: Quotation[]): Analysis => ({
  ...analyze({ text: '' }),
  quotations,
  speakers: ['سالم الهدار', 'ليلى نور'].map((name, k) => ({
    id: `s${k + 1}`,
    name,
    aliases: [],
    kind: 'person',
    role: null,
    affiliation: null,
    entity: null,
    gender: null,
    quotations: [],
  })),
});
const figure = (figures: Figure[], name: string) => figures.find((one) => one.name === name);

test('exact words and the right speaker count apart from being found', () => {
  const judged = [
    judge(
      ARTICLE,
      analysis([
        foundOf('q1', 'المدرسة فتحت أبوابها', 's1'), // two words short
        foundOf('q2', 'الباب مغلق', 's1'), // somebody else's
        foundOf('q3', 'سالم', 's2'), // nobody's words
      ]),
    ),
  ];
  const figures = quotationFigures(judged);
  expect(figure(figures, 'quotations found')).toMatchObject({ precision: 2 / 3, recall: 1, of: 2 });
  expect(figure(figures, '– exact content')).toMatchObject({ precision: 1 / 3, recall: 1 / 2 });
  expect(figure(figures, '– exact content and right speaker')).toMatchObject({ precision: 0, recall: 0 });
  expect(figure(figures, 'speaker right, of the quotations found')).toMatchObject({ share: 1 / 2, of: 2 });
  expect(figure(nameFigures(judged), 'names')).toMatchObject({ recall: 0, of: 1 });
  // three told with 0.75, none of them right: the gap is 0.75
  expect(calibration(judged).error).toBeCloseTo(0.75);
});

const SHARED = '../shared/gold/dev';
const SCORER = '../shared/eval/score.mjs';

test.skipIf(!existsSync(SCORER))(
  'the figures are those of the gold’s own scorer (skipped where the gold is not there)',
  () => {
    const files = new Set(
      readdirSync(SHARED)
        .filter((name) => name.endsWith('.gold.json'))
        .slice(0, 8),
    );
    const articles = readGold(SHARED).filter(({ file }) => files.has(file.replace(/txt$/, 'gold.json')));
    const results = articles.map(({ file, text }) => ({ ...analyze({ text, path: file }) }));
    const folder = mkdtempSync(join(tmpdir(), 'isnad-judge-'));
    try {
      for (const { file } of articles) {
        for (const name of [file, file.replace(/txt$/, 'gold.json')])
          writeFileSync(join(folder, name), readFileSync(join(SHARED, name)));
      }
      writeFileSync(join(folder, 'results.jsonl'), results.map((one) => JSON.stringify(one)).join('\n'));
      const { stdout } = spawnSync(
        process.execPath,
        [SCORER, '--gold', folder, '--pred', join(folder, 'results.jsonl'), '--json'],
        { encoding: 'utf8' },
      );
      const { rows, rates } = JSON.parse(stdout) as {
        rows: Record<string, { p: number; r: number }>;
        rates: Record<string, [number, number]>;
      };
      const ours = [
        ...quotationFigures(articles.map((article, k) => judge(article, results[k]!))),
        ...nameFigures(articles.map((article, k) => judge(article, results[k]!))),
      ];
      const pairs = {
        'quotations found': 'quotations',
        '– exact content': 'quotations, exact content',
        '– exact content and right speaker': 'quotations, exact content and speaker',
        'attribution phrases': 'attribution phrases',
        names: 'entities, all',
        'role of a speaker': 'role of a speaker',
      };
      for (const [name, row] of Object.entries(pairs)) {
        if (!rows[row]) continue;
        expect(figure(ours, name), name).toMatchObject({ precision: rows[row].p, recall: rows[row].r });
      }
      const [right, of] = rates['speaker right (of quotations found)']!;
      expect(figure(ours, 'speaker right, of the quotations found')).toMatchObject({ share: right / of, of });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
