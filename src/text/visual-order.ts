import type { Token } from './types.ts';

/** Words that are looked at. */
const SAMPLE = 4000;
/** Letters of a word that may end in لا as it is: لا, إلا, أولا, مثلا. */
const SHORT = 4;

/**
 * Is a text written from the last letter to the first, as some converters of PDF files leave it: `ريزولا لاق` for `قال الوزير`?
 * Then ال stands at the ends of words, turned round, and ة and ى at their beginnings, where Arabic has neither.
 */
export function isVisualOrder(tokens: readonly Token[]): boolean {
  let turned = 0;
  let sound = 0;
  for (const { kind, form } of tokens.slice(0, SAMPLE)) {
    if (kind !== 'word') continue;
    if (form.startsWith('ال')) sound++;
    if (form.endsWith('ة')) sound++;
    if (form.endsWith('لا') && form.length > SHORT) turned++;
    if (form.startsWith('ة') || form.startsWith('ى')) turned++;
  }
  return turned >= 3 && turned > sound * 3;
}
