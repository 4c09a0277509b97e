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
const PARTICIPLE_ALL =
  Ending.none |
  Ending.object |
  Ending.accusative |
  Ending.participleFeminine |
  Ending.plural |
  Ending.dual |
  Ending.soundPlural;
const MASDAR_ALL = Ending.none | Ending.object | Ending.accusative | Ending.soundPlural;

export interface StemSpec {
  stem: string;
  class: StemClass;
  endings: number;
  passive?: true;
  jussive?: true;
}

/** What the data file says of a verb; a column left out is derived. */
export interface VerbLine {
  lemma: string;
  /** Third person singular: `يقول`. Needed for form I. */
  imperfect?: string;
  /** Active participle, `null` where it is not used: `قائل`. */
  participle?: string | null;
  masdars?: readonly string[];
  /** Its passive reports too: `نُقل عن`, `يُعتقد أن`. */
  passive?: boolean;
}

const SHADDA = '\u0651';
const strip = (word: string): string => word.replaceAll(SHADDA, '');
/** `word` without its last letter. */
const cut = (word: string): string => word.slice(0, -1);
const last = (word: string): string => word[word.length - 1] ?? '';

type Pattern = 'I' | 'II' | 'III' | 'IV' | 'V' | 'VI' | 'VIII' | 'X' | 'Q';

/** The verb's form, read off its spelling: `تعهّد` -> V. Form VII conjugates like VIII. */
export function patternOf(lemma: string): Pattern {
  const bare = strip(lemma);
  const doubledAt = lemma.indexOf(SHADDA) - 1;
  if (bare.startsWith('است') && bare.length >= 5) return 'X';
  if (bare.startsWith('ا') && bare.length >= 4) return 'VIII';
  if (bare.startsWith('أ') && (bare.length === 4 || (bare.length === 3 && doubledAt === 2))) return 'IV';
  if (bare.startsWith('ت') && bare.length === 4 && doubledAt === 2) return 'V';
  if (bare.startsWith('ت') && bare.length === 5 && bare[2] === 'ا') return 'VI';
  if (bare.length === 3 && doubledAt === 1) return 'II';
  if (bare.length === 4 && bare[1] === 'ا') return 'III';
  return bare.length >= 4 ? 'Q' : 'I';
}

