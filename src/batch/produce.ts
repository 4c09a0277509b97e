/** One piece of input to what is written for it: read, analyse, select, format. The same in every thread. */
import { analyze } from '../analyze.ts';
import { type CorrectionBook, readCorrections } from '../corrections/index.ts';
import { type Item, isArabic, readPiece } from '../input/index.ts';
import { buildLexicon, type Lexicon, parseLexicon } from '../lexicon/index.ts';
import type { Analysis, Document } from '../model.ts';
import { type Formatter, formatOf, formatter, select, tablesOf, withOffsets } from '../output/index.ts';
import { failure } from './failure.ts';
import { resultName } from './names.ts';
import type { Outcome, Product, Recipe, Task } from './types.ts';

/** Analyses a document; tests hand in another. */
export type Analyze = typeof analyze;

/** A recipe made ready: what it needs is loaded. */
export async function producer(
  recipe: Recipe,
  analyse: Analyze = analyze,
): Promise<(task: Task) => AsyncIterable<Outcome>> {
  const formatters = await formattersOf(recipe);
  const cache = recipe.cache === undefined ? null : await import('./cache.ts');
  const lexicon = recipe.lexicon === undefined ? undefined : buildLexicon(parseLexicon(recipe.lexicon, '--lexicon'));
  const book = recipe.corrections === undefined ? null : readCorrections(recipe.corrections);
  const kitchen = { recipe, formatters, cache, analyse, lexicon, book };
  return (task) => produce(task, kitchen);
}

interface Kitchen {
  recipe: Recipe;
  formatters: Formatter[];
  cache: typeof import('./cache.ts') | null;
  analyse: Analyze;
  lexicon: Lexicon | undefined;
  book: CorrectionBook | null;
}

async function formattersOf({ format, output, product }: Recipe): Promise<Formatter[]> {
  if (product === 'results') return [await formatter('jsonl', { ...output, only: undefined })];
  if (product !== 'tables') return [await formatter(format, output)];
  return Promise.all(tablesOf(output.only).map((table) => formatter(format, { ...output, table })));
}

/** What becomes of each of a piece's items, in order, without the first `skip`. */
async function* produce(task: Task, kitchen: Kitchen): AsyncIterable<Outcome> {
  let index = 0;
  const end = task.skip + (task.piece.take ?? Number.POSITIVE_INFINITY);
  for await (const item of itemsOf(task, kitchen)) {
    if (index++ < task.skip) continue;
    if (!item.ok) yield failure(item.problem, kitchen.recipe);
    else if (kitchen.recipe.arabicOnly && !isArabic(item.document.text))
      yield passedOver(item.document, kitchen.recipe);
    else yield documentOutcome(item.document, task, kitchen);
    if (index >= end) return;
  }
}

async function* itemsOf({ piece, skip }: Task, { recipe, cache }: Kitchen): AsyncIterable<Item> {
  if (cache && recipe.cache !== undefined) yield* cache.cachedItems(recipe.cache, piece, recipe.read, recipe.version);
  else yield* readPiece({ ...piece, skip }, recipe.read);
}

function documentOutcome(document: Document, task: Task, kitchen: Kitchen): Outcome {
  const { recipe, formatters, book } = kitchen;
  const label = labelOf(document);
  try {
    const found = analysed(document, kitchen);
    const analysis = prepare(book?.apply(found, document.text) ?? found, document.text, recipe);
    const product = productOf(analysis, task, recipe, formatters);
    return { ok: true, label, id: givenId(document), warnings: analysis.warnings, product };
  } catch (error) {
    // A fault of ours costs one document, not the run.
    const message = `the analysis failed: ${error instanceof Error ? error.message : String(error)}`;
    const hint = 'this is a bug in isnad; please report it with the article';
    return failure({ path: label, code: 'crashed', message, hint }, recipe);
  }
}

const passedOver = (document: Document, recipe: Recipe): Outcome =>
  failure({ path: labelOf(document), code: 'not-arabic', message: 'the text is not in Arabic' }, recipe);

/** A record's number stands in for its id where it has none. */
const givenId = ({ id = null, record }: Document): string | null => (id === String(record) ? null : id);

function analysed(document: Document, { recipe, cache, analyse, lexicon }: Kitchen): Analysis {
  const { version } = recipe;
  const compute = (): Analysis => analyse(document, { ...recipe.analyze, lexicon });
  if (!cache || recipe.cache === undefined) return compute();
  const dependsOn = [recipe.analyze, recipe.lexicon ?? null];
  return cache.cachedAnalysis(recipe.cache, document, dependsOn, version, compute);
}

/** What `--types`, `--min-confidence`, `--text` and `--offsets` make of a result. */
export function prepare(
  analysis: Analysis,
  text: string,
  { format, output }: Pick<Recipe, 'format' | 'output'>,
): Analysis {
  const { needsText, fixedOffsets } = formatOf(format);
  const wanted = withText(select(analysis, output), text, Boolean(needsText || output.text));
  return fixedOffsets ? wanted : withOffsets(wanted, text, output.offsets ?? 'utf16');
}

function withText({ text: _, ...analysis }: Analysis, text: string, wanted: boolean): Analysis {
  return wanted ? { ...analysis, text } : analysis;
}

const encoder = new TextEncoder();
const bytes = (text: string): Uint8Array => encoder.encode(text);

function productOf(analysis: Analysis, task: Task, { product }: Recipe, formatters: Formatter[]): Product {
  const [first] = formatters as [Formatter];
  if (product !== 'files') {
    const partsAt = (index: number): Uint8Array[] =>
      formatters.map((format) => bytes(format.document(analysis, index)));
    const digest = first.digest?.(analysis);
    if (!task.first) return { parts: partsAt(1), ...(digest && { digest }) };
    // Drawn twice only for another thread, which can't tell whether it is the first to be written.
    let parts: Uint8Array[] | null = null;
    return {
      ...(digest && { digest }),
      firstParts: partsAt(0),
      get parts() {
        parts ??= partsAt(1);
        return parts;
      },
    };
  }
  const whole = () => first.begin() + first.document(analysis, 0) + first.end(1);
  const files = first.files?.(analysis) ?? [{ extension: first.extension, content: whole() }];
  return {
    parts: [],
    name: resultName(task.piece.inside ?? 'stdin', analysis.source.id),
    files: files.map(({ extension, content }) => ({ extension, content: bytes(content) })),
  };
}

/** How messages name a document: `corpus.jsonl#17`. */
export const labelOf = ({ path, id }: Document): string =>
  (path ?? '<stdin>') + (id === null || id === undefined ? '' : `#${id}`);
