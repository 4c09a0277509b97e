/** Words that no name goes past: hard facts, whatever the tagger takes them for. */
import { askedOnce, defaultLexicon } from '../../lexicon/index.ts';
import { foldKey, isAllLetters } from '../../text/index.ts';
import abstractNouns from '../ar/abstract-nouns.txt';
import noSurnames from '../ar/no-surnames.txt';
import { wordsOf } from '../data.ts';
import { DEFINITE, GIVEN } from '../lists.ts';
import type { Scene } from '../scene.ts';
import { wordOf } from '../words.ts';

/** For each token, where a name that begins there ends at the latest (exclusive): any name, and a person's. */
export interface Ends {
  any: Int32Array;
  person: Int32Array;
}

export function endsOf(scene: Scene): Ends {
  const any = scene.limits.slice();
  const person = scene.limits.slice();
  for (const { first, last } of scene.index.sentences) {
    for (let t = last - 2; t >= first; t--) {
      if (boundsAt(scene, t + 1) === 0) {
        any[t] = any[t + 1]!;
        person[t] = person[t + 1]!;
        continue;
      }
      any[t] = isOutside(scene, t + 1) ? t + 1 : any[t + 1]!;
      person[t] = any[t] === t + 1 || endsPerson(scene, t + 1) ? t + 1 : person[t + 1]!;
    }
  }
  return { any, person };
}

/** What a word alone tells of a name that it begins, ends or stands in, as bits. */
export const BOUND = { before: 1, abstract: 2, ends: 4, alef: 8, particle: 16, letter: 32, stop: 64, code: 128 };

const noSurname = new Set(wordsOf(noSurnames).map(foldKey));
const abstract = new Set(wordsOf(abstractNouns).map(foldKey));

const boundsOfWord = askedOnce(({ form, key }): number => {
  let bounds = 0;
  if (form === '\u0623مام') bounds |= BOUND.before;
  if (abstract.has(key)) bounds |= BOUND.abstract;
  // `ياسين جابر | للنواب`, `زار ياسين جابر | المدينة`
  if ((key.startsWith('لل') && key.length >= 6) || noSurname.has(key) || isSaying(key, form)) bounds |= BOUND.ends;
  if (key.endsWith('ا')) bounds |= BOUND.alef;
  // `فإن الحسيني`, `وأن سالماً`: told by its hamza from names like `فان`
  if (form.length <= 3 && /^[وفبك]?[\u0623\u0625]ن$/.test(form)) bounds |= BOUND.particle;
  if (key.length === 1 && isAllLetters(key)) bounds |= BOUND.letter;
  if (form === '.') bounds |= BOUND.stop;
  if (/^[a-z_]/.test(form)) bounds |= BOUND.code;
  return bounds;
});

/** The bits of a token's word. */
export const boundsAt = ({ known }: Scene, t: number): number => boundsOfWord(known[t]!);

/** Words that no name has within it, nor begins with. */
export const isOutside = (scene: Scene, t: number): boolean => {
  const bounds = boundsAt(scene, t);
  if (bounds & BOUND.before && isBefore(scene, t)) return true;
  return (bounds & BOUND.abstract) !== 0 && isObject(scene, t);
};

/** Words with which no person's name goes on. */
const endsPerson = (scene: Scene, t: number): boolean =>
  (boundsAt(scene, t) & BOUND.ends) !== 0 || isCircumstance(scene, t);

/** `علي حسن | أمام القاضي`: told by its hamza from the name `إمام`, and by the noun behind it from `قال سالم أمام إن`. */
function isBefore({ tokens }: Scene, t: number): boolean {
  const key = tokens[t + 1]?.key ?? '';
  return key.length >= 4 && !key.startsWith('ان') && isAllLetters(key);
}

/** A definite word governs nothing: `وزارة الصحة | صحة الخبر`, `مصر للطيران | صحة الأنباء`; not `مديرية صحة الجيزة`. */
const isObject = ({ words }: Scene, t: number): boolean => ((words[t - 1]?.any ?? 0) & DEFINITE) !== 0;

const TANWIN = /\u064B\u0627?$|\u0627\u064B$/;

/** `سامي كريم | ضاحكاً`; `محمداً` is a given name in the accusative. */
export function isCircumstance(scene: Scene, t: number): boolean {
  if (!(boundsAt(scene, t) & BOUND.alef)) return false;
  const { start, end, key } = scene.tokens[t]!;
  if (!TANWIN.test(scene.index.text.slice(start, end))) return false;
  return !((wordOf(key).bare.flags | wordOf(key.slice(0, -1)).bare.flags) & GIVEN);
}

/** `حاتم علاء | فيرى`, `هند | بالقول`; not `جول فيري`, which only its key is like. */
function isSaying(key: string, form: string): boolean {
  if (key.endsWith('ي') && form.endsWith('ي')) return false;
  if (!/^(?:[وف][يت]|بال)./.test(key) || wordOf(key).bare.flags & GIVEN) return false;
  return defaultLexicon()
    .cueForms(key, key)
    .some(({ form: { kind }, proclitic, definite }) =>
      kind === 'imperfect' ? /^[وف]$/.test(proclitic) : definite && proclitic === 'ب',
    );
}
