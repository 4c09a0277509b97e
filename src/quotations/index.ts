import type { Lexicon } from '../lexicon/index.ts';
import type { Attribution, Evidence, Quotation, Resolution, Speaker, Stance, TextSpan, Via } from '../model.ts';
import type { TextIndex } from '../text/index.ts';
import { type AttributionSite, findAttributions, isTrailing } from './attributions.ts';
import { confidenceOf } from './confidence.ts';
import {
  buildContext,
  type Context,
  complementiser,
  countWords,
  isColon,
  isComma,
  isDash,
  isStop,
  type NameMention,
  pairEnd,
  sentenceAt,
  spanOf,
  trimRange,
} from './context.ts';
import { type CueSite, findCues } from './cues.ts';
import { clauseEnd, contentExtent, type Extent, hasSpeakingPair, type Neighbours } from './extents.ts';
import { isTitle, nounPhraseEnd } from './noun-phrases.ts';
import { type Opening, openContent } from './openings.ts';
import { describeRelays } from './relays.ts';
import { antecedent, quotedThrough, relativeAgrees, type SourceSite, subjectAfter, subjectBefore } from './sources.ts';
import { type Agreement, createSpeakers, isOutlet, type Referent, type Resolved, type Speakers } from './speakers.ts';
import { isWord, isWordAfterConjunction } from './words.ts';

export type { NameMention } from './context.ts';

export interface QuotationResult {
  quotations: Quotation[];
  speakers: Speaker[];
  attributions: Attribution[];
}

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
  /** Token at which it takes its turn when speakers are resolved. */
  turn: number;
  relay?: [number, number] | null;
  resolved?: Resolved;
  via: Via[];
  medium: TextSpan | null;
  addressee: TextSpan | null;
  evidence: Evidence[];
}

export interface QuotationOptions {
  explain?: boolean;
  /** Last token of the headline, where it is known. */
  titleEnd?: number;
}

/** Quotations, their speakers and the attribution phrases of an article. */
export function findQuotations(
  index: TextIndex,
  mentions: readonly NameMention[],
  lexicon: Lexicon,
  options: QuotationOptions = {},
): QuotationResult {
  const context = buildContext(index, mentions, lexicon);
  const sites = findCues(context);
  const cues = new Map(sites.map((site) => [site.token, site]));
  endUnclosedPairs(context, cues);
  const openings = new Map<number, Opening | null>();
  const phraseEnd = new Map(findAttributions(context, cues, null).map((site) => [site.first, site.last]));
  const inPhraseEarly = (token: number): boolean =>
    [...phraseEnd].some(([first, last]) => first < token && token < last);
  for (const site of sites)
    openings.set(site.token, inPhraseEarly(site.token) ? null : openContent(context, site, cues, phraseEnd));
  const attributions = findAttributions(context, cues, openings);
  const inPhrase = new Set(attributions.flatMap((a) => (a.verb === null ? [] : [a.verb])));
  const near: Neighbours = { cues, openings, attributions };
  const drafts: Draft[] = [];
  const claimed = new Set<number>();
  for (const site of sites) {
    if (inPhrase.has(site.token)) continue;
    const draft = draftOf(context, site, openings.get(site.token) ?? null, near);
    if (!draft) continue;
    drafts.push(draft);
    if (draft.extent.pair) claimed.add(draft.extent.pair.open);
  }
  drafts.push(...unclaimedPairs(context, near, drafts, claimed));
  drafts.push(...headlines(context, drafts));
  drafts.push(...phraseQuotations(context, near, drafts));
  const kept = dropIdleVoices(dropDoubles(drafts));
  return resolveAll(context, kept, near, options);
}

/** A mark that is never closed ends before the next reporting word: `قال: «هناك طائرة وصلت، مبيناً أن …`. */
function endUnclosedPairs(context: Context, cues: ReadonlyMap<number, CueSite>): void {
  const { tokens } = context;
  for (const pair of context.index.marks) {
    if (pair.close !== null) continue;
    const end = pairEnd(pair, tokens);
    for (let i = pair.open + 3; i < end; i++) {
      const cue = cues.get(i);
      const state = cue?.role === 'participle' && isComma(tokens[i - 1]);
      const verb =
        cue?.role === 'verb' && /^و/.test(cue.reading.proclitic) && (isComma(tokens[i - 1]) || isStop(tokens[i - 1]));
      if (!state && !verb) continue;
      const shorter = { ...pair, end: tokens[i - 2]!.end };
      context.pairOpenedAt.set(pair.open, shorter);
      for (let k = i - 1; k < end; k++) if (context.insideOf[k] === pair) context.insideOf[k] = undefined;
      break;
    }
  }
}

const draft = (parts: Partial<Draft> & Pick<Draft, 'extent' | 'rule' | 'turn'>): Draft => ({
  cue: null,
  opening: null,
  source: null,
  via: [],
  medium: null,
  addressee: null,
  evidence: [],
  ...parts,
});

