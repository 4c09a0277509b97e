import {
  type Context,
  complementiser,
  countWords,
  isColon,
  isComma,
  isDash,
  isStop,
  mentionsWithin,
  pairEnd,
  sentenceAt,
  spanOf,
  trimRange,
} from '../context.ts';
import type { CueSite } from '../cues/index.ts';
import { clauseStop, type Draft, draft, draftIndex } from '../drafts.ts';
import { type SourceSite, subjectAfter } from '../sources/index.ts';
import { isTitle, nounPhraseEnd } from '../sources/noun-phrases.ts';
import { isWord, isWordAfterConjunction } from '../words.ts';
import { type Extent, hasSpeakingPair, type Neighbours } from './extents.ts';

/** A mark that is never closed ends before the next reporting word: `قال: «هناك طائرة وصلت، مبيناً أن …`. */
export function endUnclosedPairs(context: Context, cues: ReadonlyMap<number, CueSite>): void {
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

/** Pairs of marks that no cue claimed: a colon before (`أردوغان: “…”`), a verb after (`“…”، يقول فلان`), or a sentence of their own. */
export function unclaimedPairs(
  context: Context,
  near: Neighbours,
  drafts: readonly Draft[],
  claimed: ReadonlySet<number>,
): Draft[] {
  const { tokens } = context;
  const found: Draft[] = [];
  const index = draftIndex(drafts);
  const inside = (at: number): boolean => index.at(at).length > 0;
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
      const again = index.turnsIn(postposed.token, postposed.token + 1).find((d) => d.cue?.token === postposed.token);
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
  if (cue?.role !== 'verb' || cue.reading.proclitic) return null;
  const opening = near.openings.get(cue.token);
  return !opening || opening.kind === 'mark' || opening.kind === 'nominal' ? cue : null;
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

function isSentenceOfItsOwn(context: Context, open: number, end: number): boolean {
  const { tokens } = context;
  const sentence = sentenceAt(context, open);
  const starts = sentence.first === open || (sentence.first === open - 1 && isDash(tokens[open - 1]));
  const after = tokens[end + 1];
  return starts && (after === undefined || isStop(after) || end + 1 >= sentence.last);
}

/** `الجبير: الأسد فقد شرعيته`: a headline or crosshead with a colon after the one who speaks. */
export function headlines(context: Context, drafts: readonly Draft[]): Draft[] {
  const { tokens } = context;
  const found: Draft[] = [];
  const index = draftIndex(drafts);
  for (const sentence of context.sentences) {
    const paragraph = context.index.paragraphs[sentence.paragraph]!;
    const short = countWords(tokens, paragraph.first, paragraph.last) <= 28;
    const isFirst = sentence.index === 0;
    if (!short && !isFirst) continue;
    if (sentence.last - sentence.first > 40) continue;
    for (let i = sentence.first + 1; i < sentence.last - 2; i++) {
      if (!isColon(tokens[i])) continue;
      if (
        index.at(i).length > 0 ||
        index.turnsIn(sentence.first, i).some((d) => d.opening?.at === i || (d.cue !== null && d.extent.first > i))
      )
        break;
      const source = colonSource(context, i);
      if (!source) break;
      let content = i + 1;
      const pair = context.pairOpenedAt.get(content);
      let last = sentence.last;
      if (pair && pairEnd(pair, tokens) + 1 >= last - 1) {
        if (!index.at(content + 1).some((d) => d.extent.pair === pair)) {
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
