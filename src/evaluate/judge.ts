/** Holds an analysis against an annotated article: which findings are right, missing, invented. The definitions are the gold's guidelines. */
import type { Analysis, Quotation, Span, Speaker, TextSpan } from '../model.ts';
import type { Certainty } from '../quotations/index.ts';
import type { GoldArticle, GoldQuotation } from './gold.ts';
import { nameWords, overlap, wordEnds } from './words.ts';

/** Two spans agree where half of the words of either are common. */
const HALF = 0.5;

/** A quotation of the gold with what was found of it (`found` null: missed), or one that was invented (`gold` null). */
export interface JudgedQuotation {
  gold: GoldQuotation | null;
  found: Quotation | null;
  /** Neither is finding it rewarded nor is missing it punished. */
  optional: boolean;
  exact: boolean;
  type: boolean;
  cue: boolean;
  speaker: boolean;
  /** Whether the speaker was named although the article doesn't tell, or left open although it does. */
  named: boolean;
  /** What the stations said of it, where it was asked. */
  certainty?: Certainty | undefined;
  via: boolean;
  medium: Match;
  addressee: Match;
}

/** A field that may be there or not, on both sides. */
export interface Match {
  gold: boolean;
  found: boolean;
  right: boolean;
}

export interface Judgement {
  file: string;
  quotations: JudgedQuotation[];
  attributions: { gold: boolean; found: boolean; speaker: boolean }[];
  mentions: { gold: string | null; found: string | null }[];
  roles: Match[];
  affiliations: Match[];
  genders: Match[];
  /** Sums over the mentions found on both sides: precision and recall of the entity they were joined to. */
  joining: { precision: number; recall: number; mentions: number };
}

export function judge(article: GoldArticle, analysis: Analysis): Judgement {
  const quotations = judgeQuotations(article, analysis);
  return {
    file: article.file,
    quotations,
    attributions: judgeAttributions(article, analysis),
    mentions: judgeMentions(article, analysis),
    ...judgeDescriptions(article, analysis, quotations),
    joining: judgeJoining(article, analysis),
  };
}

/** One-to-one pairs by falling likeness, at least `HALF`. */
function pairs(gold: readonly Set<number>[], found: readonly Set<number>[]): Map<number, number> {
  const likely: [number, number, number][] = [];
  gold.forEach((a, i) => {
    found.forEach((b, j) => {
      const likeness = overlap(a, b);
      if (likeness >= HALF) likely.push([likeness, i, j]);
    });
  });
  likely.sort((a, b) => b[0] - a[0]);
  const ofGold = new Map<number, number>();
  const taken = new Set<number>();
  for (const [, i, j] of likely) {
    if (ofGold.has(i) || taken.has(j)) continue;
    ofGold.set(i, j);
    taken.add(j);
  }
  return ofGold;
}

const key = (name: string): string => nameWords(name).join(' ');

/** Whether the speaker has the gold's name: as name or alias of the one found, or as an alias of the gold's. */
export function sameName(gold: string | null, aliases: readonly string[], found: Speaker | null): boolean {
  if (gold === null || found === null) return gold === null && found === null;
  const wanted = key(gold);
  return (
    [found.name, ...found.aliases].some((name) => key(name) === wanted) ||
    [gold, ...aliases].some((name) => key(name) === key(found.name))
  );
}

const sharesWords = (text: string, a: Span | null, b: Span | null): boolean =>
  a !== null && b !== null && overlap(wordEnds(text, [a]), wordEnds(text, [b])) >= HALF;

const matchOf = (text: string, gold: Span | null | undefined, found: TextSpan | null): Match => ({
  gold: Boolean(gold),
  found: found !== null,
  right: sharesWords(text, gold ?? null, found),
});

function judgeQuotations({ text, quotations: wanted = [] }: GoldArticle, analysis: Analysis): JudgedQuotation[] {
  const speakers = new Map(analysis.speakers.map((speaker) => [speaker.id, speaker]));
  const goldWords = wanted.map(({ fragments }) => wordEnds(text, fragments));
  const foundWords = analysis.quotations.map(({ content }) => wordEnds(text, content.fragments ?? [content]));
  const ofGold = pairs(goldWords, foundWords);
  const judged = wanted.map((gold, i): JudgedQuotation => {
    const j = ofGold.get(i);
    const found = j === undefined ? null : analysis.quotations[j]!;
    const speaker = speakers.get(found?.speaker ?? '') ?? null;
    const cue = found?.cue ?? null;
    return {
      gold,
      found,
      optional: gold.optional || gold.type === 'nominal',
      exact: j !== undefined && overlap(goldWords[i]!, foundWords[j]!) === 1,
      type: found?.type === gold.type,
      cue: gold.cue === null || (cue !== null && cue.start < gold.cue.end && gold.cue.start < cue.end),
      speaker:
        found !== null &&
        (sameName(gold.speaker, gold.aliases, speaker) ||
          (gold.kind === 'unnamed' && sharesWords(text, gold.source, found.source))),
      named: speaker !== null,
      via:
        gold.via !== null &&
        (found?.via ?? []).some(({ name }) => nameWords(gold.via).some((word) => nameWords(name).includes(word))),
      medium: matchOf(text, gold.medium, found?.medium ?? null),
      addressee: matchOf(text, gold.addressee, found?.addressee ?? null),
    };
  });
  const paired = new Set(ofGold.values());
  const optionalWords = new Set(wanted.flatMap((gold, i) => (gold.optional ? [...goldWords[i]!] : [])));
  analysis.quotations.forEach((found, j) => {
    if (paired.has(j)) return;
    // a piece of an optional one is no invention
    const optional = found.type === 'nominal' || [...foundWords[j]!].some((word) => optionalWords.has(word));
    judged.push({ ...INVENTED, found, optional, named: found.speaker !== null });
  });
  return judged;
}

