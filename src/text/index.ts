import { markBrackets } from './brackets.ts';
import { withCommas } from './lost-commas.ts';
import { pairMarks } from './marks.ts';
import { splitParagraphs, splitSentences } from './sentences.ts';
import { tokenize } from './tokenize.ts';
import type { TextIndex } from './types.ts';

export { balanced, type MarkSpans, type MarkTable, markTable } from './balance.ts';
export { closingBracket } from './brackets.ts';
export * from './characters.ts';
export type { CliticReading } from './clitics.ts';
export { cliticReadings, formLength, isKnownWithSuffix, isKnownWord, prefixLength } from './clitics.ts';
export { type Reading, readEscapes } from './escapes.ts';
export type { Folded } from './fold.ts';
export { fold, foldForm, foldKey, foldText } from './fold.ts';
export { type Place, placesIn } from './lines.ts';
export { addTo, firstFrom } from './lists.ts';
export { pairMarks } from './marks.ts';
export { nameOf } from './naming.ts';
export type { ProfileName, RuleName, Switches } from './rules.ts';
export { PROFILES, RULES } from './rules.ts';
export { splitParagraphs, splitSentences } from './sentences.ts';
export { LONGEST_KNOWN } from './spellings.ts';
export { tokenize } from './tokenize.ts';
export type { MarkPair, Paragraph, Sentence, TextIndex, Token, TokenKind, TokenRange } from './types.ts';
export { isVisualOrder } from './visual-order.ts';

/** Everything that the later stations need to know of a text: tokens, paragraphs, quotation marks in pairs, sentences. */
export function indexText(text: string): TextIndex {
  const read = withCommas(text);
  const tokens = tokenize(read);
  const paragraphs = splitParagraphs(read, tokens);
  markBrackets(tokens, paragraphs);
  const marks = pairMarks(read, tokens, paragraphs);
  const sentences = splitSentences(read, tokens, paragraphs, marks);
  return { text, tokens, sentences, paragraphs, marks };
}
