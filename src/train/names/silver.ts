/** Silver text: articles of the news as a tagger reads them, its judgement kept as probabilities. */
import type { NameModels } from '../../entities/index.ts';
import { weigh } from '../../entities/recognise.ts';
import { foldKey, type Sentence } from '../../text/index.ts';
import type { Encoder } from '../examples.ts';
import { articles } from '../news.ts';
import { Random } from '../random.ts';
import { examplesOf, type Lesson, lessonOf, type RichExample } from './lessons.ts';

/** Letters at its beginning by which an article is known. */
const KNOWN_BY = 60;
/** Share of all articles from which the random ones are taken. */
const SHARE = 0.25;

/** About so many words of random articles of the news, without the annotated ones, in random order. */
export function newsWithout(
  folder: string,
  annotated: readonly { text: string }[],
  words: number,
  seed: number,
): string[] {
  const random = new Random(seed);
  const left = new Set(annotated.map(({ text }) => beginningOf(text)));
  const kept: string[] = [];
  for (const { text } of articles(folder)) {
    if (random.next() > SHARE || left.has(beginningOf(text))) continue;
    // A copy: a slice of the file would keep the whole file in memory.
    kept.push(Buffer.from(text).toString());
  }
  random.shuffle(kept);
  let count = 0;
  const end = kept.findIndex((text) => {
    count += text.split(/\s+/).length;
    return count > words;
  });
  return end < 0 ? kept : kept.slice(0, end);
}

const beginningOf = (text: string): string =>
  foldKey(text)
    .replace(/[^\p{L}]+/gu, '')
    .slice(0, KNOWN_BY);

/** The examples of each text, labelled by teachers together. */
export function* silverExamples(
  encoder: Encoder,
  texts: readonly string[],
  teachers: readonly NameModels[],
): Generator<RichExample[]> {
  for (const text of texts) {
    const lesson = unnamed(text);
    const judged = teachers.map((teacher) => judgementOf(lesson, teacher));
    const soft = judged[0]!.map((_, i) => judged.reduce((sum, rows) => sum + rows[i]!, 0) / judged.length);
    yield examplesOf(encoder, { ...lesson, soft });
  }
}

/** Sentences of a piece, at most. */
const PIECE = 2;

/**
 * The same, every other text in pieces of a sentence or two, labelled by what the teacher reads of them in the whole text: so a name is known
 * where nothing around tells of it.
 */
export function* silverPieces(
  encoder: Encoder,
  texts: readonly string[],
  teacher: NameModels,
  seed: number,
): Generator<RichExample[]> {
  const random = new Random(seed);
  for (const [number, text] of texts.entries()) {
    const lesson = unnamed(text);
    const soft = judgementOf(lesson, teacher);
    if (number % 2 === 0) yield examplesOf(encoder, { ...lesson, soft });
    else
      yield piecesOf(lesson, random).flatMap(({ first, last }) => {
        const { tokens } = lesson.scene;
        const piece = unnamed(text.slice(tokens[first]!.start, tokens[last - 1]!.end));
        const isWhole = piece.scene.tokens.length === last - first;
        return isWhole ? examplesOf(encoder, { ...piece, soft: soft.slice(first * L, last * L) }) : [];
      });
  }
}

const unnamed = (text: string): Lesson => lessonOf({ file: '', text, mentions: [], fold: null });

type Piece = Pick<Sentence, 'first' | 'last'>;

/** A text cut between sentences, in tokens. */
function piecesOf({ scene }: Lesson, random: Random): Piece[] {
  const { sentences } = scene.index;
  const pieces: Piece[] = [];
  for (let i = 0; i < sentences.length; ) {
    const { first } = sentences[i]!;
    i += 1 + Math.floor(random.next() * PIECE);
    const { last } = sentences[Math.min(i, sentences.length) - 1]!;
    if (first < last) pieces.push({ first, last });
  }
  return pieces;
}

const L = 9;

/** Probabilities of the labels: the mean of what the network says and of what the trees make of it. */
function judgementOf({ scene, proposed, selected }: Lesson, teacher: NameModels): Float32Array {
  const { reading, candidates, probabilities } = weigh(scene, proposed, selected, teacher);
  const rows = labelsOf(candidates, probabilities, scene.tokens.length);
  return rows.map((p, i) => (p + reading.agreed[i]!) / 2);
}

/** Probabilities of spans as those of their labels; where spans that overlap have more than one together, their shares. */
export function labelsOf(
  spans: readonly { first: number; last: number; type: number }[],
  probabilities: readonly number[],
  tokens: number,
): Float32Array {
  const rows = new Float32Array(L * tokens);
  spans.forEach(({ first, last, type }, i) => {
    const begin = 2 * type + 1;
    rows[first * L + begin]! += probabilities[i]!;
    for (let t = first + 1; t < last; t++) rows[t * L + begin + 1]! += probabilities[i]!;
  });
  for (let t = 0; t < tokens; t++) {
    const row = rows.subarray(t * L, (t + 1) * L);
    const sum = row.reduce((a, b) => a + b, 0);
    if (sum > 1) for (let y = 0; y < L; y++) row[y]! /= sum;
    else row[0] = 1 - sum;
  }
  return rows;
}
