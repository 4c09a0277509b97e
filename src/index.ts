/**
 * isnad as a library: who said what, in Arabic news. Prints nothing and keeps no state.
 *
 * ```ts
 * import { analyze } from 'isnad';
 * const { speakers, quotations } = analyze({ text });
 * ```
 */
export type { AnalyzeOptions } from './analyze.ts';
export {
  analyze,
  buildLexicon,
  cliticReadings,
  fold,
  indexText,
  parseLexicon,
  tokenize,
  withOffsets,
} from './checked.ts';
export { defaultLexicon, type Lexicon, LexiconError, type UserLexicon } from './lexicon/index.ts';
export type * from './model.ts';
export { STANCES } from './model.ts';
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
export { PROFILES, RULES } from './text/index.ts';
