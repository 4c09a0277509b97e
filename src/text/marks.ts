/**
 * Pairing of quotation marks. A glyph says little: `”…”`, `»…«` and `“…“` all occur, and straight marks have no direction. So
 * every mark of a paragraph may open, close or be passed over, each at a cost by its glyph and its neighbours, and the cheapest
 * reading of the whole paragraph wins (Viterbi over the stack of open families; linear in the number of marks).
 */
import type { Span } from '../model.ts';
import { addTo } from './lists.ts';
import {
  CLOSES_FAMILY,
  type Family,
  glyphOf,
  isStraight,
  NESTS_IN,
  STRAIGHT_IN_STRAIGHT,
  UNCLOSED,
  weigh,
} from './mark-costs.ts';
import type { MarkPair, Paragraph, Token } from './types.ts';

/** A stack of at most three open families is a number to base five, the innermost last; 0 is the empty stack. */
const STATES = 125;
const DEEPEST = 25;

/** All pairs of marks of a text, in the order in which they open. */
export function pairMarks(text: string, tokens: readonly Token[], paragraphs: readonly Paragraph[]): MarkPair[] {
  const found: Pair[] = [];
  const strays = new Map<number, number[]>();
  for (const paragraph of paragraphs) {
    const marks: number[] = [];
    for (let at = paragraph.first; at < paragraph.last; at++) if (tokens[at]!.kind === 'quote') marks.push(at);
    if (marks.length === 0) continue;
    const stray = pairParagraph(text, tokens, paragraph, marks, found);
    if (stray.length > 0) strays.set(paragraph.index, stray);
  }
  joinParagraphs(tokens, paragraphs, found, strays);
  return finish(tokens, paragraphs, found);
}

interface Pair {
  open: number;
  close: number | null;
  paragraph: number;
  /** Token index before which it ends where it is not closed. */
  limit: number;
  family: Family;
  /** Reopened or carried on in these paragraphs: first content token of each, and the limit. */
  more?: { first: number; last: number }[];
}

const SKIP = 1;
const OPEN = 2;
/** Opens something that is never closed: nothing lies within it. */
const ABANDON = 3;
/** `CLOSE + family`: closes an open mark of that family. */
const CLOSE = 4;

/** Pairs the marks of one paragraph into `found`; returns the marks that close something which is not open here. */
function pairParagraph(
  text: string,
  tokens: readonly Token[],
  paragraph: Paragraph,
  marks: readonly number[],
  found: Pair[],
): number[] {
  const count = marks.length;
  const actions = new Uint8Array(count * STATES);
  let costs = new Float64Array(STATES).fill(Number.POSITIVE_INFINITY);
  let next = new Float64Array(STATES);
  costs[0] = 0;
  for (let i = 0; i < count; i++) {
    next.fill(Number.POSITIVE_INFINITY);
    const row = i * STATES;
    const mark = weigh(text, tokens, paragraph, marks[i]!);
    const straight = isStraight(tokens[marks[i]!]!.form);
    for (let state = 0; state < STATES; state++) {
      const cost = costs[state]!;
      if (cost === Number.POSITIVE_INFINITY) continue;
      const top = (state % 5) - 1;
      settle(next, actions, row, state, cost + mark.skips, SKIP);
      settle(next, actions, row, state, cost + mark.opens + UNCLOSED[mark.family]!, ABANDON);
      if (state < DEEPEST) {
        const nesting =
          top < 0 ? 0 : NESTS_IN[top]![mark.family]! + (straight && top === mark.family ? STRAIGHT_IN_STRAIGHT : 0);
        settle(next, actions, row, state * 5 + mark.family + 1, cost + mark.opens + nesting, OPEN);
      }
      if (top >= 0) {
        const cross = CLOSES_FAMILY[top]![mark.family]!;
        settle(next, actions, row, Math.floor(state / 5), cost + mark.closes + cross, CLOSE + top);
      }
    }
    [costs, next] = [next, costs];
  }
  let state = 0;
  const chosen = new Uint8Array(count);
  for (let i = count - 1; i >= 0; i--) {
    const action = actions[i * STATES + state]!;
    chosen[i] = action;
    if (action === OPEN) state = Math.floor(state / 5);
    else if (action >= CLOSE) state = state * 5 + (action - CLOSE) + 1;
  }
  return readOff(tokens, paragraph, marks, chosen, found);
}

