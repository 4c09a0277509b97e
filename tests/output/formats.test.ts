import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import type { Analysis } from '../../src/model.ts';
import { delimitedCell } from '../../src/output/delimited.ts';
import { type FormatName, formatOfPath, formatter, type OutputOptions, TABLE_NAMES } from '../../src/output/index.ts';
import { escapeMarkdown } from '../../src/output/markdown.ts';
import { documentKey, documentRows, TABLES } from '../../src/output/tables.ts';
import { sample, TEXT } from './sample.ts';
import { validate } from './validate.ts';

async function printed(name: FormatName, analyses: Analysis[], options: OutputOptions = {}): Promise<string> {
  const format = await formatter(name, options);
  return (
    format.begin() + analyses.map((analysis, i) => format.document(analysis, i)).join('') + format.end(analyses.length)
  );
}

test.each([
  ['out.jsonl', 'jsonl'],
  ['corpus.sqlite', 'sqlite'],
  ['corpus.parquet/', 'parquet'],
  ['a.b/quotes.CSV', 'csv'],
  ['report.md', 'markdown'],
  ['results', null],
  ['folder.json/results', null],
] as const)('%s asks for %s', (path, name) => expect(formatOfPath(path)).toBe(name));

describe('JSON', () => {
  test.each([0, 1, 2])('an array of %i results', async (count) => {
    const found = JSON.parse(await printed('json', Array(count).fill(sample())));
    expect(found).toHaveLength(count);
    for (const analysis of found) expect(validate(analysis)).toEqual([]);
  });

  test('a result a line, also where the text holds line separators', async () => {
    const text = 'سطر\u2028آخر\nوثالث\u0085';
    const lines = (await printed('jsonl', [sample(), sample({ title: text })])).split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).not.toMatch(/[\u2028\u2029]/);
    expect(JSON.parse(lines[1] ?? '').title).toBe(text);
  });

  test('keys have the order of the contract', async () => {
    const { source, ...rest } = sample({ text: TEXT });
    const keys = Object.keys(JSON.parse(await printed('jsonl', [{ ...rest, source } as Analysis])));
    expect(keys.slice(0, 8)).toEqual(['schema', 'source', 'title', 'byline', 'published', 'offsets', 'text', 'counts']);
  });

  test('--only empties the other parts, and the result is valid still', async () => {
    const analysis = JSON.parse(await printed('jsonl', [sample()], { only: ['entities'] }));
    expect(analysis.entities).toHaveLength(3);
    expect(analysis.quotations).toEqual([]);
    expect(validate(analysis)).toEqual([]);
  });
});

describe('tables of rows', () => {
  test('every row has a cell for every column, of its type', () => {
    const rows = documentRows(sample({ text: TEXT }));
    for (const table of TABLE_NAMES) {
      expect(rows[table].length, table).toBeGreaterThan(0);
      for (const row of rows[table]) {
        expect(row).toHaveLength(TABLES[table].length);
        row.forEach((cell, column) => {
          const { type, name } = TABLES[table][column] as (typeof TABLES.documents)[number];
          if (cell !== null) expect(typeof cell, `${table}.${name}`).toBe(type === 'text' ? 'string' : 'number');
        });
      }
    }
  });

  test('an affiliation that is an entity is told by its name', () => {
    const column = TABLES.speakers.findIndex(({ name }) => name === 'affiliation');
    expect(documentRows(sample()).speakers[0]?.[column]).toBe('هيئة الموانئ');
  });

  test('an interrupted quotation has the words that were said, not those of the narrator between them', () => {
    const column = TABLES.quotations.findIndex(({ name }) => name === 'content');
    const said = '«سنفتح الطريق غداً»، يقول الوزير سامر الحداد، «ولن نغلقه بعد ذلك».';
    const [row] = documentRows(analyze({ text: said })).quotations;
    expect(row?.[column]).toBe('سنفتح الطريق غداً … ولن نغلقه بعد ذلك');
  });

  test.each([
    { path: 'a.txt', id: null, key: 'a.txt' },
    { path: 'c.jsonl', id: '17', key: 'c.jsonl#17' },
    { path: null, id: '17', key: '17' },
    { path: null, id: null, key: '-' },
    { path: 'c.jsonl', id: '17', record: 3, key: 'c.jsonl#3', why: 'ids may be given twice' },
    { path: null, id: '17', record: 3, key: '-#3' },
    { path: 'c.jsonl#3', id: null, key: 'c.jsonl#3#1', why: 'a file with the name of a record' },
    { path: 'c#d', id: null, key: 'c#d' },
  ])('$path, $id, $record are $key', ({ path, id, record, key }) => {
    const source = { path, id, format: 'text', encoding: 'utf-8', ...(record !== undefined && { record }) };
    expect(documentKey(sample({ source }))).toBe(key);
  });
});

