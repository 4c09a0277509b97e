/** Surnames whose first letter looks like "and": `وهبة`, `وانزو`. */
import { defaultLexicon } from '../lexicon/index.ts';
import type { Scene } from './scene.ts';

/** Letters of such a surname, and how often an article has it, at least. */
const SHORTEST = 4;
const LEAST = 2;

/**
 * The keys of an article that begin with a و of their own: right behind a verb of reporting stands no "and" (`وأضاف | وهبة أن`), and the
 * article never has them without it.
 */
export function ownWaw(scene: Scene): ReadonlySet<string> {
  const { tokens } = scene.index;
  const found = new Set<string>();
  for (let i = 1; i < tokens.length; i++) {
    const { key, kind } = tokens[i]!;
    if (kind !== 'word' || key[0] !== 'و' || key.length < SHORTEST || scene.words[i]!.readings.length < 2) continue;
    if (!found.has(key) && isBehindVerb(scene, i)) found.add(key);
  }
  if (found.size === 0) return found;
  const times = new Map<string, number>();
  tokens.forEach(({ key, kind }, i) => {
    found.delete(`و${key}`);
    if (i > 0 && kind === 'word' && found.has(key)) times.set(key, (times.get(key) ?? 0) + 1);
  });
  for (const key of found) if (times.get(key)! < LEAST) found.delete(key);
  return found;
}

function isBehindVerb({ index: { tokens } }: Scene, i: number): boolean {
  const { key, form } = tokens[i - 1]!;
  return defaultLexicon()
    .cueForms(key, form)
    .some((one) => one.form.kind === 'perfect');
}