/** Keeps the cheaper way into a state; of equal ones the first. */
function settle(
  costs: Float64Array,
  actions: Uint8Array,
  row: number,
  state: number,
  cost: number,
  action: number,
): void {
  if (cost >= costs[state]!) return;
  costs[state] = cost;
  actions[row + state] = action;
}

/** Turns the chosen reading into pairs; gives the marks that were passed over although they look like closing ones. */
function readOff(
  tokens: readonly Token[],
  paragraph: Paragraph,
  marks: readonly number[],
  chosen: Uint8Array,
  found: Pair[],
): number[] {
  const stack: Pair[] = [];
  const strays: number[] = [];
  const before = found.length;
  /** Unclosed marks, by family and depth, that may still run on. */
  const running: Pair[] = [];
  for (let i = 0; i < marks.length; i++) {
    const mark = marks[i]!;
    const action = chosen[i]!;
    const glyph = glyphOf(tokens[mark]!.form);
    if (action === OPEN || action === ABANDON) {
      // An unclosed mark ends where a mark of its kind opens anew: it never swallows the rest.
      for (const pair of running) if (pair.family === glyph.family && pair.limit > mark) pair.limit = mark;
      const pair: Pair = {
        open: mark,
        close: null,
        paragraph: paragraph.index,
        limit: paragraph.last,
        family: glyph.family,
      };
      found.push(pair);
      if (action === OPEN) stack.push(pair);
      else {
        if (running.length >= 4) running.shift();
        running.push(pair);
      }
    } else if (action >= CLOSE) {
      const pair = stack.pop();
      if (!pair) continue;
      pair.close = mark;
    } else if (glyph.skips >= 2 && stack.length === 0) {
      strays.push(mark);
    }
  }
  nest(found.slice(before));
  return strays;
}

/** The token before which a pair's content ends. */
const endOf = ({ close, limit }: Pair): number => close ?? limit;

/** Unclosed marks end where the pair around them ends, and before a pair that would reach beyond their end: `"«„قال<<`. */
function nest(pairs: readonly Pair[]): void {
  const around: Pair[] = [];
  for (const pair of pairs) {
    while (around.length > 0 && endOf(around[around.length - 1]!) <= pair.open) around.pop();
    while (around.length > 0 && endOf(around[around.length - 1]!) < endOf(pair)) {
      if (pair.close === null) pair.limit = endOf(around[around.length - 1]!);
      else around.pop()!.limit = pair.open;
    }
    around.push(pair);
  }
}

/** How many paragraphs a quotation may run on without its mark being opened again. */
const LONGEST = 12;

/**
 * Quotations over several paragraphs: a mark that stays open goes on where the next paragraph opens with the same kind of mark
 * (reopened), or up to a paragraph that closes a mark which is not open in it (`"…⏎…"`).
 */
function joinParagraphs(
  tokens: readonly Token[],
  paragraphs: readonly Paragraph[],
  found: Pair[],
  strays: ReadonlyMap<number, readonly number[]>,
): void {
  const openIn = new Map<number, Pair>();
  const pairsIn = new Map<number, Pair[]>();
  for (const pair of found) {
    if (pair.close === null && pair.limit === paragraphs[pair.paragraph]!.last && !openIn.has(pair.paragraph))
      openIn.set(pair.paragraph, pair);
    addTo(pairsIn, pair.paragraph, pair);
  }
  const gone = new Set<Pair>();
  for (const pair of openIn.values()) {
    if (gone.has(pair)) continue;
    const family = pair.family;
    const more: { first: number; last: number }[] = [];
    let close: number | null = null;
    let reopened = false;
    for (let next = pair.paragraph + 1; next < paragraphs.length && more.length < LONGEST; next++) {
      const paragraph = paragraphs[next]!;
      const again = pairsIn.get(next)?.find((other) => other.open === paragraph.first);
      if (again && again.family === family && !isHeading(tokens, paragraph, again)) {
        reopened = true;
        gone.add(again);
        more.push({ first: paragraph.first + 1, last: again.close ?? paragraph.last });
        if (again.close === null) continue;
        close = again.close;
        break;
      }
      if (reopened) break;
      const closing = strays.get(next)?.find((mark) => glyphOf(tokens[mark]!.form).family === family);
      const earliest = pairsIn.get(next)?.find((other) => other.family === family);
      if (closing !== undefined && (!earliest || earliest.open > closing)) {
        more.push({ first: paragraph.first, last: closing });
        close = closing;
        break;
      }
      if (earliest) break;
      more.push({ first: paragraph.first, last: paragraph.last });
    }
    if (close === null && !reopened) continue;
    pair.more = more;
    pair.close = close;
  }
  if (gone.size > 0) found.splice(0, found.length, ...found.filter((pair) => !gone.has(pair)));
}

