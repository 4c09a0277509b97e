/** Annotated texts as the network reads them: tokens with labels, what lists and rules say of them, sentence by sentence. */
import { EVIDENCE_BITS, evidenceOf, listCodes } from '../../entities/evidence.ts';
import { RULES } from '../../entities/rules/index.ts';
import { type Scene, sceneOf } from '../../entities/scene.ts';
import { select } from '../../entities/select.ts';
import type { FoundMention } from '../../entities/types.ts';
import { ALL_BITS } from '../../network/bits.ts';
import { matchHeads } from '../../network/phrases.ts';
import type { Evidence } from '../../network/skip.ts';
import { indexText } from '../../text/index.ts';
import { TYPES } from '../corpora.ts';
import type { Encoder } from '../examples.ts';
import type { Example } from '../network.ts';

/** A text with its names. */
export interface NamedText {
  file: string;
  text: string;
  mentions: readonly { start: number; end: number; type: string }[];
  /** The fold in which it is measured; null for texts that are only learned from. */
  fold: number | null;
}

export interface Lesson extends NamedText {
  scene: Scene;
  proposed: readonly FoundMention[];
  selected: readonly FoundMention[];
  evidence: Evidence;
  /** BIO label of each token. */
  labels: Uint8Array;
  /** Probabilities of the labels where a teacher read the text: a row of nine a token. */
  soft?: Float32Array;
}

/** A sentence with what its words and their places say beside the network. */
export interface RichExample extends Example {
  codes: readonly Uint16Array[];
  stemHashes: Float64Array;
  /** Probabilities to learn instead of the labels: a row of nine a token. */
  soft?: Float32Array;
}

export function lessonOf(named: NamedText): Lesson {
  const scene = sceneOf(indexText(named.text));
  const proposed = RULES.flatMap((rule) => rule(scene));
  const selected = select(proposed);
  return {
    ...named,
    scene,
    proposed,
    selected,
    evidence: evidenceOf(scene, proposed, selected),
    labels: labelsOf(scene, named.mentions),
  };
}

const hasWord = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** A token belongs to a mention that covers some of it; marks at its edges don't. */
function labelsOf({ tokens, index }: Scene, mentions: NamedText['mentions']): Uint8Array {
  const labels = new Uint8Array(tokens.length);
  for (const { start, end, type } of mentions) {
    let first = tokens.findIndex((token) => token.end > start);
    if (first < 0) continue;
    let last = first;
    while (last < tokens.length && tokens[last]!.start < end) last++;
    const isOutside = (at: number) => !hasWord(index.text.slice(tokens[at]!.start, tokens[at]!.end));
    while (first < last && isOutside(first)) first++;
    while (last > first && isOutside(last - 1)) last--;
    if (first >= last || labels.subarray(first, last).some((label) => label > 0)) continue;
    const begin = 2 * TYPES.indexOf(type as (typeof TYPES)[number]) + 1;
    labels.fill(begin + 1, first, last);
    labels[first] = begin;
  }
  return labels;
}

/** Sentences longer than this are cut for training. */
const LONGEST_SENTENCE = 110;
const LABELS = 9;

/** The sentences of a lesson; each knows what its document says of its words. */
export function examplesOf(encoder: Encoder, { scene, evidence, labels, soft }: Lesson): RichExample[] {
  const { tokens, sentences } = scene.index;
  const keys = tokens.map(({ key }) => key);
  const words = keys.map((key) => encoder.word(key));
  const codes = keys.map((key, t) => Uint16Array.from([...listCodes(key), ...evidence[t]!]));
  const here = codes.map((row) => [...row].filter((code) => code < EVIDENCE_BITS).map((code) => ALL_BITS + code));
  matchHeads(encoder.lexicon, words, sentences, (t, bit) => here[t]!.push(bit));
  const topics = encoder.topics(sentences.map(({ first, last }) => keys.slice(first, last)));
  const examples: RichExample[] = [];
  sentences.forEach(({ first, last }, s) => {
    for (let from = first; from < last; from += LONGEST_SENTENCE) {
      const to = Math.min(last, from + LONGEST_SENTENCE);
      const part = [...labels.subarray(from, to)];
      // A name cut in two begins anew.
      if (part[0]! > 0 && part[0]! % 2 === 0) part[0]!--;
      const topic = topics[s];
      examples.push({
        ...encoder.example(keys.slice(from, to), part, here.slice(from, to)),
        ...(topic && { topic }),
        ...(soft && { soft: soft.slice(from * LABELS, to * LABELS) }),
        codes: codes.slice(from, to),
        stemHashes: Float64Array.from(words.slice(from, to), ({ stemHash }) => stemHash),
      });
    }
  });
  return examples;
}
