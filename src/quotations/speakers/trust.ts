/** How far the likeliest speaker can be trusted: the probability that it is the right one, by a model of its own. */
import { Layout } from '../../learned/layout.ts';
import type { Context } from '../context.ts';
import { ROLES, type Saying } from '../sayings.ts';
import type { Referent } from './referents.ts';
import { type Ranked, type Sourced, type Turn, WAYS } from './turns.ts';

export const trustLayout = new Layout();
const T = {
  role: trustLayout.block('saying.role', ROLES),
  way: trustLayout.block('way', WAYS),
  ...trustLayout.scalars(
    'share rival lead candidates source source.probability person described spoke words chain voice.sentences',
    'rival.alike source.words',
  ),
};

/**
 * How sure it is that each voice is who it was taken for: `قال سامي` is as sure as the choice, `وأضاف` behind it no surer than
 * both together.
 */
export type Sureness = Map<Referent, number>;

export function noteSureness(sure: Sureness, referent: Referent | null, share: number, sourced: boolean): void {
  if (referent) sure.set(referent, sourced ? share : share * (sure.get(referent) ?? 1));
}

/** Turns that are gone through for the last one of a voice. */
const BACK = 24;

/** The row of a saying with its ranked candidates. */
export function describeTrust(
  context: Context,
  said: Saying,
  sourced: Sourced,
  ranked: readonly Ranked[],
  history: readonly Turn[],
  sure: Sureness,
): Float32Array {
  const row = trustLayout.row();
  const [best, next] = ranked;
  row[T.role + ROLES.indexOf(said.role)] = 1;
  row[T.source] = sourced.span ? 1 : 0;
  row[T['source.probability']] = sourced.probability;
  row[T.candidates] = ranked.length;
  if (!best) return row;
  const { referent } = best;
  row[T.way + WAYS.indexOf(best.way)] = 1;
  row[T.share] = best.share;
  row[T.rival] = next?.share ?? 0;
  row[T.lead] = best.share - (next?.share ?? 0);
  if (referent.type === 'PER') row[T.person] = 1;
  if (referent.type === 'described') row[T.described] = 1;
  row[T.spoke] = Math.min(5, referent.spoke.length);
  row[T.words] = referent.bare.length;
  row[T.chain] = best.share * (sourced.span ? 1 : (sure.get(referent) ?? 1));
  if (sourced.span) row[T['source.words']] = sourced.span[1] - sourced.span[0];
  if (next?.referent.bare.some((word) => referent.bare.includes(word))) row[T['rival.alike']] = 1;
  const turn = history.slice(-BACK).findLast((one) => one.referent === referent);
  if (turn) row[T['voice.sentences']] = context.sentenceOf[said.anchor]! - context.sentenceOf[turn.said.anchor]!;
  return row;
}