describe('CSV and TSV', () => {
  test.each([
    { cell: '=HYPERLINK("x")', csv: `"'=HYPERLINK(""x"")"` },
    { cell: '+20 قتيلاً', csv: "'+20 قتيلاً" },
    { cell: '-نعم', csv: "'-نعم" },
    { cell: '@حساب', csv: "'@حساب" },
    { cell: '\tx', csv: "'\tx" },
    { cell: '\rx', csv: `"'\rx"` },
    { cell: 'أ=ب', csv: 'أ=ب', why: 'not at the beginning' },
    { cell: -33.5, csv: '-33.5', why: 'a number is no formula' },
    { cell: 'أ, "ب"', csv: '"أ, ""ب"""' },
    { cell: 'سطر\nآخر', csv: '"سطر\nآخر"' },
    { cell: '', csv: '' },
    { cell: null, csv: '' },
  ])('$cell -> $csv', ({ cell, csv }) => expect(delimitedCell(cell, ',')).toBe(csv));

  test.each([
    { name: 'csv', delimiter: ',' },
    { name: 'tsv', delimiter: '\t' },
  ] as const)('a parser reads every table of $name', async ({ name, delimiter }) => {
    for (const table of TABLE_NAMES) {
      const content = await printed(name, [sample(), sample()], { table, text: true });
      const [head, ...rows] = parse(content, { delimiter, record_delimiter: '\r\n' }) as string[][];
      expect(head).toEqual(TABLES[table].map((column) => column.name));
      expect(rows).toHaveLength(documentRows(sample())[table].length * 2);
      const cells = documentRows(sample())[table][0]?.map((cell) => (cell === null ? '' : String(cell)));
      expect(rows[0]).toEqual(cells);
    }
  });

  test('a byte order mark only where it is asked for, once', async () => {
    expect(await printed('csv', [sample()])).not.toContain('\ufeff');
    expect((await printed('csv', [sample(), sample()], { bom: true })).split('\ufeff')).toHaveLength(2);
  });

  test('documents carry the text only with --text', async () => {
    expect((await printed('csv', [sample()], { table: 'documents' })).split('\r\n')[0]).not.toMatch(/,text$/);
  });
});

describe('markdown', () => {
  test.each([
    { text: '# عنوان', escaped: '\\# عنوان' },
    { text: '<b>&', escaped: '\\<b\\>\\&' },
    { text: '1. أولاً', escaped: '1\\. أولاً' },
    { text: '- بند', escaped: '\\- بند' },
    { text: 'a|b *c* [d](e)', escaped: 'a\\|b \\*c\\* \\[d\\](e)' },
    { text: 'سطر\nآخر', escaped: 'سطر آخر' },
    { text: 'عام 2017. ثم - لا', escaped: 'عام 2017. ثم - لا', why: 'only at the beginning' },
  ])('$text -> $escaped', ({ text, escaped }) => expect(escapeMarkdown(text)).toBe(escaped));

  test('speakers with their words, then names, then phrases', async () => {
    const content = await printed('markdown', [sample()]);
    expect(content.match(/^#+ .*$/gm)).toEqual([
      '# قطار الميناء',
      '## Speakers',
      '### سامر الحدّاد',
      '### هيئة الموانئ',
      '### Speaker not told',
      '## Entities',
      '## Attribution phrases',
    ]);
    expect(content).toContain('> «القطار سيصل إلى الميناء في أيار … ولن يتأخر»');
  });
});