/** A short line wholly in marks (`"لا قواعد أجنبية"`) is a heading and carries nothing on. */
function isHeading(tokens: readonly Token[], paragraph: Paragraph, pair: Pair): boolean {
  return (
    pair.close === paragraph.last - 1 && pair.close - pair.open <= 8 && tokens[pair.close - 1]!.kind !== 'punctuation'
  );
}

/** The pairs as the index has them, with the depth that their spans give them. */
function finish(tokens: readonly Token[], paragraphs: readonly Paragraph[], found: readonly Pair[]): MarkPair[] {
  const pairs: MarkPair[] = [];
  const enclosing: MarkPair[] = [];
  for (const pair of found) {
    if (pair.close === null && !pair.more && pair.limit <= pair.open + 1) continue;
    const firstLast = pair.more ? paragraphs[pair.paragraph]!.last : (pair.close ?? pair.limit);
    const head = spanOf(tokens, pair.open + 1, firstLast, tokens[pair.open]!.end);
    const fragments = pair.more
      ? [head, ...pair.more.map(({ first, last }) => spanOf(tokens, first, last, head.end))].filter(
          (span) => span.end > span.start,
        )
      : null;
    const end = fragments && fragments.length > 0 ? fragments[fragments.length - 1]!.end : head.end;
    while (enclosing.length > 0 && enclosing[enclosing.length - 1]!.end <= tokens[pair.open]!.start) enclosing.pop();
    const made: MarkPair = {
      start: head.start,
      end,
      open: pair.open,
      close: pair.close,
      depth: enclosing.length,
      style: styleOf(tokens, pair),
    };
    if (fragments && fragments.length > 1) made.fragments = fragments;
    pairs.push(made);
    enclosing.push(made);
  }
  return pairs;
}

/** The span of some tokens; an empty one lies at `otherwise`. */
function spanOf(tokens: readonly Token[], first: number, last: number, otherwise: number): Span {
  return first < last
    ? { start: tokens[first]!.start, end: tokens[last - 1]!.end }
    : { start: otherwise, end: otherwise };
}

const STYLES: [string, MarkPair['style']][] = [
  ['\u00AB\u00BB', 'guillemets'],
  ['\u201C\u201D\u201E\u201F', 'curly'],
  ['"\uFF02', 'straight'],
  ["'\u2018\u2019\u201A\u201B`\u00B4\u2032", 'single'],
  ['\u2039\u203A', 'angle'],
];

function styleOf(tokens: readonly Token[], pair: Pair): MarkPair['style'] {
  const open = styleOfGlyph(tokens[pair.open]!.form);
  const close = pair.close === null ? open : styleOfGlyph(tokens[pair.close]!.form);
  return open === close ? open : 'mixed';
}

function styleOfGlyph(form: string): MarkPair['style'] {
  if (/^[(){}\uFD3E\uFD3F]+$/.test(form)) return 'round';
  if (form === '<<' || form === '>>') return 'angle';
  if (form.length > 1) return 'doubled';
  return STYLES.find(([glyphs]) => glyphs.includes(form))?.[1] ?? 'mixed';
}
