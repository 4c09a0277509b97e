/**
 * The stems of a verb from its lemma, so that the data lists one line a verb.
 *
 * Lemmas are spelled with the shadda that tells their form: `أكّد` (II), `طالب` (III), `أعلن` (IV), `تعهّد` (V), `تساءل` (VI),
 * `اعتبر` (VIII), `استنكر` (X), `ردّ` (I, doubled). Imperfect, participle and masdar are derived for all forms but I, where the
 * data gives them. Weak letters follow the usual tables: hollow `أشار/يشير/يشر/أشرت`, defective `نفى/ينفي/ينف/نفت`, doubled
 * `أقرّ/أقررت`, hamzated `أنبأ/ينبئ`.
 */

/** Which kind of word a stem makes, and so which prefixes it takes. */
export type StemClass = 'perfect' | 'imperfect' | 'participle' | 'masdar';

/** Endings that a stem may take, as bits; the tables of `endings.ts` carry the same bits. */
export const Ending = {
  /** Nothing at all: قال، نفى، مؤكد */
  none: 1,
  /** Nothing but an object pronoun: قاله، نفاه */
  object: 2,
  /** ـت of the third person feminine */
  feminine: 4,
  /** ـوا / ـون */
  plural: 8,
  /** ـا / ـان */
  dual: 16,
  /** ـتا */
  feminineDual: 32,
  /** ـت of the first person, ـنا, ـن: they follow the stem without vowel (قلـ، رددـ) */
  consonantal: 64,
  /** ـاً */
  accusative: 128,
  /** ـة and what is built on it */
  participleFeminine: 256,
  /** ـات */
  soundPlural: 512,
} as const;

const PERFECT_VOCALIC =
  Ending.none | Ending.object | Ending.feminine | Ending.plural | Ending.dual | Ending.feminineDual;
const IMPERFECT_ALL = Ending.none | Ending.object | Ending.plural | Ending.dual | Ending.consonantal;
/** As a report the participle is an adverb: مؤكداً, مؤكدةً, مؤكدين; `متحدث`, `محلل` without ending name an agent. */
const PARTICIPLE_ALL = Ending.accusative | Ending.participleFeminine | Ending.plural | Ending.dual | Ending.soundPlural;
const MASDAR_ALL = Ending.none | Ending.object | Ending.accusative | Ending.soundPlural;

/** Receives the stems of a verb, one call each. `voice` and `mood` are given where the stem is for them alone. */
export type EmitStem = (stem: string, type: StemClass, endings: number, voice?: 'passive', mood?: 'jussive') => void;

/** What the data file says of a verb; a column left out is derived. */
export interface VerbLine {
  lemma: string;
  /** Third person singular: `يقول`. Needed for form I; `null` where it is not read as a report. */
  imperfect?: string | null;
  /** Active participle, `null` where it is not used: `قائل`. */
  participle?: string | null;
  masdars?: readonly string[];
  /** Its passive reports too: `نُقل عن`, `يُعتقد أن`. */
  passive?: boolean;
}

const SHADDA = '\u0651';
const strip = (word: string): string => (word.includes(SHADDA) ? word.replaceAll(SHADDA, '') : word);
/** `word` without its last letter. */
const cut = (word: string): string => word.slice(0, -1);
const last = (word: string): string => word.charAt(word.length - 1);

type Pattern = 'I' | 'II' | 'III' | 'IV' | 'V' | 'VI' | 'VIII' | 'X' | 'Q';

/** The verb's form, read off its spelling: `تعهّد` -> V. Form VII conjugates like VIII. */
export function patternOf(lemma: string): Pattern {
  const doubledAt = lemma.indexOf(SHADDA) - 1;
  const length = doubledAt < 0 ? lemma.length : lemma.length - 1;
  const first = lemma.charAt(0);
  if (first === 'ا' && length >= 4) return length >= 5 && lemma.startsWith('است') ? 'X' : 'VIII';
  if (first === 'أ' && (length === 4 || (length === 3 && doubledAt === 2))) return 'IV';
  if (first === 'ت' && length === 4 && doubledAt === 2) return 'V';
  if (first === 'ت' && length === 5 && lemma.charAt(2) === 'ا') return 'VI';
  if (length === 3 && doubledAt === 1) return 'II';
  if (length === 4) return lemma.charAt(1) === 'ا' ? 'III' : 'Q';
  return length > 4 ? 'Q' : 'I';
}

