/** `--explain` for people: what the models went by, in words (`feature-words.txt`); JSON keeps the features' names. */
import featureWords from './feature-words.txt';

/** What a feature did: for the choice or against it, and by how much. */
export interface Reason {
  effect: string;
  words: string;
  /** A word of the language that the feature is about. */
  word: string;
}

let lines: ReadonlyMap<string, string> | null = null;
const wordsOf = (key: string): string | undefined => {
  lines ??= new Map(
    featureWords
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split(/: (.*)/, 2) as [string, string]),
  );
  return lines.get(key);
};

/** `voice.rank` -> `how many have spoken since it did`, `at1.comma` -> `the word behind: a comma`, `word1.أن` -> `the word behind` and `أن`. */
export function named(feature: string): Pick<Reason, 'words' | 'word'> {
  const whole = wordsOf(feature);
  if (whole !== undefined) return { words: whole, word: '' };
  for (let at = feature.lastIndexOf('.'); at > 0; at = feature.lastIndexOf('.', at - 1)) {
    const beginning = wordsOf(feature.slice(0, at + 1));
    if (beginning === undefined) continue;
    const rest = feature.slice(at + 1);
    const told = wordsOf(`.${rest}`);
    if (told !== undefined) return { words: `${beginning}: ${told}`, word: '' };
    return /^[a-z]/i.test(rest) ? { words: `${beginning}: ${rest}`, word: '' } : { words: beginning, word: rest };
  }
  return { words: feature, word: '' };
}

const FEATURE = /(\S+) ([+-]\d+\.\d)(?=[,;]|$)/g;

/** `سامي نور 0.97 before خالد 0.02: voice.rank +1.1` -> what stands before the features, and these in words. */
export function reasonsOf(note: string): { told: string; reasons: Reason[] } {
  const found = [...note.matchAll(FEATURE)];
  const told = found.length > 0 ? note.slice(0, found[0]!.index).replace(/[:;,\s]+$/, '') : note;
  return { told, reasons: found.map(([, feature, effect]) => ({ effect: effect!, ...named(feature!) })) };
}