/** Third person imperfect without its prefix: `أعلن` -> `علن`, `أشار` -> `شير`, `ادّعى` -> `دعي`. */
function derivedImperfect(pattern: Pattern, lemma: string): string {
  const bare = strip(lemma);
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
function derivedParticiple(pattern: Pattern, lemma: string, imperfect: string): string {
  const bare = strip(lemma);
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
function derivedMasdars(pattern: Pattern, lemma: string): string[] {
  const bare = strip(lemma);
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
function perfectStems(pattern: Pattern, lemma: string, imperfect: string): StemSpec[] {
  const bare = strip(lemma);
  const stem = (text: string, endings: number): StemSpec => ({ stem: text, class: 'perfect', endings });
  const base = cut(bare);
  const end = last(bare);
  if (end === 'ى') {
    const seen = last(base) === 'أ';
    return [
      stem(bare, Ending.none),
      stem(seen ? `${cut(base)}آ` : `${base}ا`, Ending.object),
      stem(base, Ending.feminine | Ending.plural | Ending.feminineDual),
      stem(`${base}ي`, Ending.dual | Ending.consonantal),
    ];
  }
  if (end === 'ا' && pattern === 'I') {
    return [
      stem(bare, Ending.none | Ending.object),
      stem(base, Ending.feminine | Ending.plural | Ending.feminineDual),
      stem(`${base}${last(imperfect)}`, Ending.dual | Ending.consonantal),
    ];
  }
  if (end === 'ي') {
    return [stem(bare, (PERFECT_VOCALIC & ~Ending.plural) | Ending.consonantal), stem(base, Ending.plural)];
  }
  if (lemma.endsWith(SHADDA)) return [stem(bare, PERFECT_VOCALIC), stem(`${bare}${end}`, Ending.consonantal)];
  if (bare[bare.length - 2] === 'ا' && pattern !== 'Q') {
    return [stem(bare, PERFECT_VOCALIC), stem(`${bare.slice(0, -2)}${end}`, Ending.consonantal)];
  }
  return [stem(bare, PERFECT_VOCALIC | Ending.consonantal)];
}

/** Stems of the imperfect without prefix: hollow قول/قل, defective نفي/نفـ and ري/را, sound ؤكد. */
function imperfectStems(imperfect: string): StemSpec[] {
  const stem = (text: string, endings: number, jussive = false): StemSpec => ({
    stem: text,
    class: 'imperfect',
    endings,
    ...(jussive ? { jussive } : {}),
  });
  const base = cut(imperfect);
  const end = last(imperfect);
  const short = Ending.none | Ending.object;
  if (end === 'ى') {
    return [
      stem(imperfect, Ending.none),
      stem(`${base}ا`, Ending.object),
      stem(`${base}ي`, Ending.dual | Ending.consonantal),
      stem(base, Ending.plural),
      stem(base, Ending.none, true),
    ];
  }
  if (end === 'ي' || end === 'و') {
    return [
      stem(imperfect, short | Ending.dual | Ending.consonantal),
      stem(base, Ending.plural),
      stem(base, short, true),
    ];
  }
  const middle = imperfect[imperfect.length - 2];
  if (imperfect.length >= 3 && (middle === 'و' || middle === 'ي' || middle === 'ا')) {
    return [
      stem(imperfect, IMPERFECT_ALL & ~Ending.consonantal),
      stem(`${imperfect.slice(0, -2)}${end}`, Ending.consonantal),
      stem(`${imperfect.slice(0, -2)}${end}`, short, true),
    ];
  }
  return [stem(imperfect, IMPERFECT_ALL)];
}

function participleStems(participle: string): StemSpec[] {
  const stem = (text: string, endings: number): StemSpec => ({ stem: text, class: 'participle', endings });
  if (last(participle) !== 'ي') return [stem(participle, PARTICIPLE_ALL)];
  return [
    stem(participle, PARTICIPLE_ALL & ~(Ending.plural | Ending.object)),
    stem(cut(participle), Ending.none | Ending.plural),
  ];
}

/** Stems of a noun before its endings: إشارة/إشارتـ/إشاراتـ, ادعاء/ادعائـ/ادعاؤـ, تأكيد. */
export function nounStems(noun: string): StemSpec[] {
  const stem = (text: string, endings: number): StemSpec => ({ stem: text, class: 'masdar', endings });
  const base = cut(noun);
  switch (last(noun)) {
    case 'ة':
      return [stem(noun, Ending.none), stem(`${base}ت`, Ending.object), stem(base, Ending.soundPlural)];
    case 'ء':
      return [stem(noun, MASDAR_ALL), stem(`${base}ئ`, Ending.object), stem(`${base}ؤ`, Ending.object)];
    case 'ى':
      return [stem(noun, Ending.none), stem(`${base}ا`, Ending.object)];
    default:
      return [stem(noun, MASDAR_ALL)];
  }
}

/**
 * The passive where it is spelled like the active is read off the same stems; hollow and defective verbs change:
 * `قيل/يقال`, `أشير/يشار`, `رُوي/يُروى`.
 */
function passiveStems(pattern: Pattern, lemma: string, imperfect: string): StemSpec[] {
  const bare = strip(lemma);
  const make = (text: string, type: StemClass, endings: number): StemSpec => ({
    stem: text,
    class: type,
    endings,
    passive: true,
  });
  const perfectEndings = Ending.none | Ending.feminine;
  if (last(bare) === 'ى' || last(bare) === 'ا') {
    return [make(`${cut(bare)}ي`, 'perfect', perfectEndings), make(`${cut(imperfect)}ى`, 'imperfect', Ending.none)];
  }
  const middle = bare.length - 2;
  if (bare[middle] === 'ا' && ['I', 'IV', 'VIII', 'X'].includes(pattern)) {
    const long = (text: string, vowel: string): string => `${text.slice(0, -2)}${vowel}${last(text)}`;
    return [make(long(bare, 'ي'), 'perfect', perfectEndings), make(long(imperfect, 'ا'), 'imperfect', Ending.none)];
  }
  return [make(bare, 'perfect', perfectEndings), make(imperfect, 'imperfect', Ending.none)];
}

/** All stems of a verb, each with the endings that it takes. */
export function verbStems(line: VerbLine): StemSpec[] {
  const pattern = patternOf(line.lemma);
  const imperfect = line.imperfect ? strip(line.imperfect).slice(1) : derivedImperfect(pattern, line.lemma);
  const participle =
    line.participle === undefined ? derivedParticiple(pattern, line.lemma, imperfect) : line.participle;
  const masdars = line.masdars ?? derivedMasdars(pattern, line.lemma);
  return [
    ...perfectStems(pattern, line.lemma, imperfect),
    ...imperfectStems(imperfect),
    ...(line.passive ? passiveStems(pattern, line.lemma, imperfect) : []),
    ...(participle === null ? [] : participleStems(participle)),
    ...masdars.flatMap((masdar) =>
      nounStems(masdar).map((spec) =>
        pattern === 'I' ? { ...spec, endings: spec.endings & ~Ending.soundPlural } : spec,
      ),
    ),
  ];
}
