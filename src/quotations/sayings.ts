/** What the stations of sources and speakers ask of a quotation or an attribution phrase: where it stands and which word reports it. */
import type { CueReading, Gender, GrammaticalNumber } from '../lexicon/index.ts';
import type { QuotationType } from '../model.ts';
import { closingBracket, firstFrom } from '../text/index.ts';
import type { AttributionSite } from './attributions/index.ts';
import { type Context, complementiser, readings } from './context.ts';
import { BIT, factsOf } from './facts.ts';
import { isWord } from './words.ts';

export const ROLES = ['verb', 'participle', 'noun', 'colon', 'phrase', 'none'] as const;
export type SayingRole = (typeof ROLES)[number];

export interface Saying {
  type: QuotationType | 'phrase';
  /** Token ranges of the content, in order; of an attribution phrase none. */
  pieces: readonly (readonly [number, number])[];
  /** First token of the content and the one after its last. */
  first: number;
  last: number;
  /** The reporting word, colon or head of a phrase; -1 where there is none. */
  cue: number;
  cueEnd: number;
  role: SayingRole;
  reading: CueReading | null;
  negated: boolean;
  relative: boolean;
  /** Cue, or where there is none the content's first token: where it stands among the others. */
  anchor: number;
  /** Where what leads to the content begins (complementiser, colon, mark), if that stands behind the cue; else the anchor. */
  lead: number;
  site: AttributionSite | null;
}

/** Whether a token stands in the words said. */
export function inContent({ pieces }: Saying, token: number): boolean {
  for (let i = 0; i < pieces.length; i++) if (pieces[i]![0] <= token && token < pieces[i]![1]) return true;
  return false;
}

/** `أقول`, `سألته`, `نرى`: the narrator's own verb. */
export const isFirstPerson = ({ role, reading }: Saying): boolean => role === 'verb' && reading?.form.person === 1;

/** `قيل إن`, `يُقال إن`: who speaks is left out. What is spelled like the active is read as that; `أشير إلى` may be `I point to`. */
export const isHearsay = (context: Context, { cue, role, reading }: Saying): boolean =>
  role === 'verb' &&
  reading?.form.kind === 'passive' &&
  readings(context, context.tokens[cue]).every(({ form }) => form.person !== 1);

/** Tokens of a content in which somebody is called. */
const CALLED = 6;

/** The tokens of a content's beginning behind `يا`, `أيها`. */
export function calledAt({ tokens }: Context, { first, last }: Saying): number[] {
  const called: number[] = [];
  for (let i = first; i < Math.min(last, first + CALLED) - 1; i++)
    if (isWord('vocative', tokens[i]!.key)) called.push(i + 1);
  return called;
}

/** Gender and number that the reporting word shows of who speaks: `مؤكدةً`, `قولهم`, `أضافت`. */
export function wanted({ reading, role, site }: Saying): { gender: Gender; number: GrammaticalNumber } {
  const pronoun = site?.pronoun ?? (role === 'noun' || role === 'phrase' ? reading?.suffix : undefined);
  if (pronoun === 'ها') return { gender: 'f', number: 'sg' };
  if (pronoun === 'هم') return { gender: null, number: 'pl' };
  if (pronoun === 'ه') return { gender: 'm', number: 'sg' };
  if (site) return { gender: site.gender, number: null };
  if (!reading || role === 'noun' || reading.form.person !== 3) return { gender: null, number: null };
  return { gender: reading.form.gender, number: reading.form.number };
}

/** A saying from its parts; what leads to the content is read from the text. */
export function saying(
  context: Context,
  parts: Pick<Saying, 'type' | 'pieces' | 'cue' | 'cueEnd' | 'role' | 'reading' | 'negated' | 'relative' | 'site'>,
): Saying {
  const { tokens } = context;
  const facts = factsOf(context);
  const { pieces, cue, site } = parts;
  const first = pieces[0]?.[0] ?? site?.first ?? cue;
  const last = pieces.at(-1)?.[1] ?? site?.last ?? cue + 1;
  const anchor = cue >= 0 ? cue : first;
  let lead = anchor;
  if (pieces.length > 0 && cue >= 0 && first > cue) {
    lead = first;
    const marks = BIT.quote | BIT.colon;
    // `: (…)`, `: {…}`
    if (lead > cue + 2 && closingBracket(tokens[lead - 1]!.form) && facts.has(lead - 2, 'colon')) lead--;
    while (lead > cue + 1 && facts.at(lead - 1) & marks) lead--;
    if (lead > cue + 1 && complementiser(tokens[lead - 1], true)) {
      lead--;
      if (lead > cue + 1 && facts.has(lead - 1, 'preposition')) lead--;
    }
  }
  return { first, last, anchor, lead, ...parts };
}

/** The token that ends behind an offset. */
export const tokenAt = ({ tokens }: Context, offset: number): number =>
  firstFrom(0, tokens.length, (i) => tokens[i]!.end > offset);

/** The tokens of a span of the text. */
export function tokensOf(context: Context, { start, end }: { start: number; end: number }): [number, number] {
  const first = tokenAt(context, start);
  let last = first;
  while (last < context.tokens.length && context.tokens[last]!.start < end) last++;
  return [first, Math.max(last, first + 1)];
}

/** The saying of an attribution phrase by itself. */
export const sayingOfPhrase = (context: Context, site: AttributionSite): Saying =>
  saying(context, {
    type: 'phrase',
    pieces: [],
    cue: site.first,
    cueEnd: site.first + 1,
    role: 'phrase',
    reading: null,
    negated: false,
    relative: false,
    site,
  });