/** Third person imperfect without its prefix: `أعلن` -> `علن`, `أشار` -> `شير`, `ادّعى` -> `دعي`. */
function derivedImperfect(pattern: Pattern, lemma: string, bare: string): string {
  const palatal = (stem: string): string =>
    last(stem) === 'ى' ? `${cut(stem)}ي` : last(stem) === 'أ' ? `${cut(stem)}ئ` : stem;
  const hollow = (stem: string): string =>
    stem[stem.length - 2] === 'ا' ? `${stem.slice(0, -2)}ي${last(stem)}` : stem;
  switch (pattern) {
    case 'I':
      throw new Error(`${lemma}: form I needs its imperfect`);
    case 'II':
    case 'III':
    case 'Q':
      return palatal(bare.startsWith('أ') ? `ؤ${bare.slice(1)}` : bare);
    case 'IV':
    case 'X':
      return palatal(hollow(bare.slice(1)));
    case 'V':
    case 'VI':
      return bare;
    case 'VIII':
      return palatal(bare.slice(1));
    default:
      return pattern satisfies never;
  }
}

/** `قال` -> `قائل`, `أكّد` -> `مؤكد`, `تمنّى` -> `متمني` (the ي that shows in متمنياً). */
function derivedParticiple(pattern: Pattern, lemma: string, bare: string, imperfect: string): string {
  if (pattern !== 'I') {
    if (pattern === 'V' || pattern === 'VI') {
      const end = last(bare) === 'ى' ? 'ي' : last(bare) === 'أ' ? 'ئ' : last(bare);
      return `م${cut(bare).replace('اء', 'ائ')}${end}`;
    }
    return `م${imperfect}`;
  }
  if (lemma.endsWith(SHADDA)) return `${bare[0]}ا${bare.slice(1)}`;
  if (bare[1] === 'ا') return `${bare[0]}ائ${bare.slice(2)}`;
  const first = bare[0] === 'أ' ? 'آ' : `${bare[0]}ا`;
  const middle = bare[1] === 'أ' ? 'ئ' : bare[1];
  const end = last(bare) === 'ى' || last(bare) === 'ا' ? 'ي' : last(bare) === 'أ' ? 'ئ' : last(bare);
  return `${first}${middle}${end}`;
}

/** `أكّد` -> `تأكيد`, `أشار` -> `إشارة`, `ادّعى` -> `ادعاء`, `احتجّ` -> `احتجاج`; form I has none by rule. */
function derivedMasdars(pattern: Pattern, lemma: string, bare: string): readonly string[] {
  const doubled = lemma.endsWith(SHADDA);
  const weakEnd = last(bare) === 'ى' || last(bare) === 'أ';
  /** Infixes the ا before the last radical. */
  const long = (stem: string): string => {
    if (doubled) return `${stem}ا${last(stem)}`;
    if (weakEnd) return `${cut(stem)}اء`;
    return `${cut(stem)}ا${last(stem)}`;
  };
  switch (pattern) {
    case 'I':
      return [];
    case 'II':
      if (last(bare) === 'ى') return [`ت${cut(bare)}ية`];
      if (last(bare) === 'أ') return [`ت${cut(bare)}ئة`];
      return [`ت${cut(bare)}ي${last(bare)}`];
    case 'III':
      return [`م${last(bare) === 'ى' ? `${cut(bare)}ا` : bare}ة`];
    case 'IV': {
      const stem = `إ${bare.slice(1).replace(/^و/, 'ي')}`;
      return bare[2] === 'ا' ? [`${stem}ة`] : [long(stem)];
    }
    case 'V':
      return last(bare) === 'ى' ? [`${cut(bare)}ي`, cut(bare)] : last(bare) === 'أ' ? [`${cut(bare)}ؤ`] : [bare];
    case 'VI':
      return [bare.replace('اء', 'اؤ')];
    case 'VIII':
      return bare[3] === 'ا' && bare.length === 5 ? [`${bare.slice(0, 3)}ي${bare.slice(3)}`] : [long(bare)];
    case 'X': {
      const stem = bare.replace(/^استو/, 'استي');
      return bare[bare.length - 2] === 'ا' ? [`${stem}ة`] : [long(stem)];
    }
    case 'Q':
      return [`${bare}ة`];
    default:
      return pattern satisfies never;
  }
}

