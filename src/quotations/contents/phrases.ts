import type { AttributionSite } from '../attributions/index.ts';
import {
  type Context,
  complementiser,
  countWords,
  isColon,
  isComma,
  isDash,
  isStop,
  pairEnd,
  sentenceAt,
  spanOf,
  trimRange,
} from '../context.ts';
import type { CueSite } from '../cues/index.ts';
import { type Draft, draft, draftIndex } from '../drafts.ts';
import type { SourceSite } from '../sources/index.ts';
import { isWordAfterConjunction } from '../words.ts';
import { clauseEnd, hasSpeakingPair, type Neighbours } from './extents.ts';

/** A sentence whose only cue is an attribution phrase: its content is an indirect quotation. */
export function phraseQuotations(context: Context, near: Neighbours, drafts: readonly Draft[]): Draft[] {
  const { tokens } = context;
  const { attributions } = near;
  const index = draftIndex(drafts);
  const found: Draft[] = [];
  const taken = new Set<number>();
  for (const site of attributions) {
    const sentence = sentenceAt(context, site.first);
    const others = index.turnsIn(sentence.first, sentence.last).filter((d) => d.extent.type !== 'nominal');
    const within = index.at(site.first).some((d) => d.extent.type !== 'nominal');
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
          (isWordAfterConjunction('conjunction', key) &&
            (key !== 'في' || /^(?:حين|وقت)$/.test(tokens[next + 1]?.key ?? ''))) ||
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
      if (pair && pair.open <= sentence.first + 1 && !index.at(pair.open + 1).some((d) => d.extent.pair === pair)) {
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
