/** The library's functions with their arguments looked at: a wrong one is a `TypeError` that names it, before any work. */
import { type AnalyzeOptions, analyze as analyse } from './analyze.ts';
import * as lexicon from './lexicon/index.ts';
import type { Analysis, Document, OffsetUnit } from './model.ts';
import { ENTITY_TYPES } from './output/contract.ts';
import { withOffsets as convert } from './output/offsets.ts';
import * as station from './text/index.ts';

type Test = readonly [what: string, holds: (value: unknown) => boolean];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const STRING: Test = ['a string', (value) => typeof value === 'string'];
const OBJECT: Test = ['an object', isObject];
const BOOLEAN: Test = ['true or false', (value) => typeof value === 'boolean'];
const TEXT_OR_NULL: Test = ['a string or null', (value) => value === null || typeof value === 'string'];
const SHARE: Test = ['a number from 0 to 1', (value) => typeof value === 'number' && value >= 0 && value <= 1];
const COUNT: Test = ['a whole number from 1', (value) => Number.isInteger(value) && (value as number) >= 1];
const LIST: Test = ['an array', Array.isArray];
const LEXICON: Test = [
  'a lexicon, as buildLexicon gives it',
  (value) => isObject(value) && typeof value.cueForms === 'function' && typeof value.match === 'function',
];
const USER_LEXICON: Test = [
  'a lexicon, as parseLexicon gives it, or null',
  (value) => value === null || (isObject(value) && Array.isArray(value.verbs) && value.aliases instanceof Map),
];
const oneOf = (...known: readonly string[]): Test => [
  `one of ${known.join(', ')}`,
  (value) => typeof value === 'string' && known.includes(value),
];
const TYPES: Test = [
  `an array of ${ENTITY_TYPES.join(', ')}`,
  (value) => Array.isArray(value) && value.every((type) => (ENTITY_TYPES as readonly unknown[]).includes(type)),
];

/** How a wrong value is shown: `'x'`, `undefined`, `an array`, `a function`. */
function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value.length > 40 ? `${value.slice(0, 40)}…` : value}'`;
  if (Array.isArray(value)) return `an array (${value.slice(0, 3).map(shown).join(', ')})`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'function' ? 'a function' : String(value);
}

function check(name: string, value: unknown, [what, holds]: Test): void {
  if (!holds(value)) throw new TypeError(`${name} has to be ${what}, not ${shown(value)}`);
}

/** Fields that may be absent. */
function checkFields(name: string, value: object, tests: Readonly<Record<string, Test>>, others: boolean): void {
  for (const [field, content] of Object.entries(value)) {
    const test = tests[field];
    if (test && content !== undefined) check(`${name}.${field}`, content, test);
    else if (!test && !others)
      throw new TypeError(`${name}.${field} is not known; there are: ${Object.keys(tests).join(', ')}`);
  }
}

const DOCUMENT: Record<string, Test> = {
  path: TEXT_OR_NULL,
  id: TEXT_OR_NULL,
  record: COUNT,
  format: STRING,
  encoding: STRING,
  title: TEXT_OR_NULL,
  byline: TEXT_OR_NULL,
  published: TEXT_OR_NULL,
  outlet: TEXT_OR_NULL,
  url: TEXT_OR_NULL,
  author: TEXT_OR_NULL,
  language: TEXT_OR_NULL,
  warnings: LIST,
};
const OPTIONS: Record<keyof AnalyzeOptions, Test> = {
  text: BOOLEAN,
  explain: BOOLEAN,
  types: TYPES,
  minConfidence: SHARE,
  lexicon: LEXICON,
};

/** The whole way of an article: text, names, quotations. Pure: the same document and options give the same analysis. */
export function analyze(document: Document, options: AnalyzeOptions = {}): Analysis {
  check('document', document, OBJECT);
  check('document.text', document.text, STRING);
  checkFields('document', document, DOCUMENT, true);
  check('options', options, OBJECT);
  checkFields('options', options, OPTIONS, false);
  return analyse(document, options);
}

/** A text folded by a profile or by rules, with the way back to its spans. */
export function fold(text: string, switches: station.Switches | station.ProfileName): station.Folded {
  check('text', text, STRING);
  if (isObject(switches)) {
    const rules = Object.keys(station.RULES).map((rule) => [rule, BOOLEAN] as const);
    checkFields('switches', switches, Object.fromEntries(rules), false);
  } else check('switches', switches, oneOf(...Object.keys(station.PROFILES)));
  return station.fold(text, switches);
}

/** The tokens of a text. */
export function tokenize(text: string): station.Token[] {
  check('text', text, STRING);
  return station.tokenize(text);
}

/** Tokens, sentences, paragraphs and quotation marks of a text. */
export function indexText(text: string): station.TextIndex {
  check('text', text, STRING);
  return station.indexText(text);
}

/** How the clitics of a word may be read; `isWord` tells which stems there are. */
export function cliticReadings(form: string, isWord?: (stem: string) => boolean): station.CliticReading[] {
  check('form', form, STRING);
  if (isWord !== undefined) check('isWord', isWord, ['a function', (value) => typeof value === 'function']);
  return station.cliticReadings(form, isWord);
}

/** Words of one's own, read; a mistake in them is a `LexiconError` with line and column. */
export function parseLexicon(text: string, fileName: string): lexicon.UserLexicon {
  check('text', text, STRING);
  check('fileName', fileName, STRING);
  return lexicon.parseLexicon(text, fileName);
}

/** The built-in words, with those of one's own beside them. */
export function buildLexicon(user: lexicon.UserLexicon | null = null): lexicon.Lexicon {
  check('user', user, USER_LEXICON);
  return lexicon.buildLexicon(user);
}

/** The same analysis with every offset in `unit`; `text` is the article's text. Time is linear in both. */
export function withOffsets(analysis: Analysis, text: string, unit: OffsetUnit): Analysis {
  check('analysis', analysis, OBJECT);
  for (const part of ['entities', 'quotations', 'attributions', 'warnings'] as const)
    check(`analysis.${part}`, analysis[part], LIST);
  check('text', text, STRING);
  check('unit', unit, oneOf('utf16', 'codepoint'));
  return convert(analysis, text, unit);
}