/** Stems of the perfect: hollow قال/قلـ, doubled ردّ/رددـ, defective نفى/نفاـ/نفـ/نفيـ, sound أكد. */
function perfectStems(pattern: Pattern, lemma: string, bare: string, imperfect: string, emit: EmitStem): void {
  const base = cut(bare);
  const end = last(bare);
  if (end === 'ى' || (end === 'ا' && pattern === 'I')) {
    const longer = last(base) === 'أ' ? `${cut(base)}آ` : `${base}ا`;
    emit(bare, 'perfect', Ending.none);
    emit(longer, 'perfect', Ending.object);
    emit(base, 'perfect', Ending.feminine | Ending.plural | Ending.feminineDual);
    emit(`${base}${end === 'ا' ? last(imperfect) : 'ي'}`, 'perfect', Ending.dual | Ending.consonantal);
  } else if (end === 'ي') {
    emit(bare, 'perfect', (PERFECT_VOCALIC & ~Ending.plural) | Ending.consonantal);
    emit(base, 'perfect', Ending.plural);
  } else if (lemma.endsWith(SHADDA)) {
    emit(bare, 'perfect', PERFECT_VOCALIC);
    emit(`${bare}${end}`, 'perfect', Ending.consonantal);
  } else if (bare[bare.length - 2] === 'ا' && pattern !== 'Q') {
    emit(bare, 'perfect', PERFECT_VOCALIC);
    emit(`${bare.slice(0, -2)}${end}`, 'perfect', Ending.consonantal);
  } else emit(bare, 'perfect', PERFECT_VOCALIC | Ending.consonantal);
}

/** Stems of the imperfect without prefix: hollow قول/قل, defective نفي/نفـ and رى/راـ, sound ؤكد. */
function imperfectStems(pattern: Pattern, imperfect: string, emit: EmitStem): void {
  const base = cut(imperfect);
  const end = last(imperfect);
  const short = Ending.none | Ending.object;
  if (end === 'ى') {
    emit(imperfect, 'imperfect', Ending.none);
    emit(`${base}ا`, 'imperfect', Ending.object);
    emit(`${base}ي`, 'imperfect', Ending.dual | Ending.consonantal);
    emit(base, 'imperfect', Ending.plural);
    emit(base, 'imperfect', Ending.none, undefined, 'jussive');
    return;
  }
  if (end === 'ي' || end === 'و') {
    emit(imperfect, 'imperfect', short | Ending.dual | Ending.consonantal);
    emit(base, 'imperfect', Ending.plural);
    emit(base, 'imperfect', short, undefined, 'jussive');
    return;
  }
  const middle = imperfect[imperfect.length - 2];
  const hollow = pattern === 'I' || pattern === 'IV' || pattern === 'VIII' || pattern === 'X';
  if (hollow && imperfect.length >= 3 && (middle === 'و' || middle === 'ي' || middle === 'ا')) {
    const short3 = `${imperfect.slice(0, -2)}${end}`;
    emit(imperfect, 'imperfect', IMPERFECT_ALL & ~Ending.consonantal);
    emit(short3, 'imperfect', Ending.consonantal);
    emit(short3, 'imperfect', short, undefined, 'jussive');
    return;
  }
  emit(imperfect, 'imperfect', IMPERFECT_ALL);
}

