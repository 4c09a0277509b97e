import { BEGINNING } from '../../src/network/bits.ts';
import { indexOf } from '../../src/network/hashes.ts';
import type { Model } from '../../src/network/modelFile.ts';
import { hashOf, hashOfPhrase } from '../../src/network/spelling.ts';
import type { Lexicon } from '../../src/network/words.ts';

/** A lexicon that knows `words`, and the phrases of one kind. */
export function lexiconOf(words: Record<string, number>, phrases: Record<string, number> = {}): Lexicon {
  const sorted = Object.keys(words).sort((a, b) => hashOf(a) - hashOf(b));
  const table = new Map<number, number>();
  for (const [phrase, kind] of Object.entries(phrases)) {
    let hash = 0;
    const parts = phrase.split(' ');
    parts.forEach((part, i) => {
      hash = hashOfPhrase(hash, hashOf(part));
      table.set(hash, ((table.get(hash) ?? 0) | (i < parts.length - 1 ? BEGINNING : 1 << kind)) >>> 0);
    });
  }
  const entries = [...table].sort((a, b) => a[0] - b[0]);
  return {
    stems: indexOf(Uint32Array.from(sorted, hashOf), 8),
    frequency: Uint8Array.from(sorted, (word) => Math.round(8 * Math.log2(words[word]!))),
    habits: new Uint16Array(sorted.length),
    names: indexOf(new Uint32Array(0), 4),
    nameBuckets: new Uint16Array(0),
    phrases: indexOf(
      Uint32Array.from(entries, ([hash]) => hash),
      8,
    ),
    phraseKinds: Uint32Array.from(entries, ([, kinds]) => kinds),
    heads: indexOf(Uint32Array.of(hashOf('نادي')), 2),
    headTypes: Uint8Array.of(2),
  };
}

/** A model with random weights over a small lexicon. `memory`: with layers that remember, below its first layer and above its last. */
export function randomModel(memory = true): Model {
  let state = 777;
  const next = () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 4294967296 - 0.5;
  };
  const random = (n: number, spread = 1) => Float32Array.from({ length: n }, () => next() * spread);
  const lexicon = lexiconOf({ قال: 5000, الوزير: 4000, سوريا: 9000, في: 90000 }, { سوريا: 3 });
  const [vector, filters, hidden] = [12, 8, 16];
  const weights = new Map<string, Float32Array>([
    ['unknown', random(vector)],
    ['topic', random(vector * hidden)],
    ['clitic', random(14 * 8)],
    ['letter', random(72 * 24)],
    ['filter', random(5 * 24 * filters, 0.5)],
    ['filterBias', random(filters)],
    ['bit', random(109 * 32)],
    ['bitBias', random(32)],
    ['inputBias', random(hidden)],
    ['input', random((vector + 8 + filters) * hidden)],
    ['inputBits', random(32 * hidden)],
    ['output', random(2 * hidden * 9)],
    ['outputBias', random(9)],
    ['transition', random(81)],
  ]);
  for (const i of [0, 1]) {
    weights.set(`tap${i}`, random(3 * hidden));
    weights.set(`layer${i}`, random(hidden * hidden));
    weights.set(`bias${i}`, random(hidden));
  }
  const channels = 8;
  for (const i of memory ? [0, 1] : []) {
    weights.set(`memory${i}`, random(hidden * 2 * channels));
    weights.set(`memoryBias${i}`, random(2 * channels));
    weights.set(`memoryOut${i}`, random(channels * hidden, 0.3));
  }
  return {
    shape: {
      version: 1,
      vector,
      filters,
      hidden,
      dilations: [1, 2],
      document: true,
      ...(memory && { memory: { channels, below: [0, 2] } }),
      ranges: { input: 4, bits: 4, taps: [6, 6], ...(memory && { memory: [6, 12] }), top: 8 },
    },
    lexicon,
    vectors: {
      packed: Uint8Array.from({ length: (4 * vector) / 2 }, () => Math.floor((next() + 0.5) * 256)),
      levels: Float32Array.from({ length: 16 }, (_, i) => (i - 7.5) / 4),
      scale: random(vector, 2),
    },
    weights,
    skip: null,
  };
}
