import type { Stance } from '../model.ts';

/**
 * What a reporting word takes after it (the complementiser or preposition that leads to the content).
 * `anna` أنّ clause (also بأن), `inna` إنّ clause, `direct` quotation marks or a colon at once, `an_sub` أنْ + subjunctive (طالب أن),
 * `bi` بـ + masdar, `an` عن + noun phrase, `ila` إلى (أن), `ala` على (أن), `min` من (أن / masdar), `fi` في, `acc` a direct object (نفى وجود).
 */
export type Frame = 'anna' | 'inna' | 'direct' | 'bi' | 'an' | 'ila' | 'ala' | 'min' | 'acc' | 'fi' | 'an_sub';

export const FRAMES: readonly Frame[] = [
  'anna',
  'inna',
  'direct',
  'bi',
  'an',
  'ila',
  'ala',
  'min',
  'acc',
  'fi',
  'an_sub',
];

/** A reporting verb (or, for nouns without a verb of their own, a noun) as the lexicon lists it. */
export interface Verb {
  /** Perfect, third person masculine singular (`قال`), with shadda where it tells the form (`أكّد`); of a noun, its singular. */
  lemma: string;
  frames: readonly Frame[];
  stance: Stance;
  /** `strong` reports speech by itself (قال، أكد); `weak` only with a complementiser or marks right after it (رأى، تابع، ذكر). */
  strength: 'strong' | 'weak';
}

export type CueKind = 'perfect' | 'imperfect' | 'passive' | 'participle' | 'masdar' | 'noun';
export type Person = 1 | 2 | 3;
export type Gender = 'm' | 'f' | null;
export type GrammaticalNumber = 'sg' | 'du' | 'pl' | null;

/** Both by the places that stand for them in laid-out tables. */
export const GENDERS: readonly Gender[] = [null, 'm', 'f'];
export const NUMBERS: readonly GrammaticalNumber[] = [null, 'sg', 'du', 'pl'];

/** One inflected form of a reporting word. */
export interface CueForm {
  lemma: Verb;
  kind: CueKind;
  person: Person;
  gender: Gender;
  number: GrammaticalNumber;
  /** Accusative or oblique, where the ending shows it: `مؤكداً`, `لافتين`. */
  case?: 'acc';
  /** `لم يقل`: a shortened form that stands only after لم, لا, لـ. */
  mood?: 'jussive';
  /** Moroccan `كيقول`, `قالات`, `قالو`. */
  dialect?: true;
}

/** A token read as a reporting word. The cue's span leaves out `prefix` characters of the token's start, and nothing at its end. */
export interface CueReading {
  form: CueForm;
  /** Clitics in front, without the article: `و`, `فس`, `ول`; empty where there is none. */
  proclitic: string;
  /** Length of `proclitic` in characters of the key. */
  prefix: number;
  /** The article follows the proclitics: `بالقول`, `القائل`. */
  definite: boolean;
  /** The pronoun at the end: `قوله` -> `ه`; empty where there is none. */
  suffix: string;
}

/** What the lookups need of a token; `Token` has it. */
export interface TokenLike {
  key: string;
  form: string;
}

/** Classes whose words decline: `رئيس`, `والرئيسة`, `رؤساء`, `لرئيسها`. */
export type NominalKind = 'role' | 'source' | 'outlet' | 'medium' | 'anaphor' | 'rule';

/** Classes of fixed words and phrases; only و and ف may precede. */
export type PhraseKind = 'attribution' | 'auxiliary' | 'impersonal' | 'narrator' | 'opener' | 'scripture';

export type WordKind = NominalKind | PhraseKind;

/** An entry of a word class: one or more words, with what the class says of them. */
export interface Word {
  kind: WordKind;
  /** As listed: `وجهة نظر`. */
  text: string;
  /** What the data file says of it, see the head of the file: `office`, `document`, `according-to`, `ma`. */
  tags: readonly string[];
}

/** Words of a class found at a token: tokens `first` up to but not including `last`. */
export interface WordMatch {
  word: Word;
  first: number;
  last: number;
  /** Characters of proclitic on the first token: `وبحسب` -> 1. */
  prefix: number;
  proclitic: string;
  /** The article stands on the first word. */
  definite: boolean;
  /** Pronoun at the end: on the first word of a noun (`بيانه`), on the last of a phrase (`من وجهة نظره`). */
  suffix: string;
  gender: Gender;
  number: GrammaticalNumber;
}

/** `بأنهم`: a word that leads to a reported clause. */
export interface Complementiser {
  /** أن, إن, or unknown where the alef is written bare (`ان`). */
  base: 'anna' | 'inna' | 'bare' | 'dialect';
  /** Characters of و / ف in front. */
  prefix: number;
  /** ب in front: `بأن`. */
  bi: boolean;
  /** `أنه` -> `ه`. */
  suffix: string;
}
