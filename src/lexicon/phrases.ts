import { addTo } from '../text/index.ts';
import { keyOf } from './key.ts';
import type { WordTable } from './nominals.ts';
import type { TokenLike, Word, WordKind, WordMatch } from './types.ts';
import type { WordLine } from './word-file.ts';

interface Phrase {
  word: Word;
  keys: readonly string[];
  /** Its last word may carry a pronoun: `من وجهة نظره`, `يذكر أنه`. */
  pronoun: boolean;
}

/** A formula that ends in `أن` or `بأن`: its pronoun is the business of the clause after it. */
const ENDS_IN_AN = / ب?ان$/;

const PRONOUNS = ['', 'ه', 'ها', 'هم', 'هن', 'هما', 'نا', 'كم', 'ي', 'ك'];
const WAW = 0x0648;
const FEH = 0x0641;

/** Where `want` with a pronoun allowed stands for the token `have`: the pronoun, else null; `نظرة` is not نظر + ه. */
function pronounOn(want: string, have: string, form: string): string | null {
  if (!have.startsWith(want)) return null;
  const rest = have.slice(want.length);
  return PRONOUNS.includes(rest) && !(rest !== '' && form.endsWith('ة')) ? rest : null;
}

/** Builds the lookup of a class of fixed phrases; the longest wins, `و` or `ف` may stand in front. */
export function createPhraseTable(kind: WordKind, lines: readonly WordLine[]): WordTable {
  /** Phrases by their first key, and those whose only word takes pronouns. */
  const byFirst = new Map<string, Phrase[]>();
  const inflected: Phrase[] = [];
  const keys = keyOf(lines.map(({ words }) => words).join('\n')).split('\n');
  for (let i = 0; i < lines.length; i++) {
    const { words, tags } = lines[i]!;
    const phrase: Phrase = {
      word: { kind, text: words, tags },
      keys: keys[i]!.split(' '),
      pronoun: tags.includes('pronoun') || ENDS_IN_AN.test(keys[i]!),
    };
    addTo(byFirst, phrase.keys[0]!, phrase);
    if (phrase.pronoun && phrase.keys.length === 1) inflected.push(phrase);
  }

  function find(tokens: readonly TokenLike[], at: number, prefix: number): WordMatch | null {
    const key = tokens[at]!.key;
    const first = prefix === 0 ? key : key.slice(prefix);
    let found: Phrase | null = null;
    let pronoun = '';
    for (const phrase of byFirst.get(first) ?? []) {
      const { keys } = phrase;
      if (found && found.keys.length >= keys.length) continue;
      if (at + keys.length > tokens.length) continue;
      let suffix: string | null = '';
      for (let i = 1; i < keys.length && suffix !== null; i++) {
        const have = tokens[at + i]!;
        if (phrase.pronoun && i === keys.length - 1) suffix = pronounOn(keys[i]!, have.key, have.form);
        else if (have.key !== keys[i]) suffix = null;
      }
      if (suffix === null) continue;
      found = phrase;
      pronoun = suffix;
    }
    if (!found) {
      for (const phrase of inflected) {
        const suffix = pronounOn(phrase.keys[0]!, first, tokens[at]!.form);
        if (!suffix) continue;
        found = phrase;
        pronoun = suffix;
        break;
      }
    }
    if (!found) return null;
    return {
      word: found.word,
      first: at,
      last: at + found.keys.length,
      prefix,
      proclitic: key.slice(0, prefix),
      definite: false,
      suffix: pronoun,
      gender: null,
      number: null,
    };
  }

  const begun = (first: string): boolean =>
    byFirst.has(first) || inflected.some(({ keys }) => first.startsWith(keys[0]!));

  return {
    begins(key) {
      const letter = key.charCodeAt(0);
      return begun(key) || ((letter === WAW || letter === FEH) && begun(key.slice(1)));
    },
    match(tokens, at) {
      const token = tokens[at];
      if (!token) return null;
      const whole = find(tokens, at, 0);
      if (whole) return whole;
      const letter = token.key.charCodeAt(0);
      return letter === WAW || letter === FEH ? find(tokens, at, 1) : null;
    },
  };
}
