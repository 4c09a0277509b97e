/** Words that no name goes past: hard facts, whatever the tagger takes them for. */
import { defaultLexicon } from '../../lexicon/index.ts';
import { foldKey } from '../../text/index.ts';
import { remembering } from '../../text/remember.ts';
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
      any[t] = isOutside(scene, t + 1) ? t + 1 : any[t + 1]!;
      person[t] = any[t] === t + 1 || endsPerson(scene, t + 1) ? t + 1 : person[t + 1]!;
    }
  }
  return { any, person };
}

/** Words that no name has within it, nor begins with. */
export const isOutside = (scene: Scene, t: number): boolean => isBefore(scene, t) || isObject(scene, t);

const noSurname = new Set(wordsOf(noSurnames).map(foldKey));

/** Words with which no person's name goes on: `ياسين جابر | للنواب`, `زار ياسين جابر | المدينة`. */
const endsPerson = (scene: Scene, t: number): boolean =>
  isCircumstance(scene, t) ||
  /^لل..../.test(scene.tokens[t]!.key) ||
  noSurname.has(scene.tokens[t]!.key) ||
  isSaying(scene, t);

/** `علي حسن | أمام القاضي`: told by its hamza from the name `إمام`, and by the noun behind it from `قال سالم أمام إن`. */
const isBefore = ({ tokens }: Scene, t: number): boolean =>
  /^\u0623مام$/.test(tokens[t]!.form) && /^(?!\u0627ن)\p{L}{4,}$/u.test(tokens[t + 1]?.key ?? '');

const abstract = new Set(wordsOf(abstractNouns).map(foldKey));

/** A definite word governs nothing: `وزارة الصحة | صحة الخبر`, `مصر للطيران | صحة الأنباء`; not `مديرية صحة الجيزة`. */
function isObject({ tokens, words }: Scene, t: number): boolean {
  if (!abstract.has(tokens[t]!.key)) return false;
  return words[t - 1]?.readings.some(({ flags }) => flags & DEFINITE) ?? false;
}

const TANWIN = /\u064B\u0627?$|\u0627\u064B$/;

/** `سامي كريم | ضاحكاً`; `محمداً` is a given name in the accusative. */
export function isCircumstance({ index, tokens }: Scene, t: number): boolean {
  const { start, end, key } = tokens[t]!;
  if (!key.endsWith('ا') || !TANWIN.test(index.text.slice(start, end))) return false;
  return !((wordOf(key).bare.flags | wordOf(key.slice(0, -1)).bare.flags) & GIVEN);
}

const tellsSaying = remembering(2_000, (key): boolean =>
  defaultLexicon()
    .cueForms(key, key)
    .some(({ form: { kind }, proclitic, definite }) =>
      kind === 'imperfect' ? /^[وف]$/.test(proclitic) : definite && proclitic === 'ب',
    ),
);

/** `حاتم علاء | فيرى`, `هند | بالقول`; not `جول فيري`, which only its key is like. */
const isSaying = ({ tokens }: Scene, t: number): boolean => {
  const { key, form } = tokens[t]!;
  if (key.endsWith('ي') && form.endsWith('ي')) return false;
  return /^(?:[وف][يت]|بال)./.test(key) && !(wordOf(key).bare.flags & GIVEN) && tellsSaying(key);
};
