import type { Evidence, TextSpan, Via } from '../model.ts';
import { addTo } from '../text/index.ts';
import type { AttributionSite } from './attributions/index.ts';
import { blocksOf } from './contents/choose.ts';
import type { Extent } from './contents/extents.ts';
import type { Content } from './contents/index.ts';
import type { Opening } from './contents/openings.ts';
import { type Context, countWords, sentenceAt } from './context.ts';
import type { CueSite } from './cues/index.ts';
import { type Saying, saying, tokensOf } from './sayings.ts';
import type { SourceSite } from './sources/index.ts';
import type { Resolved } from './speakers/turns.ts';

/** A quotation on its way: found, not yet given to a speaker. */
export interface Draft {
  extent: Extent;
  cue: CueSite | null;
  /** Tokens of the cue where it is no reporting word: a colon or an attribution phrase. */
  sign?: [number, number];
  opening: Opening | null;
  source: SourceSite | null;
  rule: string;
  attribution?: AttributionSite;
  /** The probability that its content is exact. */
  exact: number;
  /** Its cue stands inside the content of another. */
  nested: boolean;
  /** Token at which it takes its turn when speakers are resolved. */
  turn: number;
  resolved?: Resolved;
  via: Via[];
  medium: TextSpan | null;
  addressee: TextSpan | null;
  evidence: Evidence[];
}

/** A content with its sign; a phrase with the end that was chosen of those at its head. Who speaks is not told yet. */
export function draftOf(context: Context, content: Content, chosen: ReadonlyMap<number, AttributionSite>): Draft {
  const { cue, opening, extent, exact, evidence } = content;
  const { phrase } = cue;
  return {
    ...{ cue: cue.site, extent, opening, exact, evidence, turn: cue.token, rule: ruleOf(context, content) },
    ...{ source: null, nested: false, via: [], medium: null, addressee: null },
    ...(phrase && { sign: [phrase.first, phrase.last], attribution: chosen.get(phrase.first) ?? phrase }),
    ...(cue.kind === 'colon' && { sign: [cue.token, cue.token + 1] }),
  };
}

/** What found it, for `rule` of the result. */
function ruleOf(context: Context, { cue: { kind, site, token }, opening, extent }: Content): string {
  if (kind === 'phrase') return token < extent.first ? 'phrase/leading' : 'phrase/trailing';
  if (kind === 'colon') return isHeadline(context, token) ? 'colon/headline' : 'colon/name';
  if (!site) return 'mark/floating';
  return `${site.role}/${opening?.rule ?? (extent.fragments.length > 1 ? 'interrupted' : 'after-content')}`;
}

/** A short paragraph, or the first sentence: what stands before its colon is a headline's speaker. */
function isHeadline(context: Context, colon: number): boolean {
  const sentence = sentenceAt(context, colon);
  const paragraph = context.index.paragraphs[sentence.paragraph]!;
  return sentence.index === 0 || countWords(context.tokens, paragraph.first, paragraph.last) <= 28;
}

/** Tells which cues stand inside the content of another, in time that does not grow with the article. */
export function tellNested(drafts: readonly Draft[]): void {
  const near = new Map<number, Draft[]>();
  for (const item of drafts)
    for (const block of blocksOf(item.extent.first, item.extent.last)) addTo(near, block, item);
  for (const item of drafts)
    item.nested = (near.get(blocksOf(item.turn, item.turn)[0]!) ?? []).some(
      ({ extent, turn }) => turn < item.turn && extent.first <= item.turn && item.turn < extent.last,
    );
}

/** What reports a draft: of a phrase the head alone, as what follows names the source. */
function signOf({ cue, sign, attribution }: Draft): Pick<Saying, 'cue' | 'cueEnd' | 'role'> {
  if (attribution) return { cue: attribution.first, cueEnd: attribution.first + 1, role: 'phrase' };
  if (cue) return { cue: cue.token, cueEnd: cue.token + 1, role: cue.role };
  return sign ? { cue: sign[0], cueEnd: sign[1], role: 'colon' } : { cue: -1, cueEnd: -1, role: 'none' };
}

/** The saying of a draft. */
export function sayingOf(context: Context, draft: Draft): Saying {
  const { cue, attribution, extent } = draft;
  return saying(context, {
    type: extent.type,
    pieces: extent.fragments.map((fragment) => tokensOf(context, fragment)),
    ...signOf(draft),
    reading: cue?.reading ?? null,
    negated: cue?.negated ?? false,
    relative: cue?.relative ?? false,
    site: attribution ?? null,
  });
}
