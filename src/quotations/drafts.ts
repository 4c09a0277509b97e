import type { Evidence, TextSpan, Via } from '../model.ts';
import type { AttributionSite } from './attributions/index.ts';
import { contentExtent, type Extent, type Neighbours } from './contents/extents.ts';
import { isMasdarLike, type Opening } from './contents/openings.ts';
import { type Context, complementiser, isComma, isStop, mentionsWithin, sentenceAt } from './context.ts';
import { type CueSite, EVIDENTIAL } from './cues/index.ts';
import {
  antecedent,
  frontSubject,
  quotedThrough,
  relativeAgrees,
  type SourceSite,
  subjectAfter,
  subjectBefore,
} from './sources/index.ts';
import { nounPhraseEnd } from './sources/noun-phrases.ts';
import type { Resolved } from './speakers/speakers.ts';
import { isWord } from './words.ts';

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

/** One reporting word with its content and the noun phrase that speaks. */
export function draftOf(context: Context, site: CueSite, opening: Opening | null, near: Neighbours): Draft | null {
  if (!opening || isImpersonal(context, site, opening)) return null;
  if (site.negated && !/^(?:deny|believe|hope)$/.test(site.reading.form.lemma.stance)) return null;
  const extent = contentExtent(context, site, opening, near);
  if (!extent) return null;
  let source: SourceSite | null = null;
  let relay: [number, number] | null = null;
  let relayVerb: number | undefined;
  if (site.role === 'verb') {
    // `وكان نتنياهو قد وصف النظام بأنه`: the subject stands before the auxiliary, what follows is the object
    const before = site.relative ? null : frontSubject(context, site);
    source = site.reading.suffix ? null : (before ?? subjectAfter(context, site.token, opening.gapEnd));
    // `جاء في التقرير أن`: the document speaks
    source ??= documentIn(context, site, opening);
    if (source && !agreesWithVerb(context, source, site, opening)) source = null;
    const phrase = near.phraseEndingAt.get(site.token);
    if (phrase?.subject) source ??= { first: phrase.subject[0], last: phrase.subject[1], side: 'before' };
    if (site.relative) source ??= relativeAgrees(context, site) ? antecedent(context, site.token - 1) : null;
    else source ??= subjectBefore(context, site.token);
    // `الأزمة أظهرت أن`, `تداول المقطع ينفي أن`: a fact shows it, nobody says it
    if (source && EVIDENTIAL.test(site.reading.form.lemma.lemma) && isFact(context, source)) return null;
    const spoken = relayedBy(context, site, opening);
    if (spoken) {
      relay = source ? [source.first, source.last] : null;
      source = spoken;
    }
  } else if (site.role === 'noun') {
    const through = quotedThrough(context, site.token);
    if (through) {
      source = through.source.first < through.source.last ? through.source : null;
      relay = through.relay;
      relayVerb = through.verb;
    } else if (!site.reading.suffix && opening.gapEnd > site.token + 1) {
      const end = nounPhraseEnd(context, site.token + 1, opening.gapEnd);
      if (end > site.token + 1) source = { first: site.token + 1, last: end, side: 'before' };
    }
    if (
      !through &&
      !site.reading.suffix &&
      !site.reading.definite &&
      !source &&
      opening.kind !== 'mark' &&
      opening.kind !== 'clause'
    )
      return null;
  }
  return draft({
    extent,
    cue: site,
    opening,
    source,
    rule: `${site.role}/${opening.rule}`,
    turn: site.token,
    relay,
    ...(relayVerb !== undefined && { relayVerb }),
  });
}

/** A subject that is an event or a thing: a masdar or abstract noun without a name in it, no document and no body. */
function isFact(context: Context, { first, last }: SourceSite): boolean {
  const token = context.tokens[first]!;
  if (context.mentionAt[first] || mentionsWithin(context, first, last).some((m) => m.type === 'PER')) return false;
  const { lexicon, tokens } = context;
  if (
    lexicon.match('source', tokens, first) ||
    lexicon.match('role', tokens, first) ||
    lexicon.match('outlet', tokens, first)
  )
    return false;
  const key = token.key.replace(/^ال/, '');
  return isWord('abstract', key) || isWord('fact', key) || isMasdarLike(token.form.replace(/^ال/, ''));
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

/** `يُذكر أن`, `من المقرر أن`, `تجدر الإشارة إلى أن`, `يبدو أن`: nobody's words. */
function isImpersonal(context: Context, site: CueSite, opening: Opening): boolean {
  const { tokens } = context;
  const token = tokens[site.token]!;
  const before = tokens[site.token - 1]?.key ?? '';
  const beforeTwo = tokens[site.token - 2]?.key ?? '';
  const gap = opening.gapEnd - site.token - 1;
  if (site.role === 'verb') {
    if (
      /^[وف]?(?:يذكر|يشار|يلاحظ|يعتقد|يفترض|يرجح|يتوقع|يجدر|تجدر|يعرف|يعلم|يقال|ينتظر|يفهم|يستفاد|يستشف|ينظر|يخشي)$/.test(
        token.key,
      ) &&
      gap <= 1 &&
      opening.kind === 'clause'
    ) {
      return (
        site.reading.form.kind === 'passive' ||
        !/^(?:يعتقد|يرجح|يتوقع|يعرف|يعلم|يلاحظ|يخشي)$/.test(token.key.replace(/^[وف](?=ي)/, '')) ||
        (subjectBefore(context, site.token) === null &&
          (site.reading.proclitic === '' || sentenceAt(context, site.token).first === site.token || site.relative))
      );
    }
    return false;
  }
  if (site.role === 'noun') {
    if (
      !site.reading.suffix &&
      (/^(?:تجدر|يجدر|وتجدر|جدير|الجدير|حري|جديره|يمكن|مع|دون|بهدف|اجل)$/.test(before) ||
        (/^(?:عن|بعد|قبل|من|في)$/.test(before) &&
          /^(?:أشار|ذكر|ذكر|علم|لاحظ|إشارة)$/.test(site.reading.form.lemma.lemma)))
    )
      return true;
    if (beforeTwo === 'جدير') return true;
    if (before === 'علي') return false;
    return !site.reading.suffix &&
      gap === 0 &&
      !site.reading.definite &&
      site.reading.proclitic === '' &&
      opening.kind !== 'colon' &&
      before !== '' &&
      !isComma(tokens[site.token - 1])
      ? isWord('governor', before)
      : false;
  }
  return false;
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
