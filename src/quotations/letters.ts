/** What a word's first and last letters tell: clitics, the article, endings of number, gender and origin. By keys, where a form isn't named. */

/** `و` or `ف`, which may stand before any word: of `وقال`, `فقال` the first letter. */
export const isConjunction = (letter: string | undefined): boolean => letter === 'و' || letter === 'ف';

/** With nothing before the article: `الوزير`; not `والوزير`, `للوزير`. */
export const hasArticle = (key: string): boolean => key.startsWith('ال');

/** With `ل` before it, or a letter of its own like it: `لوكالة`, `للوزير`, `لجنة`. */
export const hasTo = (key: string): boolean => key[0] === 'ل';

/** With `ل` or `ب` before it, or such a letter of its own: `لمركز`, `بالحزب`, `بنك`. */
export const isAttached = (key: string): boolean => key[0] === 'ل' || key[0] === 'ب';

/** With `ل` and the article, which has lost its alef: `للوزارة`, `وللوزارة`. */
export const isToThe = (key: string): boolean => key.startsWith('لل', isConjunction(key[0]) ? 1 : 0);

/** The same with the article as it is written by itself: `وللوزارة` -> `الوزارة`. */
export const withArticle = (text: string): string => text.replace(/^[وف]?لل/, 'ال');

/** By the endings of plurals: `مسؤولون`, `شركات`, `خبراء`. */
export const isPlural = (key: string): boolean => /(?:ون|ين|ات|اء)$/.test(key);

/** By the endings of feminines: `وزارة`, `سلطات`. */
export const isFeminine = (key: string): boolean => key.endsWith('ه') || key.endsWith('ات');

/** By the ending of origin: `كرواتي`, `الروسية`, `لبنانيون`. */
export const isOfOrigin = (key: string): boolean => /ي(?:ه|ون|ين)?$/.test(key);

/** Inflected like a verb: `وسيعلن`, `أعلنت`, `قالوا`. */
export const isInflected = (key: string): boolean => /^[وف]?(?:[يت]|س[يت]).{2}|ت$|وا$/.test(key);

/** As a verb that she, it or they do: `أعدت`; not `دراسات`. */
export const isDoneByHer = (key: string): boolean => /[^ا]ت$/.test(key);

const PRONOUN = /(?:ه|ها|هم|هما|هن)$/;

/** With the pronoun of somebody told, or letters of its own like it: `أعدتها`, `عنه`; of keys also `دراسة`. */
export const hasPronoun = (word: string): boolean => PRONOUN.test(word);

/** Without that pronoun: `عنها` -> `عن`. */
export const withoutPronoun = (key: string): string => key.replace(PRONOUN, '');
