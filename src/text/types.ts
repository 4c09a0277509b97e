import type { Span } from '../model.ts';

export type TokenKind =
  | 'word'
  | 'number'
  | 'date'
  | 'url'
  | 'email'
  | 'hashtag'
  | 'account'
  | 'abbreviation'
  | 'quote'
  | 'punctuation'
  | 'symbol';

/** A token of the article. Combining marks belong to the letter before them; invisible characters at its edges are left out. */
export interface Token extends Span {
  /** Position in `TextIndex.tokens`. */
  index: number;
  kind: TokenKind;
  /** The token without tashkeel, tatweel and invisible characters; hamza forms, ta marbuta, ى as written. */
  form: string;
  /**
   * The key for matching: `form` with أإآٱ -> ا, ة -> ه, ى -> ي, Persian letters -> Arabic, digits -> 0-9,
   * presentation forms expanded, Latin in lower case. ؤ ئ ء are kept.
   */
  key: string;
  /** White space or the text's start stands before it. */
  spaced: boolean;
}

/** Tokens of `TextIndex.tokens` from `first` up to but not including `last`, with the text's span that they cover. */
export interface TokenRange extends Span {
  first: number;
  last: number;
}

export interface Sentence extends TokenRange {
  index: number;
  /** Index of its paragraph. */
  paragraph: number;
}

export interface Paragraph extends TokenRange {
  index: number;
}

/**
 * A pair of quotation marks. `open` and `close` are token indexes of the marks; a mark that is never closed has `close`
 * null and ends with its paragraph. `start`..`end` is what stands between the marks, without blanks at its edges.
 */
export interface MarkPair extends Span {
  open: number;
  close: number | null;
  /** Pairs around this one: 0 for an outermost pair. */
  depth: number;
  style: 'guillemets' | 'curly' | 'straight' | 'single' | 'doubled' | 'round' | 'angle' | 'mixed';
  /** One quotation that runs over several paragraphs, a mark reopened at each: one fragment a paragraph. */
  fragments?: Span[];
}

/** Everything that the later stations need to know of the text; built once an article. */
export interface TextIndex {
  text: string;
  tokens: Token[];
  sentences: Sentence[];
  paragraphs: Paragraph[];
  marks: MarkPair[];
}