/** `مؤكد`; defective `نافي` (نافياً, نافية) beside `ناف` (نافين). */
function participleStems(participle: string, emit: EmitStem): void {
  if (last(participle) !== 'ي') {
    emit(participle, 'participle', PARTICIPLE_ALL);
    return;
  }
  emit(participle, 'participle', PARTICIPLE_ALL & ~Ending.plural);
  emit(cut(participle), 'participle', Ending.plural);
}

/**
 * Stems of a noun before its endings: إشارة/إشارتـ/إشاراتـ, ادعاء/ادعائـ/ادعاؤـ, تأكيد. `plural` false keeps ـات off, which
 * masdars of form I and nouns with a plural of their own do not take.
 */
export function nounStems(noun: string, plural: boolean, emit: EmitStem): void {
  const base = cut(noun);
  switch (last(noun)) {
    case 'ة':
      emit(noun, 'masdar', Ending.none);
      emit(`${base}ت`, 'masdar', Ending.object);
      if (plural) emit(base, 'masdar', Ending.soundPlural);
      return;
    case 'ء':
      emit(`${base}ئ`, 'masdar', Ending.object);
      emit(`${base}ؤ`, 'masdar', Ending.object);
      break;
    case 'ى':
      emit(noun, 'masdar', Ending.none);
      emit(`${base}ا`, 'masdar', Ending.object);
      return;
  }
  emit(noun, 'masdar', plural ? MASDAR_ALL : MASDAR_ALL & ~Ending.soundPlural);
}

/**
 * The passive is mostly spelled like the active (`نُقل`, `يُذكر`); hollow and defective verbs change: `قيل/يقال`, `أشير/يشار`,
 * `رُوي/يُروى`.
 */
function passiveStems(pattern: Pattern, bare: string, imperfect: string, unread: boolean, emit: EmitStem): void {
  const end = last(bare);
  let perfect = bare;
  let present = imperfect;
  if (end === 'ى' || end === 'ا') {
    perfect = `${cut(bare)}ي`;
    present = `${cut(imperfect)}ى`;
  } else if (
    bare[bare.length - 2] === 'ا' &&
    (pattern === 'I' || pattern === 'IV' || pattern === 'VIII' || pattern === 'X')
  ) {
    perfect = `${bare.slice(0, -2)}ي${end}`;
    present = `${imperfect.slice(0, -2)}ا${end}`;
  }
  emit(perfect, 'perfect', Ending.none | Ending.feminine, 'passive');
  if (!unread) emit(present, 'imperfect', Ending.none, 'passive');
}

/** Hands all stems of a verb to `emit`, each with the endings that it takes. */
export function verbStems(line: VerbLine, emit: EmitStem): void {
  const { lemma, participle } = line;
  const pattern = patternOf(lemma);
  const bare = strip(lemma);
  const unread = line.imperfect === null;
  const imperfect = unread
    ? bare
    : line.imperfect
      ? strip(line.imperfect).slice(1)
      : derivedImperfect(pattern, lemma, bare);
  perfectStems(pattern, lemma, bare, imperfect, emit);
  if (!unread) imperfectStems(pattern, imperfect, emit);
  // `يأكد`, `كيأكد` for يؤكد: careless, and Moroccan.
  if (!unread && pattern === 'II' && bare.startsWith('أ')) emit(bare, 'imperfect', IMPERFECT_ALL);
  if (line.passive) passiveStems(pattern, bare, imperfect, unread, emit);
  if (participle !== null) participleStems(participle ?? derivedParticiple(pattern, lemma, bare, imperfect), emit);
  for (const masdar of line.masdars ?? derivedMasdars(pattern, lemma, bare))
    nounStems(strip(masdar), pattern !== 'I', emit);
}
