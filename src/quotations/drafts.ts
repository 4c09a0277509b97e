import type { Evidence, TextSpan, Via } from '../model.ts';
import type { AttributionSite } from './attributions/index.ts';
import type { Extent, Neighbours } from './contents/extents.ts';
import type { Content } from './contents/index.ts';
import type { Opening } from './contents/openings.ts';
import {
  type Context,
  complementiser,
  countWords,
  isComma,
  isDash,
  isStop,
  mentionsWithin,
  sentenceAt,
} from './context.ts';
import type { CueSite } from './cues/index.ts';
import {
  antecedent,
  frontSubject,
  quotedThrough,
  relativeAgrees,
  type SourceSite,
  subjectAfter,
  subjectBefore,
} from './sources/index.ts';
import { isTitle, nounPhraseEnd } from './sources/noun-phrases.ts';
import type { Resolved } from './speakers/speakers.ts';
import { isWord, isWordAfterConjunction } from './words.ts';

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
  /** Probabilities: it is a quotation; and its content is exact. */
  found: number;
  exact: number;
  /** Its cue stands inside the content of another. */
  nested: boolean;
  /** Token at which it takes its turn when speakers are resolved. */
  turn: number;
  relay?: [number, number] | null;
  /** Token of the relaying verb before `قوله`. */
  relayVerb?: number;
  resolved?: Resolved;
  via: Via[];
  medium: TextSpan | null;
  addressee: TextSpan | null;
  evidence: Evidence[];
}

export const draft = (parts: Partial<Draft> & Pick<Draft, 'extent' | 'rule' | 'turn'>): Draft => ({
  cue: null,
  opening: null,
  source: null,
  found: 1,
  exact: 1,
  nested: false,
  via: [],
  medium: null,
  addressee: null,
  evidence: [],
  ...parts,
});

export function clauseStop(context: Context, from: number): number {
  const { tokens } = context;
  const last = sentenceAt(context, from).last;
  let i = from + 1;
  while (i < last && !isComma(tokens[i]) && !isStop(tokens[i]) && tokens[i]!.kind !== 'quote') i++;
  return i;
}

/** A content with the noun phrase that speaks. */
export function draftOf(context: Context, content: Content, near: Neighbours): Draft {
  const { cue, opening, extent, found, exact, evidence } = content;
  const common = { extent, opening, found, exact, evidence };
  if (cue.phrase)
    return draft({
      ...common,
      sign: [cue.phrase.first, cue.phrase.last],
      source: sourceOfPhrase(cue.phrase),
      attribution: cue.phrase,
      rule: cue.token < extent.first ? 'phrase/leading' : 'phrase/trailing',
      turn: cue.token,
    });
  if (cue.kind === 'colon') {
    const source = colonSource(context, cue.token);
    const rule = isHeadline(context, cue.token) ? 'colon/headline' : 'colon/name';
    return draft({ ...common, sign: [cue.token, cue.token + 1], source, rule, turn: source?.first ?? cue.token });
  }
  const { site } = cue;
  if (!site) return draft({ ...common, rule: 'mark/floating', turn: cue.token });
  const said = opening ? sourceOf(context, site, opening, near) : sourceAfterContent(context, site);
  const rule = opening ? opening.rule : extent.fragments.length > 1 ? 'interrupted' : 'after-content';
  return draft({ ...common, cue: site, ...said, rule: `${site.role}/${rule}`, turn: site.token });
}

type Said = Pick<Draft, 'source'> & Partial<Pick<Draft, 'relay' | 'relayVerb'>>;

/** `«…»، يقول فلان`: the subject after the verb. */
const sourceAfterContent = (context: Context, site: CueSite): Said => ({
  source: site.role === 'verb' ? subjectAfter(context, site.token, clauseStop(context, site.token)) : null,
});

/** The noun phrase that speaks, before or after the reporting word, and who relays it. */
function sourceOf(context: Context, site: CueSite, opening: Opening, near: Neighbours): Said {
  if (site.role === 'verb') {
    // `وكان نتنياهو قد وصف النظام بأنه`: the subject stands before the auxiliary, what follows is the object
    const before = site.relative ? null : frontSubject(context, site);
    let source = site.reading.suffix ? null : (before ?? subjectAfter(context, site.token, opening.gapEnd));
    // `جاء في التقرير أن`: the document speaks
    source ??= documentIn(context, site, opening);
    if (source && !agreesWithVerb(context, source, site, opening)) source = null;
    const phrase = near.phraseEndingAt.get(site.token);
    if (phrase?.subject) source ??= { first: phrase.subject[0], last: phrase.subject[1], side: 'before' };
    if (site.relative) source ??= relativeAgrees(context, site) ? antecedent(context, site.token - 1) : null;
    else source ??= subjectBefore(context, site.token);
    const spoken = relayedBy(context, site, opening);
    return spoken ? { source: spoken, relay: source ? [source.first, source.last] : null } : { source };
  }
  if (site.role !== 'noun') return { source: null };
  const through = quotedThrough(context, site.token);
  if (through) {
    const source = through.source.first < through.source.last ? through.source : null;
    return { source, relay: through.relay, relayVerb: through.verb };
  }
  if (site.reading.suffix || opening.gapEnd <= site.token + 1) return { source: null };
  const end = nounPhraseEnd(context, site.token + 1, opening.gapEnd);
  return { source: end > site.token + 1 ? { first: site.token + 1, last: end, side: 'before' } : null };
}

const sourceOfPhrase = (site: AttributionSite): SourceSite | null =>
  site.subject && !site.relays ? { first: site.subject[0], last: site.subject[1], side: 'before' } : null;

