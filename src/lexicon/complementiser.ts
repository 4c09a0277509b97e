import type { Complementiser } from './types.ts';

const PRONOUNS = new Set(['', 'ه', 'ها', 'هم', 'هن', 'هما', 'نا', 'ني', 'ي', 'ك', 'كم', 'ما']);
const DIALECT = new Set(['بلي', 'باللي', 'بللي', 'بلا', 'انو', 'بانو']);

/**
 * Reads a token as أن or إن with what hangs on it: `وبأنهم` -> anna, ب, هم. `لأن`, `كأن` lead to no report and are none, nor
 * is `بان` (it became clear) where `form` shows no hamza and no pronoun follows, which stays `bare`.
 */
export function complementiser(key: string, form: string): Complementiser | null {
  const first = key.charCodeAt(0);
  if (first === 0x0627 || first === 0x0628) return read(key, form, 0);
  if (first === 0x0648 || first === 0x0641) return read(key, form, 1);
  return null;
}

function read(key: string, form: string, prefix: number): Complementiser | null {
  const bi = key.charCodeAt(prefix) === 0x0628;
  const at = bi ? prefix + 1 : prefix;
  if (key.charCodeAt(at) === 0x0627 && key.charCodeAt(at + 1) === 0x0646 && key.length <= at + 5) {
    const suffix = key.slice(at + 2);
    if (PRONOUNS.has(suffix)) {
      const alef = form[at];
      if (alef === 'آ') return null;
      return { base: alef === 'أ' ? 'anna' : alef === 'إ' ? 'inna' : 'bare', prefix, bi, suffix };
    }
  }
  return DIALECT.has(key.slice(prefix)) ? { base: 'dialect', prefix, bi: false, suffix: '' } : null;
}
