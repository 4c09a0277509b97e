import { describe, expect, test } from 'vitest';
import type { GoldArticle, GoldQuotation } from '../../src/evaluate/gold.ts';
import type { Span } from '../../src/model.ts';
import { type Head, readShippedModel } from '../../src/network/modelFile.ts';
import { ruledAttributions } from '../../src/quotations/attributions/index.ts';
import { HINT, HINTS, hintAt } from '../../src/quotations/hints.ts';
import type { Reader } from '../../src/quotations/index.ts';
import { viewOf } from '../../src/quotations/view.ts';
import { createReader } from '../../src/reader/index.ts';
import { Encoder } from '../../src/train/examples.ts';
import { dequantise } from '../../src/train/export.ts';
import { lessonOf } from '../../src/train/lesson.ts';
import { examplesOf } from '../../src/train/reader/examples.ts';
import { learnNews, type TeachPlan, teachReader, withOutputs } from '../../src/train/reader/learn.ts';
import { PARTS, partOf } from '../../src/train/reader/parts.ts';
import { silverExamples } from '../../src/train/reader/silver.ts';

const TEXT = 'وقال مدير السد سالم: «المنسوب مرتفع جدا»، حسب تعبيره، ثم غادر.';
const spanOf = (text: string): Span => ({ start: TEXT.indexOf(text), end: TEXT.indexOf(text) + text.length });

function article(): GoldArticle {
  const content = spanOf('المنسوب مرتفع جدا');
  const quotation = { ...content, fragments: [content], type: 'direct', optional: false };
  const rest = { cue: spanOf('وقال'), source: spanOf('مدير السد سالم'), speaker: 'سالم', aliases: [], kind: 'person' };
  const quotations = [{ ...quotation, ...rest, via: null } as unknown as GoldQuotation];
  const attributions = [{ ...spanOf('حسب تعبيره'), speaker: 'سالم', aliases: [] }];
  const speakers = [{ name: 'سالم', role: 'مدير السد', affiliation: 'السد' }];
  return { file: '1-a.txt', text: TEXT, quotations, attributions, speakers, mentions: [], fold: 0 };
}

/** Of the model that ships, unpacked once: nobody writes into it. */
let unpacked: ReturnType<typeof unpack> | null = null;
function baseOf() {
  unpacked ??= unpack();
  return unpacked;
}

function unpack() {
  const model = readShippedModel();
  const { vector } = model.shape;
  const vectors = dequantise(model.vectors, model.lexicon.frequency.length * vector);
  return { model, vectors, encoder: new Encoder(model.lexicon).useVectors(vectors, vector) };
}

test('the marks of an annotated article', () => {
  const lesson = lessonOf(article(), () => []);
  const [example] = examplesOf(baseOf().encoder, lesson);
  const marked = lesson.context.tokens.flatMap(({ form }, t) => {
    const hints = HINTS.filter((_, k) => example!.marks[t * HINTS.length + k] === 1);
    return hints.length ? [`${form}: ${hints.join(' ')}`] : [];
  });
  expect(marked).toEqual([
    'وقال: cue',
    'مدير: source-first source office',
    'السد: source office body',
    'سالم: source source-last',
    'المنسوب: first inside',
    'مرتفع: inside',
    'جدا: inside last',
    'حسب: phrase in-phrase',
    'تعبيره: in-phrase phrase-last',
  ]);
});

test('what has learned an article knows it', () => {
  const base = baseOf();
  const lesson = lessonOf(article(), () => []);
  const examples = examplesOf(base.encoder, lesson);
  const model = teachReader(base, examples, { seed: 1, epochs: 15, rate: 0.05, log: () => {} });
  const reader = createReader(model);
  const { context } = lessonOf(article(), () => [], reader);
  const places = { cue: 'وقال', 'source-last': 'سالم', first: 'المنسوب', last: 'جدا' } as const;
  for (const [hint, word] of Object.entries(places)) {
    const chances = context.tokens.map((_, t) => hintAt(context, t, HINT[hint as keyof typeof places]));
    const best = chances.indexOf(Math.max(...chances));
    expect([hint, context.tokens[best]!.form]).toEqual([hint, word]);
  }
  expect(context.hints).toEqual(reader.read(viewOf(context, ruledAttributions(context))));
});