const NOTHING: Match = { gold: false, found: false, right: false };
const INVENTED: JudgedQuotation = {
  gold: null,
  found: null,
  optional: false,
  exact: false,
  type: false,
  cue: false,
  speaker: false,
  named: false,
  via: false,
  medium: NOTHING,
  addressee: NOTHING,
};

function judgeAttributions({ text, attributions = [] }: GoldArticle, analysis: Analysis): Judgement['attributions'] {
  const speakers = new Map(analysis.speakers.map((speaker) => [speaker.id, speaker]));
  const ofGold = pairs(
    attributions.map((phrase) => wordEnds(text, [phrase])),
    analysis.attributions.map((phrase) => wordEnds(text, [phrase])),
  );
  const judged = attributions.map(({ speaker, aliases }, i) => {
    const found = analysis.attributions[ofGold.get(i) ?? -1];
    const right = found !== undefined && sameName(speaker, aliases, speakers.get(found.speaker ?? '') ?? null);
    return { gold: true, found: found !== undefined, speaker: right };
  });
  const invented = analysis.attributions.length - ofGold.size;
  return [...judged, ...Array.from({ length: invented }, () => ({ gold: false, found: true, speaker: false }))];
}

const NAMES = new Set(['PER', 'LOC', 'ORG', 'MISC']);

/** Mentions agree where they have the same words and type. */
function judgeMentions({ text, mentions }: GoldArticle, analysis: Analysis): Judgement['mentions'] {
  const keyOf = (span: Span, type: string) => `${[...wordEnds(text, [span])].join()} ${type}`;
  const left = new Map(mentions.map((mention) => [keyOf(mention, mention.type), mention]));
  const judged: Judgement['mentions'] = [];
  for (const { type, mentions: found } of analysis.entities) {
    if (!NAMES.has(type)) continue;
    for (const mention of found) {
      const right = left.delete(keyOf(mention, type));
      judged.push({ gold: right ? type : null, found: type });
    }
  }
  for (const { type } of left.values()) judged.push({ gold: type, found: null });
  return judged;
}

/** A word without the article, and without `و` before it. */
const stem = (word: string): string => word.replace(/^(?:\u0648(?=\u0627\u0644))?(?:\u0627\u0644|\u0644\u0644)/u, '');

const sameWords = (a: string, b: string): boolean =>
  overlap(new Set(nameWords(a).map(stem)), new Set(nameWords(b).map(stem))) >= HALF;

/** Office, affiliation and gender of the speakers that are the right ones. */
function judgeDescriptions(
  { speakers: wanted = [] }: GoldArticle,
  analysis: Analysis,
  quotations: readonly JudgedQuotation[],
): Pick<Judgement, 'roles' | 'affiliations' | 'genders'> {
  const speakers = new Map(analysis.speakers.map((speaker) => [speaker.id, speaker]));
  const entities = new Map(analysis.entities.map((entity) => [entity.id, entity.name]));
  const foundFor = new Map<string, Speaker>();
  for (const { gold, found, optional, speaker } of quotations) {
    const told = speakers.get(found?.speaker ?? '');
    if (gold?.speaker && told && speaker && !optional) foundFor.set(gold.speaker, told);
  }
  const roles: Match[] = [];
  const affiliations: Match[] = [];
  const genders: Match[] = [];
  for (const gold of wanted) {
    const found = foundFor.get(gold.name);
    if (!found) continue;
    const compare = (list: Match[], a: string | null | undefined, b: string | null, same = sameWords) => {
      if (a || b) list.push({ gold: Boolean(a), found: b !== null, right: Boolean(a && b && same(a, b)) });
    };
    compare(roles, gold.role, found.role);
    compare(affiliations, gold.affiliation, entities.get(found.affiliation ?? '') ?? found.affiliation);
    if (gold.gender) compare(genders, gold.gender, found.gender, (a, b) => a === b);
  }
  return { roles, affiliations, genders };
}

/** B³ over the mentions that both sides have. */
function judgeJoining({ text, mentions }: GoldArticle, analysis: Analysis): Judgement['joining'] {
  const goldOf = new Map(
    mentions.map((mention) => [[...wordEnds(text, [mention])].join(), `${mention.type} ${mention.name}`]),
  );
  const joined: { gold: string; found: string }[] = [];
  for (const { id, type, mentions: found } of analysis.entities) {
    if (!NAMES.has(type)) continue;
    for (const mention of found) {
      const gold = goldOf.get([...wordEnds(text, [mention])].join());
      if (gold !== undefined) joined.push({ gold, found: id });
    }
  }
  const count = (of: (one: (typeof joined)[number]) => string): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const one of joined) counts.set(of(one), (counts.get(of(one)) ?? 0) + 1);
    return counts;
  };
  const gold = count((one) => one.gold);
  const found = count((one) => one.found);
  const both = count((one) => `${one.gold}\n${one.found}`);
  let precision = 0;
  let recall = 0;
  for (const one of joined) {
    const common = both.get(`${one.gold}\n${one.found}`)!;
    precision += common / found.get(one.found)!;
    recall += common / gold.get(one.gold)!;
  }
  return { precision, recall, mentions: joined.length };
}
