/** What a run over many documents tells at its end: who is quoted, who is named most. */
import type { Analysis } from '../model.ts';
import { nameKey } from './keys.ts';

/** Of one document: plain data, since it comes from another thread. */
export interface Digest {
  voices: [name: string, quotations: number][];
  names: [name: string, mentions: number][];
}

export const digestOf = ({ speakers, entities }: Analysis): Digest => ({
  voices: speakers
    .filter(({ quotations }) => quotations.length)
    .map(({ name, quotations }) => [name, quotations.length]),
  names: entities.map(({ name, mentions }) => [name, mentions.length]),
});

export interface Counted {
  name: string;
  count: number;
}

/** Of all documents, the most frequent first. */
export interface Totals {
  voices: readonly Counted[];
  names: readonly Counted[];
}

/** Adds up digests; a name is one in any spelling, and is told as it came first. */
export function totaller(): { add(digest: Digest): void; totals(): Totals } {
  const voices = new Map<string, Counted>();
  const names = new Map<string, Counted>();
  const add = (to: Map<string, Counted>, items: readonly [string, number][]): void => {
    for (const [name, count] of items) {
      const key = nameKey(name);
      const one = to.get(key);
      if (one) one.count += count;
      else to.set(key, { name, count });
    }
  };
  const sorted = (of: Map<string, Counted>): Counted[] => [...of.values()].sort((a, b) => b.count - a.count);
  return {
    add(digest) {
      add(voices, digest.voices);
      add(names, digest.names);
    },
    totals: () => ({ voices: sorted(voices), names: sorted(names) }),
  };
}
