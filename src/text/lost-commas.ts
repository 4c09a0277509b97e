import afterCommas from './ar/after-commas.txt';
import { foldKey } from './fold.ts';
import { wordSet } from './words.ts';

/** A question mark within a line, between two words. Patterns of letters take long to compile, and few texts need them. */
const betweenWords = (): RegExp => /(?<=[\p{L}"»”)])\?(?= ?[\p{L}"«“(])/gu;
const SIGNS = /[،,؟]/g;

/** So many question marks, and no more than a third as many commas: the text has lost its commas. */
const LEAST = 3;
const MOST_COMMAS = 1 / 3;
/** So many of them stand before a word that goes on with the sentence. */
const GOES_ON = 1 / 4;

const continuing = wordSet('after-commas.txt', afterCommas);

/**
 * `أكد الوزير? الذي زار الميناء? أن الجسر مغلق`: the text with commas in place of the question marks that some conversion left of
 * them, as long as before; the text itself where its question marks are some.
 */
export function withCommas(text: string): string {
  if (!text.includes('?')) return text;
  const marks = [...text.matchAll(betweenWords())].map(({ index }) => index);
  if (marks.length < LEAST || (text.match(SIGNS)?.length ?? 0) > marks.length * MOST_COMMAS) return text;
  const going = marks.filter((at) => goesOn(text, at + 1)).length;
  return going < marks.length * GOES_ON ? text : text.replace(betweenWords(), '،');
}

function goesOn(text: string, from: number): boolean {
  const nextWord = /[\p{L}\p{M}]+/uy;
  nextWord.lastIndex = text[from] === ' ' ? from + 1 : from;
  const word = foldKey(nextWord.exec(text)?.[0] ?? '');
  return (word.length > 2 && word[0] === 'و') || continuing().has(word);
}
