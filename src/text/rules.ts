/**
 * The rules of folding, in the order in which they are applied to a character. Each is a switch of `fold` and of
 * `analyze normalize`. A rule gives for a character what stands in its place ('' removes it), or null where it has nothing to say.
 */
export const RULES = {
  /** Mark characters that stand apart from their letter are one with it: `ا` + U+0654 -> `أ`. Done while folding. */
  compose: { says: 'a letter and its combining hamza or madda become one letter', map: () => null },
  /** ﻻ -> لا, ﻷ -> لأ (the hamza stays), ﷲ -> الله, ﷼ -> ريال. ﷺ and ﷽ stand for phrases and stay one character. */
  presentationForms: {
    says: 'presentation forms and ligatures become letters (ﻷ -> لأ, ﷲ -> الله)',
    map: presentation,
  },
  /** Fatha, damma, kasra, tanwin, shadda, sukun, and the marks of the same kind that follow them in Unicode. */
  tashkeel: { says: 'vowel marks are removed', map: removing(/[\u064B-\u065F\u08E4-\u08FE\u08CA-\u08D2]/) },
  superscriptAlef: { says: 'the superscript alef is removed', map: removing(/\u0670/) },
  quranicMarks: {
    says: 'Quranic and honorific annotation marks are removed',
    map: removing(/[\u0610-\u061A\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u0897-\u089F\u08D3-\u08E1\u08E3\u08FF]/),
  },
  tatweel: { says: 'the stretching character is removed', map: removing(/\u0640/) },
  alef: { says: 'أ إ آ become ا', map: table({ أ: 'ا', إ: 'ا', آ: 'ا', '\u0672': 'ا', '\u0673': 'ا', '\u0675': 'ا' }) },
  wasla: { says: 'ٱ becomes ا', map: table({ '\u0671': 'ا' }) },
  hamzaCarriers: { says: 'ؤ and ئ become ء (مسؤول = مسئول)', map: table({ ؤ: 'ء', ئ: 'ء' }) },
  taMarbuta: { says: 'ة becomes ه', map: table({ ة: 'ه' }) },
  alefMaqsura: { says: 'ى becomes ي', map: table({ ى: 'ي' }) },
  /** By the letter that Arabic newspapers use for the same name: پوتین -> بوتين, گوگل -> كوكل. */
  persianLetters: {
    says: 'Persian, Urdu, Kurdish and Maghrebi letters become Arabic ones (ک ی پ چ ژ گ ڤ)',
    map: table({
      ک: 'ك',
      ڪ: 'ك',
      گ: 'ك',
      ڭ: 'ك',
      '\u0763': 'ك',
      ی: 'ي',
      ې: 'ي',
      ۍ: 'ي',
      ے: 'ي',
      ێ: 'ي',
      ۓ: 'ئ',
      پ: 'ب',
      چ: 'ج',
      ژ: 'ز',
      ڤ: 'ف',
      ڥ: 'ف',
      ڨ: 'ق',
      ہ: 'ه',
      ھ: 'ه',
      ە: 'ه',
      ۀ: 'ه',
      ۂ: 'ه',
      ۃ: 'ة',
      ۆ: 'و',
      ۇ: 'و',
      ۋ: 'و',
      ڕ: 'ر',
      ڵ: 'ل',
      ٹ: 'ت',
      ڈ: 'د',
      ڑ: 'ر',
      ں: 'ن',
    }),
  },
  digits: { says: '٠-٩ and ۰-۹ become 0-9', map: digit },
  /** `٫` is the decimal point, `٬` the thousands separator, inside numbers; elsewhere both are commas. Done while folding. */
  punctuation: {
    says: 'Arabic punctuation becomes ASCII (، ؛ ؟ ٪ …), ٫ the decimal point inside numbers',
    map: table({
      '،': ',',
      '؛': ';',
      '؟': '?',
      '٪': '%',
      '٬': ',',
      '٫': ',',
      '\u06D4': '.',
      '…': '...',
      '–': '-',
      '—': '-',
      '―': '-',
      '\u2010': '-',
      '\u2011': '-',
      '\u2212': '-',
      '\u066D': '*',
    }),
  },
  directionControls: {
    says: 'direction controls are removed',
    map: removing(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u206F]/),
  },
  joiners: {
    says: 'joiners, zero-width spaces and soft hyphens are removed',
    map: removing(/[\u00AD\u180E\u200B-\u200D\u2060-\u2064]/),
  },
  spaces: {
    says: 'no-break, thin and wide spaces become a space',
    map: replacing(/[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000\t\v\f]/, ' '),
  },
  bom: { says: 'byte order marks are removed', map: removing(/\uFEFF/) },
  letterCase: { says: 'Latin, Greek and Cyrillic capitals become small letters', map: lower },
  /** جداااا -> جدا: a letter three times or more stands once. Done while folding. */
  elongation: { says: 'a letter written three times or more stands once', map: () => null },
} satisfies Record<string, { says: string; map: (character: string) => string | null }>;