/** One reporting word with its content and the noun phrase that speaks. */
function draftOf(context: Context, site: CueSite, opening: Opening | null, near: Neighbours): Draft | null {
  if (!opening || isImpersonal(context, site, opening)) return null;
  if (site.negated && !/^(?:deny|believe|hope)$/.test(site.reading.form.lemma.stance)) return null;
  const extent = contentExtent(context, site, opening, near);
  if (!extent) return null;
  let source: SourceSite | null = null;
  let relay: [number, number] | null = null;
  if (site.role === 'verb') {
    source = site.reading.suffix ? null : subjectAfter(context, site.token, opening.gapEnd);
    if (source && !agreesWithVerb(context, source, site, opening)) source = null;
    const phrase = near.attributions.find((a) => a.last === site.token && a.subject);
    if (phrase?.subject) source ??= { first: phrase.subject[0], last: phrase.subject[1], side: 'before' };
    if (site.relative) source ??= relativeAgrees(context, site) ? antecedent(context, site.token - 1) : null;
    else source ??= subjectBefore(context, site.token);
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
  return draft({ extent, cue: site, opening, source, rule: `${site.role}/${opening.rule}`, turn: site.token, relay });
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
  'قراصنه اساتذه طلبه ساده قاده مغاربه صهاينه قضاه دعاه ورثه ساسه عمله باعه خليفه علامه نابغه حمزه معاويه اسامه طلحه جماعه'.split(
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
  void isTitle;
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
        (subjectBefore(context, site.token) === null && startsSentence(context, site.token))
      );
    }
    return false;
  }
  if (site.role === 'noun') {
    if (
      /^(?:تجدر|يجدر|وتجدر|جدير|الجدير|حري|جديره|يمكن|مع|علي|عن|بعد|قبل|من|في|دون|بهدف|اجل)$/.test(before) &&
      !site.reading.suffix
    )
      return true;
    if (before === 'من' || beforeTwo === 'جدير') return true;
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

function startsSentence(context: Context, token: number): boolean {
  return sentenceAt(context, token).first === token;
}

/** Pairs of marks that no cue claimed: a colon before (`أردوغان: “…”`), a verb after (`“…”، يقول فلان`), or a sentence of their own. */
function unclaimedPairs(
  context: Context,
  near: Neighbours,
  drafts: readonly Draft[],
  claimed: ReadonlySet<number>,
): Draft[] {
  const { tokens } = context;
  const found: Draft[] = [];
  const inside = (at: number): boolean => drafts.some((d) => d.extent.first <= at && at < d.extent.last);
  for (const pair of context.index.marks) {
    if (pair.depth > 0 || claimed.has(pair.open) || inside(pair.open + 1)) continue;
    const end = pairEnd(pair, tokens);
    const words = countWords(tokens, pair.open + 1, end);
    if (words < 3) continue;
    const extent: Extent = {
      type: 'direct',
      fragments: pair.fragments
        ? pair.fragments.map(({ start, end: stop }) => ({ start, end: stop }))
        : [{ start: pair.start, end: pair.end }],
      first: pair.open + 1,
      last: end,
      pair,
    };
    const postposed = verbAfterPair(context, end + 1, near);
    if (postposed && words >= 3) {
      const source = subjectAfter(context, postposed.token, clauseStop(context, postposed.token));
      const opening = near.openings.get(postposed.token);
      const again = drafts.find((d) => d.cue?.token === postposed.token);
      if (again && opening?.kind === 'mark' && opening.pair) {
        again.extent = {
          ...again.extent,
          fragments: [...extent.fragments, ...again.extent.fragments],
          first: extent.first,
        };
        again.rule = 'verb/interrupted';
        continue;
      }
      if (!again) {
        found.push(draft({ extent, cue: postposed, source, rule: 'verb/after-mark', turn: postposed.token }));
        continue;
      }
    }
    const colon = pair.open - 1;
    if (isColon(tokens[colon])) {
      const source = colonSource(context, colon);
      if (source) {
        found.push(draft({ extent, sign: [colon, colon + 1], source, rule: 'colon/name', turn: source.first }));
        continue;
      }
    }
    if (words >= 7 && isSentenceOfItsOwn(context, pair.open, end)) {
      found.push(draft({ extent, rule: 'mark/floating', turn: pair.open }));
    }
  }
  return found;
}

/** `“…”، يقول فلان`, `“…” أكد الوزير`: a verb without a conjunction right after the closing mark, without content of its own. */
function verbAfterPair(context: Context, from: number, near: Neighbours): CueSite | null {
  const { tokens } = context;
  let i = from;
  while (isComma(tokens[i]) || isDash(tokens[i])) i++;
  const cue =
    near.cues.get(i) ?? (tokens[i]?.key === 'هكذا' || tokens[i]?.key === 'هذا' ? near.cues.get(i + 1) : undefined);
  if (!cue || cue.role !== 'verb' || cue.reading.proclitic) return null;
  const opening = near.openings.get(cue.token);
  return !opening || opening.kind === 'mark' || opening.kind === 'nominal' ? cue : null;
}

export function clauseStop(context: Context, from: number): number {
  const { tokens } = context;
  const last = sentenceAt(context, from).last;
  let i = from + 1;
  while (i < last && !isComma(tokens[i]) && !isStop(tokens[i]) && tokens[i]!.kind !== 'quote') i++;
  return i;
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
  const named = context.mentions.some((m) => m.type === 'PER' && m.first >= first && m.last <= colon);
  const titled = isTitle(token.key) || isWord('unnamed', token.key);
  if (named || titled || (mention && mention.type === 'ORG')) return { first, last: colon, side: 'colon' };
  return null;
}

function isSentenceOfItsOwn(context: Context, open: number, end: number): boolean {
  const { tokens } = context;
  const sentence = sentenceAt(context, open);
  const starts = sentence.first === open || (sentence.first === open - 1 && isDash(tokens[open - 1]));
  const after = tokens[end + 1];
  return starts && (after === undefined || isStop(after) || end + 1 >= sentence.last);
}

/** `الجبير: الأسد فقد شرعيته`: a headline or crosshead with a colon after the one who speaks. */
function headlines(context: Context, drafts: readonly Draft[]): Draft[] {
  const { tokens } = context;
  const found: Draft[] = [];
  for (const sentence of context.sentences) {
    const paragraph = context.index.paragraphs[sentence.paragraph]!;
    const short = countWords(tokens, paragraph.first, paragraph.last) <= 28;
    const isFirst = sentence.index === 0;
    if (!short && !isFirst) continue;
    if (sentence.last - sentence.first > 40) continue;
    for (let i = sentence.first + 1; i < sentence.last - 2; i++) {
      if (!isColon(tokens[i])) continue;
      if (
        drafts.some((d) => d.extent.first <= i && i < d.extent.last) ||
        drafts.some(
          (d) => d.opening?.at === i || (d.cue && d.cue.token < i && d.extent.first > i && d.turn >= sentence.first),
        )
      )
        break;
      const source = colonSource(context, i);
      if (!source) break;
      let content = i + 1;
      const pair = context.pairOpenedAt.get(content);
      let last = sentence.last;
      if (pair && pairEnd(pair, tokens) + 1 >= last - 1) {
        if (!drafts.some((d) => d.extent.pair === pair)) {
          const end = pairEnd(pair, tokens);
          found.push(
            draft({
              extent: {
                type: 'direct',
                fragments: [{ start: pair.start, end: pair.end }],
                first: content + 1,
                last: end,
                pair,
              },
              sign: [i, i + 1],
              source,
              rule: 'colon/headline',
              turn: source.first,
            }),
          );
        }
        break;
      }
      const comp = complementiser(tokens[content]);
      if (comp && !comp.conjunction) content++;
      [content, last] = trimRange(context, content, last);
      if (pair && content === pair.open + 1) content = pair.open;
      if (countWords(tokens, content, last) < 2) break;
      const inside = spanOf(context, content, last);
      const type = hasSpeakingPair(context, content, last) ? 'mixed' : 'indirect';
      found.push(
        draft({
          extent: { type, fragments: [{ start: inside.start, end: inside.end }], first: content, last },
          sign: [i, i + 1],
          source,
          rule: 'colon/headline',
          turn: source.first,
        }),
      );
      break;
    }
  }
  return found;
}

/** A sentence whose only cue is an attribution phrase: its content is an indirect quotation. */
function phraseQuotations(context: Context, near: Neighbours, drafts: readonly Draft[]): Draft[] {
  const { tokens } = context;
  const { attributions } = near;
  const found: Draft[] = [];
  const taken = new Set<number>();
  for (const site of attributions) {
    const sentence = sentenceAt(context, site.first);
    const others = drafts.filter(
      (d) => d.extent.type !== 'nominal' && d.turn >= sentence.first && d.turn < sentence.last,
    );
    const within = drafts.find(
      (d) => d.extent.first <= site.first && site.first < d.extent.last && d.extent.type !== 'nominal',
    );
    if (within || taken.has(sentence.index)) continue;
    // `وأضاف شيخ الأزهر، بحسب الموقع، بقوله: «…»`: the verb before waits for what comes after
    if (others.some((d) => d.turn >= site.last && d.turn <= site.last + 2 && d.cue?.role === 'noun')) continue;
    // another cue in the same clause: before the phrase and reaching up to it, or after it
    if (others.some((d) => d.turn < site.first && (d.extent.last >= site.first - 3 || d.extent.first > site.first)))
      continue;
    const before = others.filter((d) => d.turn < site.first);
    if (before.length && !isStop(tokens[site.first - 1])) continue;
    if (site.kind === 'citing' && /^استنادا/.test(tokens[site.first]!.key)) continue;
    let pieces: [number, number][] = [];
    const enclosing = context.insideOf[site.first];
    const leading = site.first <= sentence.first + 1 || countWords(tokens, sentence.first, site.first) <= 1;
    if (leading) {
      if (others.some((d) => d.turn < site.last + 14)) continue;
      let from = site.last;
      while (isComma(tokens[from]) || isDash(tokens[from])) from++;
      if (isColon(tokens[from])) from++;
      const comp = complementiser(tokens[from], true);
      if (comp) from++;
      const pseudo = { token: site.first } as CueSite;
      const stop = clauseEnd(
        context,
        pseudo,
        from,
        { rule: 'phrase', kind: 'clause', gapEnd: from, content: from, at: from },
        near,
      );
      pieces = [[from, stop]];
      const pair = context.pairOpenedAt.get(from);
      if (pair && pairEnd(pair, tokens) >= stop - 2) {
        found.push(
          draft({
            extent: {
              type: 'direct',
              fragments: pair.fragments ? [...pair.fragments] : [{ start: pair.start, end: pair.end }],
              first: from + 1,
              last: pairEnd(pair, tokens),
              pair,
            },
            sign: [site.first, site.last],
            source: sourceOfPhrase(site),
            attribution: site,
            rule: 'phrase/leading',
            turn: site.first,
          }),
        );
        taken.add(sentence.index);
        continue;
      }
    } else {
      let start = enclosing ? Math.max(sentence.first, enclosing.open + 1) : sentence.first;
      start = afterImpersonal(context, start, site.first);
      const head: [number, number] = trimRange(context, start, site.first);
      pieces = [head];
      let next = site.last;
      const stop = enclosing ? Math.min(sentence.last, pairEnd(enclosing, tokens)) : sentence.last;
      if (isComma(tokens[next]) || isDash(tokens[next])) {
        next++;
        const key = tokens[next]?.key ?? '';
        const newClause =
          isWordAfterConjunction('conjunction', key) ||
          isWordAfterConjunction('takeover', key) ||
          /^و/.test(key) ||
          (near.cues.get(next)?.role === 'participle' && near.openings.get(next) !== null);
        if (next < stop && !newClause) {
          const pseudo = { token: site.first } as CueSite;
          const end = clauseEnd(
            context,
            pseudo,
            next,
            { rule: 'phrase', kind: 'clause', gapEnd: next, content: next, at: next },
            near,
          );
          if (countWords(tokens, next, Math.min(stop, end)) >= 2)
            pieces.push(trimRange(context, next, Math.min(stop, end)));
        }
      }
      const pair = context.pairClosedAt.get(site.first - 1) ?? context.pairClosedAt.get(site.first - 2);
      if (pair && pair.open <= sentence.first + 1 && !drafts.some((d) => d.extent.pair === pair)) {
        found.push(
          draft({
            extent: {
              type: 'direct',
              fragments: [{ start: pair.start, end: pair.end }],
              first: pair.open + 1,
              last: pairEnd(pair, tokens),
              pair,
            },
            sign: [site.first, site.last],
            source: sourceOfPhrase(site),
            attribution: site,
            rule: 'phrase/mark',
            turn: site.first,
          }),
        );
        taken.add(sentence.index);
        continue;
      }
    }
    pieces = pieces.map(([a, b]) => trimRange(context, a, b)).filter(([a, b]) => a < b);
    if (!pieces.length || pieces.reduce((n, [a, b]) => n + countWords(tokens, a, b), 0) < 3) continue;
    taken.add(sentence.index);
    const first = pieces[0]![0];
    const last = pieces.at(-1)![1];
    found.push(
      draft({
        extent: {
          type: hasSpeakingPair(context, first, last) ? 'mixed' : 'indirect',
          fragments: pieces.map(([a, b]) => {
            const s = spanOf(context, a, b);
            return { start: s.start, end: s.end };
          }),
          first,
          last,
        },
        sign: [site.first, site.last],
        source: sourceOfPhrase(site),
        attribution: site,
        rule: leading ? 'phrase/leading' : 'phrase/trailing',
        turn: site.first,
      }),
    );
  }
  return found;
}

const sourceOfPhrase = (site: AttributionSite): SourceSite | null =>
  site.subject && !site.relays ? { first: site.subject[0], last: site.subject[1], side: 'before' } : null;

/** `يُذكر أن …، بحسب مختصين`: the content starts after the impersonal opening. */
function afterImpersonal(context: Context, start: number, limit: number): number {
  const { tokens } = context;
  for (let i = start; i < Math.min(start + 5, limit); i++) {
    if (complementiser(tokens[i]) && /^(?:[وف]?(?:يذكر|يشار|تجدر|يجدر)|الي|بالذكر|جدير)/.test(tokens[i - 1]?.key ?? ''))
      return i + 1;
  }
  return start;
}

/** Inside somebody's words, `أعتقد أن`, `يتفهم أن`, `أظهر أن` are part of them; only what others say there is a quotation of its own. */
function dropIdleVoices(drafts: Draft[]): Draft[] {
  return drafts.filter((item) => {
    if (!item.cue || item.cue.role === 'noun' || item.cue.relative) return true;
    const nested = drafts.some(
      (d) => d !== item && d.extent.type !== 'nominal' && d.extent.first <= item.turn && item.turn < d.extent.last,
    );
    if (!nested) return true;
    return (
      item.cue.reading.form.lemma.strength === 'strong' &&
      !(item.opening?.rule === 'clause/anna' && item.cue.reading.form.lemma.stance === 'hope')
    );
  });
}

/** Of two drafts with the same content the one whose cue is nearer to it stays. */
function dropDoubles(drafts: Draft[]): Draft[] {
  const best = new Map<string, Draft>();
  for (const item of drafts) {
    const key = item.extent.fragments.map((f) => f.start).join();
    const known = best.get(key);
    if (!known || rank(item) > rank(known)) best.set(key, item);
  }
  return [...best.values()].sort((a, b) => a.turn - b.turn || a.extent.first - b.extent.first);
}
/** `قال الوزير مخاطباً النواب: «…»`: a participle that has an object before the content leaves it to the verb. */
const withObject = (d: Draft): boolean =>
  d.cue?.role === 'participle' &&
  d.opening !== null &&
  d.opening.gapEnd - d.cue.token > 1 &&
  d.opening.kind !== 'nominal';
const rank = (d: Draft): number =>
  (d.extent.type === 'nominal' ? 0 : 1000) +
  (d.cue ? 100 - Math.min(90, Math.abs(d.extent.first - d.cue.token)) - (withObject(d) ? 60 : 0) : 0);

/** Gives every quotation its speaker, in the order of the text. */
function resolveAll(context: Context, drafts: Draft[], near: Neighbours, options: QuotationOptions): QuotationResult {
  const { attributions } = near;
  const speakers = createSpeakers(context);
  const done: Draft[] = [];
  const phraseSpeaker = new Map<AttributionSite, Resolved>();
  const turns: { at: number; run: () => void }[] = drafts.map((item) => ({
    at: item.turn,
    run: () => {
      item.resolved = resolveDraft(context, speakers, item, done, near);
      done.push(item);
    },
  }));
  for (const site of attributions) {
    turns.push({
      at: site.first + 0.5,
      run: () => phraseSpeaker.set(site, resolvePhrase(context, speakers, site, done)),
    });
  }
  turns.sort((a, b) => a.at - b.at);
  for (const turn of turns) turn.run();
  settleHeadlines(context, speakers, done);
  describeRelays(context, speakers, done, attributions, phraseSpeaker);
  return publish(context, done, attributions, phraseSpeaker, speakers, options);
}

function agreementOf(cue: CueSite | null, side: SourceSite['side'] | null): Agreement {
  const form = cue?.reading.form;
  if (!form || cue.role === 'noun') return { gender: null, number: null, verbFirst: false };
  return { gender: form.person === 3 ? form.gender : null, number: form.number, verbFirst: side === 'after' };
}

function resolveDraft(
  context: Context,
  speakers: Speakers,
  item: Draft,
  done: readonly Draft[],
  near: Neighbours,
): Resolved {
  if (item.attribution) {
    if (item.source)
      return speakers.resolveSource(item.source.first, item.source.last, {
        gender: item.attribution.gender,
        number: null,
        verbFirst: true,
      });
    return inherited(context, speakers, item, done, near);
  }
  if (item.source)
    return speakers.resolveSource(item.source.first, item.source.last, agreementOf(item.cue, item.source.side));
  if (item.cue?.reading.form.kind === 'passive')
    return { referent: null, resolution: 'none', note: 'passive without an agent' };
  return inherited(context, speakers, item, done, near);
}

/** The speaker of a verb without a subject: the one who spoke last, if number and gender agree; in a sentence's start its own subject. */
function inherited(
  context: Context,
  speakers: Speakers,
  item: Draft,
  done: readonly Draft[],
  near: Neighbours,
): Resolved {
  const { tokens } = context;
  const agreement = agreementOf(item.cue, null);
  const wanted = pronounAgreement(context, item, agreement);
  const sentence = sentenceAt(context, item.turn);
  const nestedIn = done.filter((d) => d.extent.first <= item.turn && item.turn < d.extent.last);
  const enclosing = nestedIn.at(-1);
  const agrees = (r: Referent): boolean => fits(r, wanted);
  if (enclosing && item.cue) {
    if (item.cue.relative && !relativeAgrees(context, item.cue) && enclosing.resolved?.referent) {
      return { ...enclosing.resolved, resolution: 'pronoun', note: 'the outer speaker, of what is spoken of' };
    }
    // inside somebody's words: the subject of the clause, or a voice in there
    const voices = done.filter(
      (d) =>
        d !== enclosing &&
        d.extent.first >= enclosing.extent.first &&
        d.turn >= enclosing.extent.first &&
        d.resolved?.referent &&
        agrees(d.resolved.referent),
    );
    if (voices.length)
      return {
        referent: voices.at(-1)!.resolved!.referent,
        resolution: 'pronoun',
        note: 'the last voice inside the enclosing quotation',
      };
    const clause = clauseSubject(context, enclosing.extent.first, item.turn);
    if (clause && wanted.number !== 'pl') {
      const found = speakers.resolveSource(clause.first, clause.last, {
        gender: wanted.gender,
        number: null,
        verbFirst: false,
      });
      if (found.referent && agrees(found.referent))
        return { ...found, resolution: 'pronoun', note: 'the subject of the enclosing clause' };
    }
    const inner = context.mentions.findLast(
      (m) => m.first >= enclosing.extent.first && m.last <= item.turn && m.type !== 'MISC',
    );
    if (item.cue.reading.form.person === 1 && enclosing.resolved?.referent)
      return { referent: enclosing.resolved.referent, resolution: 'pronoun', note: 'first person inside a quotation' };
    if (wanted.number === 'pl') {
      const group = speakers.referents.filter((r) => r.number === 'pl').at(-1);
      if (group) return { referent: group, resolution: 'pronoun', note: 'the group named last' };
    }
    if (inner && agreesWithName(inner, wanted))
      return {
        referent: speakers.ofEntity(inner.entity, inner.first),
        resolution: 'pronoun',
        note: 'the subject inside the enclosing quotation',
      };
    return { referent: null, resolution: 'none', note: 'nobody named inside the enclosing quotation' };
  }
  // `وختم الوزير حديثه قائلاً`, `وأضاف شيخ الأزهر، …، بقوله`: the subject of the verb that waits for its content
  const waiting =
    item.cue && item.cue.role !== 'verb' ? waitingSubject(context, sentence.first, item.cue.token, near, done) : null;
  if (waiting)
    return {
      ...speakers.resolveSource(waiting.first, waiting.last, { ...agreement, verbFirst: true }),
      note: 'the subject of the verb before',
    };
  const sameSentence = done.filter(
    (d) => d.turn >= sentence.first && d.turn < item.turn && !isNested(d, done) && d.resolved?.referent,
  );
  const own = sameSentence.findLast((d) => agrees(d.resolved!.referent!));
  if (own) {
    const resolution: Resolution = item.cue?.role === 'participle' || item.attribution ? 'implicit' : 'pronoun';
    return { referent: own.resolved!.referent, resolution, note: 'the speaker of the sentence so far' };
  }
  const voices = done.filter((d) => !isNested(d, done) && d.resolved?.referent && agrees(d.resolved.referent));
  // whom only a phrase named (`بحسب الموقع`) is taken up again only where nobody else spoke
  const main = voices.findLast((d) => !d.attribution && item.turn - d.turn < 300) ?? voices.at(-1);
  // the sentence's own subject: `وقام دي ميستورا بـ…، مؤكداً`, `سألنا السيد فلان … فقال`
  const lead =
    item.cue && item.cue.token > sentence.first + 1
      ? leadSubject(context, sentence.first, item.cue.token, wanted, item.cue.reading.proclitic === 'ف')
      : null;
  if (lead)
    return {
      referent: speakers.ofEntity(lead.entity, lead.first),
      resolution: 'implicit',
      note: "the subject of the sentence's verb",
    };
  if (item.cue?.role === 'participle' && item.cue.token > sentence.first + 2) {
    const subject = mainSubject(context, sentence.first, item.cue.token);
    if (subject) {
      const found = speakers.resolveSource(subject.first, subject.last, {
        gender: wanted.gender,
        number: null,
        verbFirst: true,
      });
      return { ...found, resolution: 'implicit' };
    }
  }
  if (item.cue?.role === 'verb' && wanted.number === 'pl') {
    const subject = mainSubject(context, sentence.first, item.cue.token);
    if (subject)
      return {
        ...speakers.resolveSource(subject.first, subject.last, { gender: null, number: null, verbFirst: true }),
        resolution: 'implicit',
      };
  }
  if (main && item.turn - main.turn < 700) {
    const resolution: Resolution = item.cue ? (item.cue.role === 'participle' ? 'implicit' : 'pronoun') : 'implicit';
    return { referent: main.resolved!.referent, resolution, note: 'who spoke last' };
  }
  const person = item.cue ? speakers.lastPerson(item.turn, agreement) : null;
  if (person && isSpokenOf(tokens.length, item))
    return { referent: person, resolution: 'pronoun', note: 'the person named last' };
  return { referent: null, resolution: 'none', note: 'nobody to resolve to' };
}

/** The subject of the nearest reporting verb of the sentence that has no content of its own. */
function waitingSubject(
  context: Context,
  first: number,
  before: number,
  near: Neighbours,
  done: readonly Draft[],
): SourceSite | null {
  for (let i = before - 1; i >= first; i--) {
    const cue = near.cues.get(i);
    if (cue?.role !== 'verb' || done.some((d) => d.extent.first <= i && i < d.extent.last)) continue;
    if (near.openings.get(i) || cue.relative || done.some((d) => d.turn > i)) return null;
    return subjectAfter(context, i, before) ?? subjectBefore(context, i);
  }
  return null;
}

const isSpokenOf = (_length: number, item: Draft): boolean => item.cue?.role === 'verb';

function isNested(d: Draft, all: readonly Draft[]): boolean {
  return all.some(
    (other) => other !== d && other.extent.first <= d.turn && d.turn < other.extent.last && other.turn < d.turn,
  );
}

interface Wanted {
  gender: 'm' | 'f' | null;
  number: 'sg' | 'du' | 'pl' | null;
}

/** Gender and number that a bare verb or participle asks of its speaker, also from the complementiser's pronoun (`أنهم`). */
function pronounAgreement(context: Context, item: Draft, { gender, number }: Agreement): Wanted {
  if (item.attribution) {
    const pronoun = item.attribution.pronoun;
    if (pronoun === 'ها') return { gender: 'f', number: 'sg' };
    if (pronoun === 'هم') return { gender: null, number: 'pl' };
    if (pronoun === 'ه') return { gender: 'm', number: 'sg' };
    return { gender: item.attribution.gender, number: null };
  }
  if (item.cue?.role === 'noun') {
    const suffix = item.cue.reading.suffix;
    if (suffix === 'ها') return { gender: 'f', number: 'sg' };
    if (suffix === 'هم') return { gender: null, number: 'pl' };
    if (suffix === 'ه') return { gender: 'm', number: 'sg' };
    return { gender: null, number: null };
  }
  void context;
  return { gender, number: number ?? null };
}

const FEMININE_ORGS =
  /^(?:وكال|صحيف|جريد|قنا|مجل|وزار|محكم|شرك|منظم|هيئ|هيي|مؤسس|جامع|حرك|جماع|حكوم|سلط|لجن|ادار|نقاب|جمعي|مديري|محافظ|دول|قو|شرط|سفار|بعث|كتل|جبه|شبك|اذاع|رئاس|رياس|كتيب|مصادر|رابط|مجموع|امان|الولايات|الامم)/;

const MASCULINE_COUNTRIES = /^(?:العراق|لبنان|المغرب|الاردن|السودان|اليمن|الصومال|البحرين|الكويت|الفاتيكان|الكرملين)/;

/** Gender that the head of a name or description shows: `وزارة الدفاع` f, `مجلس النواب` m, null for foreign and personal names. */
function grammaticalGender({ head, entity, kind, keys }: Referent): 'm' | 'f' | null {
  if (kind === 'person') return null;
  if (entity?.type === 'LOC') return MASCULINE_COUNTRIES.test(keys[0] ?? '') ? null : 'f';
  if (head.endsWith('ه') || head.endsWith('ات') || FEMININE_ORGS.test(head)) return 'f';
  if (entity && keys.length === 1) return null;
  return 'm';
}

/** Whether a speaker can be the subject of a bare verb of this gender and number. */
function fits(referent: Referent, wanted: Wanted): boolean {
  if (wanted.number === 'pl') return referent.number === 'pl' || referent.kind === 'organization';
  if (wanted.number === 'du') return referent.number === 'pl' || / و/.test(referent.name);
  if (!wanted.gender) return true;
  if (referent.genders.size) {
    if (referent.genders.has(wanted.gender)) return true;
    return referent.kind === 'organization' && referent.genders.size === 0;
  }
  if (referent.kind === 'person') return true;
  if (referent.number === 'pl') return true;
  const gender = grammaticalGender(referent);
  return gender === null || gender === wanted.gender;
}

function agreesWithName(mention: NameMention, wanted: Wanted): boolean {
  if (wanted.number === 'pl' || wanted.number === 'du') return false;
  if (mention.type === 'PER') return true;
  if (mention.type === 'LOC') return wanted.gender !== 'm';
  return true;
}

/** The first name of the sentence that can be the subject of a participle or a bare verb further on. */
function leadSubject(
  context: Context,
  first: number,
  before: number,
  wanted: Wanted,
  nearest: boolean,
): NameMention | null {
  const { tokens } = context;
  const inSentence = context.mentions.filter(
    (m) => m.first >= first && m.last <= before && context.insideOf[m.first] === undefined && m.type === 'PER',
  );
  const free = inSentence.filter(
    (m) => !isWordAfterConjunction('adjunct', tokens[m.first - 1]?.key ?? '') && m.start === tokens[m.first]!.start,
  );
  const list = free.length ? free : [];
  const chosen = nearest ? list.at(-1) : list[0];
  return chosen && agreesWithName(chosen, wanted) && wanted.number !== 'pl' ? chosen : null;
}

/** The subject after the sentence's first verb: `شكلت رئاسة محكمة الاستئناف … هيئة، مشيرة إلى`. */
function mainSubject(context: Context, first: number, before: number): SourceSite | null {
  const { tokens } = context;
  let i = first;
  while (
    i < before &&
    (isWordAfterConjunction('conjunction', tokens[i]!.key) ||
      isComma(tokens[i]) ||
      isWordAfterConjunction('auxiliary', tokens[i]!.key))
  )
    i++;
  if (isWordAfterConjunction('adjunct', tokens[i]!.key) || tokens[i]!.kind !== 'word') return null;
  const end = nounPhraseEnd(context, i + 1, before);
  if (end <= i + 1 || isWordAfterConjunction('adjunct', tokens[i + 1]!.key)) return null;
  const mention = context.mentionAt[i + 1];
  if (mention) return { first: i + 1, last: mention.last, side: 'after' };
  if (/^ال/.test(tokens[i + 1]!.key)) return { first: i + 1, last: Math.min(end, i + 2), side: 'after' };
  if (isWord('unnamed', tokens[i + 1]!.key)) return { first: i + 1, last: end, side: 'after' };
  return null;
}

/** The noun phrase that a reported clause starts with: `أن | المبعوث الخاص | قدم تقريره … واكتفى بالقول`. */
function clauseSubject(context: Context, first: number, before: number): SourceSite | null {
  const token = context.tokens[first];
  if (!token || !(isTitle(token.key) || context.mentionAt[first]?.type === 'PER')) return null;
  const last = nounPhraseEnd(context, first, before);
  return last > first ? { first, last, side: 'before' } : null;
}

/** Whose words an attribution phrase says they are. */
function resolvePhrase(context: Context, speakers: Speakers, site: AttributionSite, done: readonly Draft[]): Resolved {
  if (site.subject && !site.relays)
    return speakers.resolveSource(site.subject[0], site.subject[1], {
      gender: site.gender,
      number: null,
      verbFirst: true,
    });
  const sentence = sentenceAt(context, site.first);
  const phraseDraft = done.find((d) => d.attribution === site);
  if (phraseDraft?.resolved) return phraseDraft.resolved;
  const wanted: Wanted =
    site.pronoun === 'ها'
      ? { gender: 'f', number: null }
      : site.pronoun === 'هم'
        ? { gender: null, number: null }
        : { gender: null, number: null };
  const inside = done.findLast(
    (d) => d.extent.first <= site.first && site.first < d.extent.last && d.resolved?.referent,
  );
  if (inside) return inside.resolved!;
  const before = done.findLast(
    (d) => d.turn >= sentence.first && d.turn < site.first && d.resolved?.referent && fits(d.resolved.referent, wanted),
  );
  if (before) return { ...before.resolved!, resolution: 'pronoun' };
  const last = done.findLast((d) => d.resolved?.referent && !isNested(d, done) && fits(d.resolved.referent, wanted));
  return last
    ? { ...last.resolved!, resolution: 'pronoun' }
    : { referent: null, resolution: 'none', note: 'nobody before it' };
}

/** A headline names its speaker before the article does: an unnamed description may be the article's first speaker. */
function settleHeadlines(context: Context, speakers: Speakers, done: Draft[]): void {
  for (const item of done) {
    if (item.rule !== 'colon/headline' || !item.source) continue;
    const referent = item.resolved?.referent;
    if (!referent || referent.entity) continue;
    const again = speakers.resolveSource(item.source.first, item.source.last, {
      gender: null,
      number: null,
      verbFirst: false,
    });
    if (again.referent && again.referent !== referent) item.resolved = again;
  }
  void context;
}

/** The result in the shape of the contract. */
function publish(
  context: Context,
  drafts: Draft[],
  attributions: readonly AttributionSite[],
  phraseSpeaker: ReadonlyMap<AttributionSite, Resolved>,
  speakers: Speakers,
  options: QuotationOptions,
): QuotationResult {
  const order = [...drafts].sort(
    (a, b) =>
      a.extent.fragments[0]!.start - b.extent.fragments[0]!.start ||
      b.extent.fragments.at(-1)!.end - a.extent.fragments.at(-1)!.end,
  );
  const used: Referent[] = [];
  const idOf = (referent: Referent | null | undefined): string | null => {
    if (!referent) return null;
    let at = used.indexOf(referent);
    if (at < 0) at = used.push(referent) - 1;
    return `s${at + 1}`;
  };
  const quotations: Quotation[] = [];
  const ofDraft = new Map<Draft, Quotation>();
  for (const [k, item] of order.entries()) {
    const start = item.extent.fragments[0]!.start;
    const end = item.extent.fragments.at(-1)!.end;
    const quotation: Quotation = {
      id: `q${k + 1}`,
      type: item.extent.type,
      content: {
        start,
        end,
        text: context.index.text.slice(start, end),
        ...(item.extent.fragments.length > 1 && { fragments: item.extent.fragments }),
      },
      cue: cueSpan(context, item),
      source: item.source ? { ...spanOf(context, ...sourceRange(context, item.source)) } : null,
      speaker: idOf(item.resolved?.referent),
      resolution: item.resolved?.referent ? item.resolved.resolution : 'none',
      medium: item.medium,
      addressee: item.addressee,
      via: item.via,
      attributions: [],
      rule: item.rule,
      confidence: confidenceOf(item.rule, item.extent.type, item.resolved?.resolution ?? 'none'),
    };
    if (options.explain) quotation.explain = evidence(context, item, quotation);
    quotations.push(quotation);
    ofDraft.set(item, quotation);
  }
  const phrases: Attribution[] = attributions.map((site, k) => {
    const first = context.tokens[site.first]!;
    const shift = prefixUnits(first.form, context.index.text.slice(first.start, first.end), site.prefix);
    const end = context.tokens[site.last - 1]!.end;
    const start = first.start + shift;
    const sentence = sentenceAt(context, site.first);
    const item =
      drafts.find((d) => d.attribution === site) ??
      drafts
        .filter((d) => d.turn >= sentence.first && d.turn < sentence.last && d.extent.type !== 'nominal')
        .sort((a, b) => gapTo(a, site) - gapTo(b, site))[0];
    const quotation = item ? ofDraft.get(item) : undefined;
    const id = `a${k + 1}`;
    quotation?.attributions.push(id);
    return {
      id,
      start,
      end,
      text: context.index.text.slice(start, end),
      kind: site.kind,
      speaker: idOf(phraseSpeaker.get(site)?.referent),
      quotation: quotation?.id ?? null,
    };
  });
  const list: Speaker[] = used.map((referent, k) => ({
    id: `s${k + 1}`,
    name: referent.name,
    aliases: [...referent.aliases].filter((alias) => alias !== referent.name),
    kind: referent.kind,
    role: referent.role,
    affiliation: referent.affiliation,
    entity: referent.entity?.id ?? null,
    gender:
      referent.genders.size === 1 &&
      referent.kind !== 'organization' &&
      referent.kind !== 'media' &&
      referent.number !== 'pl'
        ? [...referent.genders][0]!
        : null,
    quotations: quotations.filter((q) => q.speaker === `s${k + 1}`).map((q) => q.id),
  }));
  void speakers;
  return { quotations, speakers: list, attributions: phrases };
}

const gapTo = (d: Draft, site: AttributionSite): number =>
  d.extent.last <= site.first
    ? site.first - d.extent.last
    : d.extent.first >= site.last
      ? d.extent.first - site.last
      : 0;

function sourceRange(context: Context, { first, last }: SourceSite): [number, number] {
  const { tokens } = context;
  let [start, end] = trimRange(context, first, last);
  if (tokens[last - 1]?.kind === 'quote' && context.pairClosedAt.has(last - 1)) end = last;
  const opened = context.pairOpenedAt.get(first);
  if (opened && pairEnd(opened, tokens) !== end - 1 && end === last) start = first;
  return start < end ? [start, end] : [first, last];
}

function cueSpan(context: Context, item: Draft): Quotation['cue'] {
  if (item.sign) {
    const span = item.attribution
      ? spanOf(context, item.sign[0], headEnd(context, item.attribution))
      : spanOf(context, item.sign[0], item.sign[1]);
    const cut = item.attribution?.prefix ?? 0;
    const start = span.start + prefixUnits('', span.text, cut);
    return {
      start,
      end: span.end,
      text: context.index.text.slice(start, span.end),
      lemma: item.attribution ? 'حسب' : ':',
      stance: 'neutral',
    };
  }
  if (!item.cue) return null;
  const token = context.tokens[item.cue.token]!;
  const start =
    token.start + prefixUnits(token.form, context.index.text.slice(token.start, token.end), item.cue.reading.prefix);
  const { lemma, stance } = item.cue.reading.form.lemma;
  return { start, end: token.end, text: context.index.text.slice(start, token.end), lemma, stance: stance as Stance };
}

/** `وفقاً` of `وفقاً لمصادر أمنية`, `على حد قوله` whole. */
function headEnd(context: Context, site: AttributionSite): number {
  return site.subject
    ? Math.max(site.first + 1, site.verb === null ? Math.min(site.subject[0], site.last) : site.first + 1)
    : site.last;
}

/** UTF-16 units that the first `letters` letters of a token take, with their marks. */
function prefixUnits(_form: string, text: string, letters: number): number {
  let units = 0;
  let left = letters;
  while (units < text.length && left > 0) {
    units++;
    left--;
    while (
      units < text.length &&
      /[\u0610-\u061A\u064B-\u065F\u0670\u0640\u06D6-\u06ED\u200B-\u200F\u202A-\u202E\u2066-\u2069]/.test(text[units]!)
    )
      units++;
  }
  return units;
}

function evidence(context: Context, item: Draft, quotation: Quotation): Evidence[] {
  const list: Evidence[] = [...item.evidence];
  const words = item.opening ? spanOf(context, item.opening.at, item.opening.at + 1) : null;
  list.push({ field: 'content', rule: item.rule, words });
  if (quotation.cue)
    list.push({
      field: 'cue',
      rule: item.sign ? 'sign' : item.cue!.role,
      words: { start: quotation.cue.start, end: quotation.cue.end, text: quotation.cue.text },
      note: quotation.cue.lemma,
    });
  if (quotation.source) list.push({ field: 'source', rule: `source/${item.source!.side}`, words: quotation.source });
  list.push({ field: 'speaker', rule: quotation.resolution, words: quotation.source, note: item.resolved?.note ?? '' });
  for (const via of quotation.via)
    list.push({
      field: 'via',
      rule: 'relay',
      words: { start: via.start, end: via.end, text: via.text },
      note: via.name,
    });
  return list;
}
