/**
 * isnad as a library: who said what, in Arabic news. Prints nothing and keeps no state.
 *
 * ```ts
 * import { analyze } from 'isnad';
 * const { speakers, quotations } = analyze({ text });
 * ```
 */
export { type AnalyzeOptions, analyze } from './analyze.ts';
export {
  buildLexicon,
  defaultLexicon,
  type Lexicon,
  LexiconError,
  parseLexicon,
  type UserLexicon,
} from './lexicon/index.ts';
export type * from './model.ts';
export { STANCES } from './model.ts';
export { withOffsets } from './output/offsets.ts';
export type {
  CliticReading,
  Folded,
  MarkPair,
  Paragraph,
  ProfileName,
  RuleName,
  Sentence,
  Switches,
  TextIndex,
  Token,
  TokenKind,
} from './text/index.ts';
export { cliticReadings, fold, indexText, PROFILES, RULES, tokenize } from './text/index.ts';
