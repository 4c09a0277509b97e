import { laid } from '../laid/index.ts';
import { layOutWords, numberOf, type WordColumns } from '../laid/words.ts';
import type { LabelsIn } from '../learned/layout.ts';
import grammar from '../lexicon/ar/quotation-grammar.txt';
import { possessed } from '../lexicon/index.ts';
import { addTo, foldKey } from '../text/index.ts';
import { hasConjunction } from './letters.ts';

/** The closed classes of the quotation grammar (`lexicon/ar/quotation-grammar.txt`). */
export type GrammarClass = LabelsIn<
  | 'complementiser governor auxiliary negation relative conjunction time medium adjunct takeover addressee same agent preposition'
  | 'loose demanded before-whom on-behalf once equally extent told-to told-to-the read-in while his-words general unnamed document as-said aside'
  | 'yet-he hint hint-at without withholds one-portfolio homograph never particle question abstract thing fact opening naming'
  | 'by-medium takes-up told meeting speech asked pronoun to meets speaks-to asked-by relays relays-from words-of relays-words'
  | 'hanging seated organisation outlet plural-source leads-to-topic topic occasion in-its-name under-a-name quoting learns'
  | 'learnt-from hands-on of-a-name institution learned sources says held-true stands-in shows-to dependent of-somebody vague agency'
  | 'of-news of-no-news also from-sources is-asked answers at-somebody byline is-called tells-of no-source manifold times own-part'
  | 'hanging-on each-of issued-by published but manner hands-on-verb of-him accuses one-kind own-kind demands rank of-members'
  | 'informs in-presence in-state adverb'
  | 'counterpart party its-own mouthpiece of-the-medium keeps-back undisclosed identity unnamed-by reason contrast reply office-of'
  | 'office-kind commented described-as and-joins reported describes i-that who-he who-she parent fi ala ila min an ma denies not'
  | 'lack attached somebody-or-verb he shows what happens before-source of-age years envoy result tradition tradition-in narrators'
  | 'reached reached-by of-old narrator-recalls a-woman-of turns turns-to takes-somebody so-said with-these words-said names-it'
  | 'somebody-told told-either and-then to-all while-he and-not not-checked details recalls state-office mute asks tradition-kind'
  | 'book-part some-day peer topic-of document-given led-by of-another explains prays prayed-to a-man masculine-place calls-to-god'
  | 'verse-of chapter tradition-of reference in-turn hands-down blesses blessed vocative to-the-prophet some-man some-woman'
  | 'opens-speech'
>;

/** Words under `[heading]` lines, which `apart` or a line end parts; `#` starts a comment. An error names the line. */
export function sections(text: string, file: string, apart: RegExp) {
  const found: { heading: string; line: number; words: string[] }[] = [];
  for (const [number, raw] of text.split('\n').entries()) {
    const line = raw.replace(/#.*/, '').trim();
    const heading = /^\[(.+)\]$/.exec(line)?.[1];
    if (heading) found.push({ heading, line: number + 1, words: [] });
    else if (found.length > 0) found.at(-1)!.words.push(...line.split(apart).filter(Boolean));
    else if (line) throw new Error(`${file}:${number + 1}: a word before the first [heading]`);
  }
  return found;
}

/** Whether `key` belongs to a closed class; where there is no token it doesn't. */
export const isWord = (group: GrammarClass, key = ''): boolean => wordClasses(key).includes(group);

/** `الذي`, `ممن`; `من` is the preposition far more often. */
export const isRelativePronoun = (key: string): boolean => isWord('relative', key) && !isWord('min', key);

/** The prepositions by which verbs take what they report, each a class of its own: `على`, `إلى`, `من`, `عن`. */
export const GOVERNED = ['ala', 'ila', 'min', 'an'] as const;

/** The same of the key without a conjunction in front: `وبحسب` -> `بحسب`. */
export const isWordAfterConjunction = (group: GrammarClass, key = ''): boolean =>
  isWord(group, key) || (hasConjunction(key) && isWord(group, key.slice(1)));

/** Verbs whose object is who they are said to (class `told`), by their lemmas: `أبلغ`, `طالب`, `دعا`. */
export const tells = (lemma: string): boolean => isWord('told', foldKey(lemma));

/** `ويقول | بأسى`, `وتقول | بصوت خافت`: how it is said. */
export const tellsManner = (key = ''): boolean => key[0] === 'ب' && isWord('manner', key.slice(1));

/** Verbs with which two speak in turn (class `in-turn`), by their lemmas: `قال`, `أجاب`. */
export const takesTurns = (lemma: string): boolean => isWord('in-turn', foldKey(lemma));

/** Fifteen bits of a key's length and of four letters, from its first to its last. */
function shapeOf(key: string): number {
  const { length } = key;
  const letters =
    (key.charCodeAt(0) & 63) |
    ((key.charCodeAt(length >> 2) & 63) << 6) |
    ((key.charCodeAt(length >> 1) & 63) << 12) |
    ((key.charCodeAt(length - 1) & 63) << 18);
  return Math.imul(letters | (length << 24), 0x9e3779b1) >>> 17;
}

/** The classes of each key; those of `[class +ه]` are also of the words with possessive pronouns. */
function readClasses(): Map<string, GrammarClass[]> {
  const groups = new Map<string, GrammarClass[]>();
  for (const { heading, words } of sections(grammar, 'quotation-grammar.txt', /\s*\|\s*/)) {
    const group = heading.replace(' +ه', '');
    const forms = group === heading ? words : words.flatMap((word) => [word, ...possessed(word)]);
    for (const key of new Set(forms.map(foldKey))) addTo(groups, key, group as GrammarClass);
  }
  return groups;
}

interface Classes {
  words: WordColumns;
  /** Of the words of all classes: 1 for each shape. Of four keys of no class three fall through, at a tenth of the look-up's time. */
  shapes: Uint8Array;
  /** A line for each word: its classes, apart by blanks. */
  lines: readonly string[];
  /** The same, each made when it is first met. */
  lists: (readonly GrammarClass[] | null)[];
}

function layOut() {
  const groups = readClasses();
  const shapes = new Uint8Array(1 << 15);
  for (const key of groups.keys()) shapes[shapeOf(key)] = 1;
  return {
    ...layOutWords([...groups.keys()]),
    shapes,
    classes: [...groups.values()].map((list) => list.join(' ')).join('\n'),
  };
}

const grammarClasses = laid('quotations.grammar', layOut, ({ shapes, classes, ...words }): Classes => {
  const lines = classes.split('\n');
  return { words, shapes, lines, lists: new Array<readonly GrammarClass[] | null>(lines.length).fill(null) };
});

const NONE: readonly GrammarClass[] = [];

/** Half of all questions are about the key that was asked for last, for another class. */
let lastKey = '';
let lastClasses = NONE;

/** All closed classes to which `key` belongs. */
export function wordClasses(key: string): readonly GrammarClass[] {
  if (key === lastKey) return lastClasses;
  lastKey = key;
  lastClasses = lookUp(key);
  return lastClasses;
}

function lookUp(key: string): readonly GrammarClass[] {
  const { words, shapes, lines, lists } = grammarClasses();
  // a letter asked for behind the end would make all code that asks for letters here be compiled anew, and slower
  if (key.length === 0 || shapes[shapeOf(key)] === 0) return NONE;
  const number = numberOf(words, key);
  if (number < 0) return NONE;
  lists[number] ??= lines[number]!.split(' ') as GrammarClass[];
  return lists[number];
}