const teacher = (chance: number): Reader => ({
  read: ({ size }) => new Float32Array(size * HINTS.length).fill(chance),
});

test('news is learned as its teachers see it together, their doubts kept', () => {
  const [[piece] = []] = [...silverExamples(baseOf().encoder, [TEXT], undefined, [teacher(0.25), teacher(0.75)])];
  expect(piece!.marks).toHaveLength(piece!.rows.length * HINTS.length);
  expect(new Set(piece!.marks)).toEqual(new Set([0.5]));
});

test('a reader goes on from what news has taught it', () => {
  const base = baseOf();
  const log = () => {};
  const [pieces] = [...silverExamples(base.encoder, [TEXT], undefined, [teacher(0.9)])];
  const from = learnNews(base, { examples: Array(500).fill(pieces), tokens: 500 * 12 }, { seed: 1, log });
  const lesson = lessonOf(article(), () => []);
  const meanOf = (more: Partial<TeachPlan>): number => {
    const model = teachReader(base, examplesOf(base.encoder, lesson), { seed: 1, epochs: 1, rate: 1e-9, log, ...more });
    const { hints } = lessonOf(article(), () => [], createReader(model)).context;
    return hints!.reduce((sum, chance) => sum + chance, 0) / hints!.length;
  };
  expect(meanOf({ from })).toBeGreaterThan(meanOf({}) + 1e-5);
});

test('a reader that ships begins again as what it was', () => {
  const base = baseOf();
  const known = readShippedModel('quotations');
  const examples = examplesOf(
    base.encoder,
    lessonOf(article(), () => []),
  );
  const hintsOf = (reader: Reader) => [...lessonOf(article(), () => [], reader).context.hints!];
  const again = teachReader(base, examples, { seed: 1, epochs: 0, known, log: () => {} });
  const [was, is] = [hintsOf(createReader(known)), hintsOf(createReader(again))];
  expect(Math.max(...was)).toBeGreaterThan(0.9);
  expect(Math.max(...was.map((chance, i) => Math.abs(chance - is[i]!)))).toBeLessThan(0.01);
  const anew = hintsOf(createReader(teachReader(base, examples, { seed: 1, epochs: 0, log: () => {} })));
  expect(Math.max(...anew)).toBeLessThan(0.5);
});

describe('parts', () => {
  test.each([0, 1, 2, 3, 4, null])('fold %s is in one', (fold) => {
    expect(PARTS.flat().filter((one) => one === (fold ?? 5))).toHaveLength(1);
    expect(partOf(fold)).toBeGreaterThanOrEqual(0);
  });
});

test('what a reader does not tell yet is learned above it, and nothing else changes', () => {
  const base = baseOf();
  const shipped = readShippedModel('quotations');
  const kept = HINT['in-phrase'];
  const cut = (name: string) => shipped.weights.get(name)!.filter((_, at) => at % HINTS.length < kept);
  const known = {
    ...shipped,
    weights: new Map([...shipped.weights, ['output', cut('output')], ['outputBias', cut('outputBias')]]),
  };
  const examples = examplesOf(
    base.encoder,
    lessonOf(article(), () => []),
  );
  const learned = teachReader(base, examples, { seed: 1, epochs: 30, rate: 0.05, known, added: true, log: () => {} });
  const hintsOf = (model: Head) => lessonOf(article(), () => [], createReader({ ...base.model, ...model })).context;
  const [before, after] = [hintsOf(shipped), hintsOf(withOutputs(known, learned))];
  before.tokens.forEach(({ form }, t) => {
    for (let hint = 0; hint < kept; hint++) expect(hintAt(after, t, hint)).toBeCloseTo(hintAt(before, t, hint), 3);
    expect([form, hintAt(after, t, HINT.office) > 0.5]).toEqual([form, ['مدير', 'السد'].includes(form)]);
    expect([form, hintAt(after, t, HINT['phrase-last']) > 0.5]).toEqual([form, form === 'تعبيره']);
  });
});
