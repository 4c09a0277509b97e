/**
 * What a word's first and last letters tell: clitics, the article, endings of number, gender and origin. Of keys, where a form isn't named. By letters
 * where every token is asked: a pattern takes five times as long.
 */

/** و or ف in front, a conjunction or the word's own: `والوزير`, `فقال`, `وزير`. */
export const hasConjunction = (key: string): boolean => key[0] === 'و' || key[0] === 'ف';

/** `والوزير` -> `الوزير`; two letters are left at least (`في`). */
export const withoutConjunction = (key: string): string => (hasConjunction(key) && key.length > 2 ? key.slice(1) : key);

/** The article with nothing before it: `الوزير`; not `والوزير`, `للوزير`. */
export const hasArticle = (key: string): boolean => key.startsWith('ال');

/** ل in front, or a letter of its own like it: `لوكالة`, `للوزير`, `لجنة`. */
export const hasLi = (key: string): boolean => key[0] === 'ل';

/** ل or ب in front, or such a letter of its own: `لمركز`, `بالحزب`, `بنك`. */
export const hasPreposition = (key: string): boolean => key[0] === 'ل' || key[0] === 'ب';

/** `لمصر` -> `مصر`, `لكل` -> `كل`; two letters are left at least. */
export const withoutLi = (key: string): string => (hasLi(key) && key.length > 2 ? key.slice(1) : key);

/** What ل governs: `لمصر` -> `مصر`, `للمرصد` -> `المرصد`. */
export const behindLi = (key: string): string => (key.startsWith('لل') ? `ال${key.slice(2)}` : withoutLi(key));

/** ل and the article, which has lost its alef, also behind a conjunction: `للوزارة`, `وللوزارة`. */
export const isToThe = (key: string): boolean => key.startsWith('لل', hasConjunction(key) ? 1 : 0);

/** Of a text the same with the article as it is written by itself: `وللوزارة` -> `الوزارة`. */
export const withArticle = (text: string): string => text.replace(/^[وف]?لل/, 'ال');

/** The first letter of an imperfect, or a word's own: `يعلن`, `تقول`, `تقرير`. */
export const isInflected = (key: string): boolean => key[0] === 'ي' || key[0] === 'ت';

/** By the endings of plurals: `مسؤولون`, `شركات`, `خبراء`. */
export const isPlural = (key: string): boolean => /(?:ون|ين|ات|اء)$/.test(key);

/** By the endings of feminines: `وزارة`, `سلطات`. */
export const isFeminine = (key: string): boolean => key.endsWith('ه') || key.endsWith('ات');

/** By the ending of origin: `كرواتي`, `الروسية`, `لبنانيون`. */
export const isOfOrigin = (key: string): boolean => /ي(?:ه|ون|ين)?$/.test(key);

/** As a verb that she, it or they do: `أعدت`; not `دراسات`. */
export const isDoneByHer = (key: string): boolean => /[^ا]ت$/.test(key);

const PRONOUN = /(?:ه|ها|هم|هما|هن)$/;

/** With the pronoun of somebody told, or letters of its own like it: `أعدتها`, `عنه`; of keys also `دراسة`. */
export const hasPronoun = (word: string): boolean => PRONOUN.test(word);

/** Without that pronoun: `عنها` -> `عن`. */
export const withoutPronoun = (key: string): string => key.replace(PRONOUN, '');
