/** How far the likeliest speaker can be trusted: the probability that it is the right one, by a model of its own. */
import { Layout } from '../../learned/layout.ts';
import { ROLES, type Saying, wanted } from '../sayings.ts';
import { type Sourced, WAYS } from './candidates.ts';
import type { Ranked } from './rank.ts';

export const trustLayout = new Layout();
const T = {
  role: trustLayout.block('saying.role', ROLES),
  way: trustLayout.block('way', WAYS),
  ...trustLayout.scalars(
    'share',
    'rival',
    'lead',
    'candidates',
    'source',
    'source.probability',
    'person',
    'described',
    'spoke',
    'agrees',
    'words',
  ),
};

/** The row of a saying with its ranked candidates. */
export function describeTrust(said: Saying, sourced: Sourced, ranked: readonly Ranked[]): Float32Array {
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
  const { gender } = wanted(said);
  if (gender) row[T.agrees] = Math.sign(referent.votes[gender] - referent.votes[gender === 'm' ? 'f' : 'm']);
  return row;
}