/** A short paragraph, or the first sentence: what stands before its colon is a headline's speaker. */
function isHeadline(context: Context, colon: number): boolean {
  const sentence = sentenceAt(context, colon);
  const paragraph = context.index.paragraphs[sentence.paragraph]!;
  return sentence.index === 0 || countWords(context.tokens, paragraph.first, paragraph.last) <= 28;
}

/** The name or description before a colon: `أردوغان: “…”`, `مسؤول سابق في البنتاغون: …`. */
function colonSource(context: Context, colon: number): SourceSite | null {
  const { tokens } = context;
  const sentence = sentenceAt(context, colon);
  let first = sentence.first;
  for (let i = colon - 1; i >= sentence.first; i--) {
    if (
      isStop(tokens[i]) ||
      tokens[i]!.form === '..' ||
      tokens[i]!.form === '|' ||
      isDash(tokens[i]) ||
      isComma(tokens[i])
    ) {
      first = i + 1;
      break;
    }
  }
  if (first >= colon || colon - first > 14) return null;
  while (first < colon && isWordAfterConjunction('same', tokens[first]!.key)) first++;
  if (first >= colon) return null;
  const token = tokens[first]!;
  const end = nounPhraseEnd(context, first, colon);
  if (end < colon && tokens[colon - 1]?.kind !== 'quote' && tokens[colon - 1]?.form !== ')') return null;
  const mention = context.mentionAt[first];
  const named = mentionsWithin(context, first, colon).some((m) => m.type === 'PER');
  const titled = isTitle(context, token.key) || isWord('unnamed', token.key);
  if (named || titled || (mention && mention.type === 'ORG')) return { first, last: colon, side: 'colon' };
  return null;
}

/** `جاء في البيان: «…»`, `ورد في التقرير أن`: the noun after في is what speaks. */
function documentIn(context: Context, site: CueSite, opening: Opening): SourceSite | null {
  if (!/^(?:جاء|ورد)$/.test(site.reading.form.lemma.lemma) || context.tokens[site.token + 1]?.key !== 'في') return null;
  const last = nounPhraseEnd(context, site.token + 2, opening.gapEnd);
  return last > site.token + 2 ? { first: site.token + 2, last, side: 'before' } : null;
}

/** `نقلت الوكالة عن مصدر أن`, `ذكرت الصحيفة نقلاً عن مصدر أن`: who is behind the relaying verb. */
function relayedBy(context: Context, site: CueSite, opening: Opening): SourceSite | null {
  const { tokens } = context;
  const relays = /^(?:نقل|حكى|روى)$/.test(site.reading.form.lemma.lemma);
  for (let i = site.token + 1; i < opening.gapEnd; i++) {
    if (tokens[i]!.key !== 'عن') continue;
    if (!relays && tokens[i - 1]!.key !== 'نقلا') continue;
    const last = nounPhraseEnd(context, i + 1, opening.gapEnd);
    return last > i + 1 ? { first: i + 1, last, side: 'before' } : null;
  }
  return null;
}

const MASCULINE_IN_TA = new Set(
  'قراصنه اساتذه طلبه ساده قاده مغاربه صهاينه قضاه دعاه ورثه ساسه عمله باعه خليفه علامه نابغه حمزه معاويه اسامه طلحه عمده رحاله داعيه طاغيه جماعه'.split(
    ' ',
  ),
);

/** A verb before its subject has its gender: `ووصف غزة بأنها` and `قالت المصادر`; a noun of the other gender is no subject. */
function agreesWithVerb(context: Context, source: SourceSite, site: CueSite, opening: Opening): boolean {
  const { gender } = site.reading.form;
  if (!gender || site.reading.form.kind === 'passive') return true;
  const token = context.tokens[source.first]!;
  const mention = context.mentionAt[source.first];
  if (mention?.first === source.first && mention.type === 'LOC') {
    const pronoun = complementiser(context.tokens[opening.at])?.pronoun;
    return !(gender === 'm' && pronoun === 'ها');
  }
  if (mention) return true;
  const key = token.key.replace(/^ال/, '');
  const feminine = key.endsWith('ه') && token.form.endsWith('ة') && !MASCULINE_IN_TA.has(key);
  if (gender === 'm' && feminine) return false;
  return true;
}

/** Finds the drafts whose content covers a token, in time that does not grow with the article. */
export interface DraftIndex {
  /** Drafts whose content covers the token. */
  at(token: number): Draft[];
  /** Drafts whose cue or sign stands in the tokens. */
  turnsIn(first: number, last: number): Draft[];
  add(draft: Draft): void;
}

const BLOCK = 64;

export function draftIndex(drafts: readonly Draft[]): DraftIndex {
  const contents = new Map<number, Draft[]>();
  const turns = new Map<number, Draft[]>();
  const file = (map: Map<number, Draft[]>, block: number, item: Draft): void => {
    const list = map.get(block);
    if (list) list.push(item);
    else map.set(block, [item]);
  };
  const add = (item: Draft): void => {
    for (let b = Math.floor(item.extent.first / BLOCK); b <= Math.floor(item.extent.last / BLOCK); b++)
      file(contents, b, item);
    file(turns, Math.floor(item.turn / BLOCK), item);
  };
  for (const item of drafts) add(item);
  return {
    add,
    at: (token) =>
      (contents.get(Math.floor(token / BLOCK)) ?? []).filter((d) => d.extent.first <= token && token < d.extent.last),
    turnsIn(first, last) {
      const found: Draft[] = [];
      for (let b = Math.floor(first / BLOCK); b <= Math.floor(last / BLOCK); b++) {
        for (const item of turns.get(b) ?? []) if (item.turn >= first && item.turn < last) found.push(item);
      }
      return found;
    },
  };
}
