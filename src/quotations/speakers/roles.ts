import { type Context, mentionsWithin, spanOf, trimRange } from '../context.ts';
import type { Referent } from './cast.ts';

/** An office is no longer, in tokens. */
const LONGEST = 14;

/** The office beside the name in a source: `وزير النقل` of `وزير النقل سالم الهدار`. */
export function addOffice(context: Context, referent: Referent, [first, last]: readonly [number, number]): void {
  if (referent.role !== null || referent.type !== 'PER') return;
  const place = referent.places.find(([begin]) => first <= begin && begin < last);
  if (!place) return;
  const [start, end] = place[0] > first ? trimRange(context, first, place[0]) : trimRange(context, place[1], last);
  if (start >= end || end - start > LONGEST) return;
  referent.role = spanOf(context, start, end).text;
  const organisation = mentionsWithin(context, start, end).find(({ type }) => type === 'ORG');
  if (organisation) referent.affiliation = organisation.entity.id;
}
