import type { Context, NameMention } from '../context.ts';
import { mentionBefore, mentionsWithin } from '../context.ts';
import { isWord } from '../words.ts';
import { bare } from './cast.ts';
import { isOutlet } from './outlets.ts';

/** How many tokens back `الصحيفة` looks for a name. */
const REACH = 3000;

/** Whom a noun phrase beside a quotation names: what the station of relays asks. */
export interface Speakers {
  /** The body or outlet that a noun phrase names. */
  peek(first: number, last: number): { name: string } | null;
  /** The outlet that `الصحيفة`, `للقناة` refers to: the last one before that has the noun in front, else the last outlet. */
  outletCalled(head: string, before: number): { name: string } | null;
}

export function speakersOf(context: Context): Speakers {
  const { tokens } = context;
  const outlet = (m: NameMention): boolean => m.type === 'ORG' && isOutlet(context, m.entity);
  /** The noun before a name, also before its opening mark: `صحيفة «…»`. */
  const headsOf = (first: number): string[] =>
    [tokens[first - 1], tokens[first - 2]]
      .filter((token) => token?.kind === 'word')
      .map((token) => bare(token!.key).replace(/^ل(?=.{3})/, ''));
  const outletCalled = (head: string, before: number): { name: string } | null =>
    (
      mentionBefore(context, before, REACH, (m) => outlet(m) && headsOf(m.first).includes(head)) ??
      mentionBefore(context, before, REACH, outlet)
    )?.entity ?? null;
  return {
    outletCalled,
    peek(first, last) {
      const named = mentionsWithin(context, first, Math.min(last, first + 4)).find((m) => m.type !== 'PER');
      if (named) return named.entity;
      const head = bare(tokens[first]?.key ?? '');
      return last === first + 1 && isWord('outlet', head) ? outletCalled(head, first) : null;
    },
  };
}

export type { Referent } from './cast.ts';
export type { Resolved } from './index.ts';
export { isOutlet } from './outlets.ts';
