/** What stations that choose among candidate spans have in common: what stands beside a span, and asking a model. */
import type { Features } from '../learned/features.ts';
import { type Forest, logistic, rowOf, scoreOf } from '../learned/trees.ts';
import { type Context, complementiser, isColon, isComma, isDash, isStop } from './context.ts';
import { isDefinite, isFiniteCue, isPreposition, isTitle } from './sources/noun-phrases.ts';
import { isWord } from './words.ts';

/** Tokens: first, and behind the last. */
export type TokenRange = readonly [number, number];

/** A word without its article, also behind a clitic. */
export const bare = (key: string): string => key.replace(/^(?:ال|لل|و?ال|[بل]ال)(?=.{2})/, '');

/** What no noun phrase runs across. */
export function isWall(context: Context, i: number): boolean {
  const token = context.tokens[i];
  return (
    token === undefined ||
    isStop(token) ||
    isColon(token) ||
    complementiser(token, true) !== null ||
    (isWord('relative', token.key) && token.key !== 'من') ||
    isFiniteCue(context, i) ||
    isWord('auxiliary', token.key)
  );
}

/** What stands beside a candidate. */
export function neighbour(context: Context, i: number, name: string, to: Features): void {
  const token = context.tokens[i];
  if (!token) {
    to.of(name, 'none');
    return;
  }
  const mention = context.mentionAt[i];
  if (mention) to.of(name, mention.type);
  if (isComma(token)) to.of(name, 'comma');
  else if (isStop(token)) to.of(name, 'stop');
  else if (isColon(token)) to.of(name, 'colon');
  else if (isDash(token)) to.of(name, 'dash');
  else if (token.kind !== 'word') to.of(name, token.kind);
  else if (complementiser(token, true)) to.of(name, 'complementiser');
  else if (isWord('relative', token.key)) to.of(name, 'relative');
  else if (isPreposition(token.key)) {
    to.of(name, 'preposition');
    to.of(`${name}.word`, token.key);
  } else if (isFiniteCue(context, i)) to.of(name, 'cue');
  else if (isWord('auxiliary', token.key)) to.of(name, 'auxiliary');
  else if (isWord('time', token.key)) to.of(name, 'time');
  else {
    to.of(name, isDefinite(token.key) ? 'definite' : 'word');
    if (/^ل/.test(token.key)) to.of(name, 'li');
    if (/^ب/.test(token.key)) to.of(name, 'bi');
    if (/^و/.test(token.key)) to.of(name, 'wa');
    if (/^[يت]/.test(token.key)) to.of(name, 'inflected');
    if (isTitle(context, token.key)) to.of(name, 'title');
    if (/ي[ةه]?$/.test(token.key)) to.of(name, 'nisba');
  }
}

/** A candidate with its probability. */
export interface Rated<T> {
  one: T;
  p: number;
}

/** Every candidate with what the model says of it; nothing where there is no model. */
export function rated<T>(
  model: Forest | undefined,
  candidates: readonly T[],
  describe: (one: T, to: Features) => void,
): Rated<T>[] {
  if (!model || candidates.length === 0) return [];
  const row = rowOf(model);
  return candidates.map((one) => {
    describe(one, row.clear());
    return { one, p: logistic(scoreOf(model, row.values)) };
  });
}

export const likeliest = <T>(list: readonly Rated<T>[]): Rated<T> | null =>
  list.reduce<Rated<T> | null>((best, one) => (best && best.p >= one.p ? best : one), null);