describe('brat', () => {
  const ann = () => printed('brat', [sample({ text: TEXT })]);

  test('offsets are code points, and the text of each annotation stands at them', async () => {
    const letters = [...TEXT];
    const bound = (await ann()).split('\n').filter((line) => line.startsWith('T'));
    expect(bound.length).toBeGreaterThan(10);
    for (const line of bound) {
      const [, , spans, text] = /^(T\d+)\t[A-Za-z]+ ([\d ;]+)\t(.*)$/.exec(line) ?? [];
      const pieces = (spans ?? '').split(';').map((pair) => pair.split(' ').map(Number) as [number, number]);
      const found = pieces.map(([start, end]) => letters.slice(start, end).join('')).join(' ');
      expect(found).toBe(text);
      for (const [i, [start]] of pieces.entries()) expect(start).toBeGreaterThanOrEqual(pieces[i - 1]?.[1] ?? 0);
    }
  });

  test('no annotation runs over a line end', async () => {
    expect(await ann()).toMatch(/^T\d+\tQuotation 186 188;189 193\tلا أعلم$/m);
  });

  test('ids are unique, and every reference has its target', async () => {
    const lines = (await ann()).trim().split('\n');
    const ids = lines.map((line) => line.split('\t')[0] ?? '');
    expect(new Set(ids).size).toBe(ids.length);
    for (const line of lines.filter((line) => /^[RA#]/.test(line))) {
      for (const [target] of line.matchAll(/(?<=[ :])T\d+/g)) expect(ids).toContain(target);
    }
  });

  test('two files a document, and what brat has to know once', async () => {
    const format = await formatter('brat', {});
    const files = format.files?.(sample({ text: TEXT })) ?? [];
    expect(files.map(({ extension }) => extension)).toEqual(['txt', 'ann']);
    expect(files[0]?.content).toBe(TEXT);
    const types = new Set((files[1]?.content ?? '').match(/(?<=^T\d+\t)\w+/gm));
    for (const type of types) expect(format.companions?.[0]?.content).toMatch(new RegExp(`^${type}$`, 'm'));
  });

  test('without the text it refuses', async () => {
    await expect(printed('brat', [sample()])).rejects.toThrow(/needs the text/);
  });
});

describe('conll', () => {
  test('IOB2: I- only behind its own kind; tokens are the text', async () => {
    const content = await printed('conll', [sample({ text: TEXT })]);
    const letters = [...TEXT];
    const rows = content.split('\n').map((line) => line.split('\t'));
    for (const [i, row] of rows.entries()) {
      if (row.length < 6 || row[0] === '-DOCSTART-') continue;
      expect(letters.slice(Number(row[1]), Number(row[2])).join('')).toBe(row[0]);
      for (const column of [3, 4, 5]) {
        const tag = row[column] ?? '';
        expect(tag).toMatch(/^(O|[BI]-[A-Z]+)$/);
        if (tag.startsWith('I-')) {
          const before = rows.slice(0, i).findLast((other) => other.length === 6)?.[column];
          expect(before?.slice(2)).toBe(tag.slice(2));
        }
      }
    }
    expect(content).toContain('هيئة\t87\t91\tO\tB-SOURCE\tB-ORG');
    expect(rows.filter((row) => row[0] === '-DOCSTART-')).toHaveLength(1);
  });

  test('a clitic before a name is a token of its own', async () => {
    const text = 'وصل إلى بدمشق أمس';
    const start = text.indexOf('دمشق');
    const entity = { ...sample().entities[2], mentions: [{ start, end: start + 4, text: 'دمشق', confidence: 1 }] };
    const content = await printed('conll', [
      sample({ text, entities: [entity as Analysis['entities'][number]], quotations: [], attributions: [] }),
    ]);
    expect(content).toContain('ب\t8\t9\tO\tO\tO\nدمشق\t9\t13\tO\tO\tB-LOC');
  });
});
