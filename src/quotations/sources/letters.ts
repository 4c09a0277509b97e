/** Letters that are written onto words: conjunctions, prepositions and the article in front, pronouns behind. Compared by letters: a pattern takes five times as long. */

/** و or ف in front, a conjunction or the word's own: `والوزير`, `فقال`, `وزير`. */
export const hasConjunction = (key: string): boolean => key[0] === 'و' || key[0] === 'ف';

/** `والوزير` -> `الوزير`; two letters are left at least (`في`). */
export const withoutConjunction = (key: string): string => (hasConjunction(key) && key.length > 2 ? key.slice(1) : key);

/** A preposition that is written onto its noun, or the noun's own letter: `لمصر`, `ببيان`, `لجنة`. */
export const hasPreposition = (key: string): boolean => key[0] === 'ل' || key[0] === 'ب';

/** ل in front, also behind a conjunction: `لمصر`, `وللوزير`. */
export const beginsWithLi = (key: string): boolean => withoutConjunction(key)[0] === 'ل';

/** `لمصر` -> `مصر`, `لكل` -> `كل`; two letters are left at least. */
export const withoutLi = (key: string): string => (key[0] === 'ل' && key.length > 2 ? key.slice(1) : key);

/** What ل governs: `لمصر` -> `مصر`, `للمرصد` -> `المرصد`. */
export const behindLi = (key: string): string => (key.startsWith('لل') ? `ال${key.slice(2)}` : withoutLi(key));

/** A pronoun of the third person behind a noun, or what ends so: `حسابه`, `لقائها`. */
export const endsInPronoun = (key: string): boolean => key.endsWith('ه') || key.endsWith('ها') || key.endsWith('هم');
