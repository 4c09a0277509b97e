/**
 * A user's words win over every list of ours: look-alikes, particles, names. The later stations know words by their keys, so a token
 * that is the user's gets a key that no list has, and for the finders of names a word in its place that they know.
 */
import type { TextIndex, Token } from '../text/index.ts';
import { whenAsked } from '../text/remember.ts';
import particleText from './ar/particles.txt';
import { type CueReader, createCueReader } from './cues.ts';
import type { Lexicon } from './index.ts';
import { keyOf } from './key.ts';
import type { CueReading, WordMatch } from './types.ts';
import type { UserLexicon } from './user.ts';
import { eachLine } from './verb-file.ts';

const SHADDA = '\u0651';
/** Behind the key of a token that is the user's word; keys have no marks of their own. */
const OWN = SHADDA;
const NO_LOOKALIKES: ReadonlySet<string> = new Set();
const NONE: readonly CueReading[] = Object.freeze([]);

/** The readings of a token as a word of the user's own: of its key as it is, and of a key that was marked as the user's. */
export function ownCueReader({ verbs, nouns }: UserLexicon): { plain: CueReader; marked: CueReader } {
  const plain = verbs.length + nouns.length > 0 ? createCueReader(verbs, nouns, NO_LOOKALIKES) : () => NONE;
  return { plain, marked: (key, form) => plain(key.slice(0, -OWN.length), form) };
}

export const isOwnKey = (key: string): boolean => key.endsWith(OWN);

/** A text as the finders of names and the finders of quotations shall see it: the same tokens in the same places. */
export interface Views {
  names: TextIndex;
  quotations: TextIndex;
}

/** `ودوّن الوزير` with دوّن as a cue of one's own: for the names `وقال الوزير`, for the quotations a word that is in no list. */
export function viewsWithOwnWords(index: TextIndex, { own, match }: Lexicon): Views {
  if (!own) return { names: index, quotations: index };
  const names = [...index.tokens];
  const quotations = [...index.tokens];
  const starts = new Set(index.sentences.map(({ first }) => first));
  let titled = 0;
  for (const token of index.tokens) {
    if (token.kind !== 'word') continue;
    const at = token.index;
    const title = at < titled ? null : own.title(index.tokens, at);
    if (title) {
      titled = title.last;
      for (let i = title.first; i < title.last; i++) names[i] = spelled(names[i]!, titleLike(title, i));
      continue;
    }
    const reading = at < titled ? undefined : own.cue(token.key, token.form).find(isMarkedReading);
    if (!reading || !isOwn(token, index, starts.has(at), match)) continue;
    quotations[at] = { ...token, key: token.key + OWN };
    if (isVerbal(reading)) names[at] = spelled(token, verbLike(reading));
  }
  return { names: { ...index, tokens: names }, quotations: { ...index, tokens: quotations } };
}

const spelled = (token: Token, word: string): Token => ({ ...token, form: word, key: keyOf(word) });

const isVerbal = ({ form, definite }: CueReading): boolean =>
  !definite && (form.kind === 'perfect' || form.kind === 'imperfect' || form.kind === 'passive');

/** Participles are left as they are: `مدوّن` may be who speaks. */
const isMarkedReading = (reading: CueReading): boolean => reading.form.kind !== 'participle';

/** `ودوّنت` -> `وقالت`. */
const verbLike = ({ proclitic, form }: CueReading): string =>
  (/^[وف]/.exec(proclitic)?.[0] ?? '') + (form.gender === 'f' ? 'قالت' : 'قال');

/** `لناظر الوقف` -> `للوزير السيد`: whoever is named after it is a person. */
function titleLike({ first, proclitic, number }: WordMatch, at: number): string {
  if (at > first) return 'السيد';
  const word = number === 'pl' ? 'وزراء' : 'وزير';
  return proclitic.endsWith('ل') ? `${proclitic}ل${word}` : `${proclitic}ال${word}`;
}

const particles = whenAsked(() => {
  const words = new Set<string>();
  eachLine(particleText, (line) => words.add(keyOf(line)));
  return words;
});

/** Whether the token is the user's word in this place, where it may be a particle as well. */
function isOwn(token: Token, index: TextIndex, begins: boolean, match: Lexicon['match']): boolean {
  if (index.text.slice(token.start, token.end).includes(SHADDA)) return true;
  const joined = /^[وف]/.test(token.key) && particles().has(token.key.slice(1));
  if (!joined && !particles().has(token.key)) return true;
  // `دون أن يكشف`, `ودون ذكر`
  const fixed = (['auxiliary', 'impersonal', 'narrator'] as const).some(
    (kind) => (match(kind, index.tokens, token.index)?.last ?? 0) > token.index + 1,
  );
  return (joined || begins) && !fixed;
}
