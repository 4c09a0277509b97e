/** What a sentence says of its words by the lists: phrases, and names behind heads elsewhere in the document. */
import { BEGINNING, KINDS, LONGEST_PHRASE } from './bits.ts';
import { find } from './hashes.ts';
import { hashOfPhrase, shapeOf } from './spelling.ts';
import type { Lexicon, Word } from './words.ts';

const longest = new Uint8Array(32);
const ALL_KINDS = (1 << KINDS.length) - 1;
/** The number of the lowest bit. */
const lowest = (bits: number): number => 31 - Math.clz32(bits & -bits);

/**
 * The phrases of the lists in a sentence: of every kind the longest that begins at each token (its first word also without
 * clitics). `visit` gets token and input bit (kind × alone, first, inside, last); a bit may come twice.
 */
export function matchPhrases(
  { phrases, phraseKinds }: Lexicon,
  sentence: readonly Word[],
  visit: (token: number, bit: number) => void,
): void {
  for (let i = 0; i < sentence.length; i++) {
    const first = sentence[i]!;
    if (!first.opens) continue;
    // kinds of which some phrase begins here
    let found = 0;
    for (let variant = 0; variant < 2; variant++) {
      if (variant === 1 && first.clitic === 0) break;
      let hash = hashOfPhrase(0, variant === 0 ? first.hash : first.stemHash);
      const end = Math.min(sentence.length, i + LONGEST_PHRASE);
      for (let j = i; j < end; ) {
        const at = find(phrases, hash);
        if (at < 0) break;
        const kinds = phraseKinds[at]!;
        j++;
        for (let left = kinds & ALL_KINDS; left !== 0; left &= left - 1) {
          const kind = lowest(left);
          if (longest[kind]! < j - i) longest[kind] = j - i;
        }
        found |= kinds & ALL_KINDS;
        if (kinds < BEGINNING || j === end) break;
        hash = hashOfPhrase(hash, sentence[j]!.hash);
      }
    }
    for (let left = found; left !== 0; left &= left - 1) {
      const kind = lowest(left);
      const length = longest[kind]!;
      longest[kind] = 0;
      for (let j = 0; j < length; j++) {
        visit(i + j, kind * 4 + (length === 1 ? 0 : j === 0 ? 1 : j === length - 1 ? 3 : 2));
      }
    }
  }
}

/** First of the four kinds that say: elsewhere in this document it follows a head of the type. */
const FIRST_HERE = KINDS.indexOf('here-person');
/** Stems more frequent than this are left alone. */
const HERE_COMMON = 5000;

/**
 * What a document itself says of its words: where `نادي الغرافة` stands once, every `الغرافة` of the document gets the bit of
 * organisations. `visit` gets token and input bit.
 */
export function matchHeads(
  { heads, headTypes }: Lexicon,
  words: readonly Word[],
  sentences: readonly { first: number; last: number }[],
  visit: (token: number, bit: number) => void,
): void {
  const types = new Map<number, number>();
  for (const { first, last } of sentences) {
    for (let t = first + 1; t < last; t++) {
      const { stemHash, frequency, word } = words[t]!;
      if (frequency >= HERE_COMMON || shapeOf(word) !== 0) continue;
      // `صحيفة "الخبر"`: the mark is passed over.
      const before = words[t - 1]!.word === '"' && t - 2 >= first ? words[t - 2]! : words[t - 1]!;
      const head = find(heads, before.stemHash);
      if (head >= 0) types.set(stemHash, (types.get(stemHash) ?? 0) | (1 << headTypes[head]!));
    }
  }
  if (types.size === 0) return;
  for (const { first, last } of sentences) {
    for (let t = first; t < last; t++) {
      const bits = types.get(words[t]!.stemHash);
      if (bits === undefined) continue;
      for (let type = 0; type < 4; type++) if ((bits >> type) & 1) visit(t, (FIRST_HERE + type) * 4);
    }
  }
}