export type RuleName = keyof typeof RULES;
export type Switches = Partial<Record<RuleName, boolean>>;
export type ProfileName = 'none' | 'light' | 'search' | 'aggressive';

export const LIGHT: Switches = {
  compose: true,
  presentationForms: true,
  tashkeel: true,
  superscriptAlef: true,
  quranicMarks: true,
  tatweel: true,
  digits: true,
  directionControls: true,
  joiners: true,
  spaces: true,
  bom: true,
};
export const SEARCH: Switches = {
  ...LIGHT,
  alef: true,
  wasla: true,
  taMarbuta: true,
  alefMaqsura: true,
  persianLetters: true,
  punctuation: true,
  letterCase: true,
};

/**
 * `none` changes nothing; `light` removes what is no letter and keeps hamza, ة and ى; `search` also joins the spellings that
 * newspapers mix (أ/ا, ة/ه, ى/ي); `aggressive` also joins the hamza carriers and elongations.
 */
export const PROFILES: Record<ProfileName, Switches> = {
  none: {},
  light: LIGHT,
  search: SEARCH,
  aggressive: { ...SEARCH, hamzaCarriers: true, elongation: true },
};

function removing(characters: RegExp): (character: string) => string | null {
  return replacing(characters, '');
}

function replacing(characters: RegExp, by: string): (character: string) => string | null {
  return (character) => (characters.test(character) ? by : null);
}

function table(entries: Record<string, string>): (character: string) => string | null {
  const map = new Map(Object.entries(entries));
  return (character) => map.get(character) ?? null;
}

/** `٣`, `۳` -> `3`; other scripts' digits stay. */
function digit(character: string): string | null {
  const code = character.charCodeAt(0);
  if (code >= 0x0660 && code <= 0x0669) return String.fromCharCode(code - 0x0660 + 0x30);
  if (code >= 0x06f0 && code <= 0x06f9) return String.fromCharCode(code - 0x06f0 + 0x30);
  return null;
}

/** Small letters, where they are as long as the capital: `İ` stays. */
function lower(character: string): string | null {
  const small = character.toLowerCase();
  return small !== character && small.length === character.length ? small : null;
}

/**
 * Unicode's own compatibility decomposition, one character at a time and only for Arabic presentation forms: applied to a whole
 * text, NFKC reorders vowel marks. Its blanks (before the isolated vowel marks, U+FE70) are dropped, and the ligatures of a
 * phrase (ﷺ, eighteen characters) stay what they are: one sign, one token.
 */
function presentation(character: string): string | null {
  const code = character.charCodeAt(0);
  if (code < 0xfb50 || code > 0xfefc || (code > 0xfdfc && code < 0xfe70)) return null;
  if (code === 0xfdfa || code === 0xfdfb) return null;
  if (code === 0xfdfc) return 'ريال';
  return character.normalize('NFKC').replaceAll(' ', '');
}
