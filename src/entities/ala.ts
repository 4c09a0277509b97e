import { whenAsked } from '../text/remember.ts';
import beforeAla from './ar/before-ala.txt';
import { wordsOf } from './data.ts';
import { mentionOf, type Scene } from './scene.ts';
import type { FoundMention } from './types.ts';

/** Words that end in ي in every spelling but the Egyptian, which has ى. */
const EGYPTIAN = new Set(['فى', 'وفى', 'الذى', 'والذى', 'التى', 'والتى', 'هى', 'وهى']);
const LEAST = 3;

/** Does an article write ي at the ends of words? Then على is never the name علي. False also where nothing tells. */
function writesYaa({ tokens }: Scene): boolean {
  let yaa = 0;
  let alef = 0;
  for (const { kind, form } of tokens) {
    if (kind !== 'word') continue;
    if (form.length > 1 && form.endsWith('ي')) yaa++;
    else if (EGYPTIAN.has(form)) alef++;
  }
  return yaa >= LEAST && yaa > alef * 4;
}

/** `على أن`, `على ما`: no name stands before these without a verb of its own. */
const AFTER = new Set(['أن', 'أنه', 'أنها', 'أنهم', 'أنهما', 'ما', 'من', 'هذا', 'هذه', 'ذلك', 'تلك', 'كل', 'أى', 'أي']);

const words = whenAsked(() => new Set(wordsOf(beforeAla)));
/** `رد`, `وردت`, `ردوا` على. */
function takesAla(form: string): boolean {
  const bare = form.replace(/^[وف](?=...)/, '');
  return [form, bare].some((word) => words().has(word) || words().has(word.replace(/(?:ت|وا|ا)$/, '')));
}

/** Where على stands in tokens as the preposition, of which no person's name has any. */
export type Prepositions = (first: number, last: number) => number[];

/**
 * In an article that writes ي it is never part of a name; in Egyptian spelling (`فى`, `الذى`) it is the name علي but after a verb that takes
 * it and before أن: `قال على حسن إن`, `رد على حسن`.
 */
export function prepositionsIn(scene: Scene): Prepositions {
  const { tokens } = scene;
  let yaa: boolean | undefined;
  const isPreposition = (at: number): boolean => {
    if (tokens[at]!.form !== 'على') return false;
    yaa ??= writesYaa(scene);
    return yaa || AFTER.has(tokens[at + 1]?.form ?? '') || takesAla(tokens[at - 1]?.form ?? '');
  };
  return (first, last) => {
    const places: number[] = [];
    for (let at = first; at < last; at++) if (isPreposition(at)) places.push(at);
    return places;
  };
}

/** What is left of some tokens between those at some places. */
export const partsBetween = (first: number, last: number, places: readonly number[]): [number, number][] =>
  [first - 1, ...places].flatMap((before, i): [number, number][] => {
    const end = places[i] ?? last;
    return before + 1 < end ? [[before + 1, end]] : [];
  });

/** The names of people without the preposition. */
export function withoutAla(scene: Scene, mentions: readonly FoundMention[]): FoundMention[] {
  const prepositions = prepositionsIn(scene);
  return mentions.flatMap((mention) => {
    const { first, last, cut, type, confidence, rule } = mention;
    const places = type === 'PER' ? prepositions(first, last) : [];
    if (places.length === 0) return [mention];
    return partsBetween(first, last, places).map(([from, end]) =>
      mentionOf(scene, from, end, from === first ? cut : 0, type, confidence, rule),
    );
  });
}
