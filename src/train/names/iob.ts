/** Corpora of labelled tokens as running texts, so that they are read as any article is. */
import { type Sentence, TYPES } from '../corpora.ts';
import { spansOf } from '../measure.ts';
import type { NamedText } from './lessons.ts';

/** Sentences that stand together, a line each, their tokens joined by blanks. */
export interface IobDocument {
  text: string;
  sentences: readonly Sentence[];
  /** Where each of the corpus's tokens begins, sentence by sentence. */
  starts: readonly number[][];
}

const PER_DOCUMENT = 10;

export function documentsOf(sentences: readonly Sentence[]): IobDocument[] {
  const documents: IobDocument[] = [];
  for (let i = 0; i < sentences.length; i += PER_DOCUMENT) {
    const part = sentences.slice(i, i + PER_DOCUMENT);
    let text = '';
    const starts = part.map(({ tokens }) => {
      if (text) text += '\n';
      return tokens.map((token, k) => {
        if (k > 0) text += ' ';
        const at = text.length;
        text += token;
        return at;
      });
    });
    documents.push({ text, sentences: part, starts });
  }
  return documents;
}

/** The documents of a corpus with their names. */
export function namedTexts(name: string, sentences: readonly Sentence[]): NamedText[] {
  return documentsOf(sentences).map(({ text, sentences: part, starts }, number) => ({
    file: `${name}/${number}`,
    text,
    fold: null,
    mentions: part.flatMap((sentence, s) =>
      spansOf(sentence.labels).map(({ from, to, type }) => {
        const [first, last] = [sentence.origin[from]!, sentence.origin[to - 1]!];
        return {
          start: starts[s]![first]!,
          end: starts[s]![last]! + sentence.tokens[last]!.length,
          type: TYPES[type]!,
        };
      }),
    ),
  }));
}
