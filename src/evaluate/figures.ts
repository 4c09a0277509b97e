/** From judged articles to the figures of the table. */
import type { JudgedQuotation, Judgement, Match } from './judge.ts';

/** A row of the table: precision, recall and F1, or a share. `of` is the number that was to be found, or the share's whole. */
export type Figure =
  | { name: string; precision: number; recall: number; f1: number; of: number }
  | { name: string; share: number; of: number };

function ratio(name: string, right: number, found: number, gold: number): Figure {
  const precision = right / found || 0;
  const recall = right / gold || 0;
  return { name, precision, recall, f1: (2 * precision * recall) / (precision + recall) || 0, of: gold };
}

const share = (name: string, right: number, of: number): Figure => ({ name, share: right / of || 0, of });

const matches = (name: string, list: readonly Match[]): Figure =>
  ratio(
    name,
    list.filter(({ right }) => right).length,
    list.filter(({ found }) => found).length,
    list.filter(({ gold }) => gold).length,
  );

/** The quotations that count in the headline figures. */
export const required = (judged: readonly Judgement[]): JudgedQuotation[] =>
  judged.flatMap(({ quotations }) => quotations.filter(({ optional }) => !optional));

export function quotationFigures(judged: readonly Judgement[]): Figure[] {
  const all = required(judged);
  const gold = all.filter((one) => one.gold !== null);
  const found = gold.filter((one) => one.found !== null);
  const told = all.filter((one) => one.found !== null).length;
  const count = (list: readonly JudgedQuotation[], fits: (one: JudgedQuotation) => boolean) => list.filter(fits).length;
  const tells = (one: JudgedQuotation) => one.gold!.speaker !== null;
  const nominal = judged.flatMap(({ quotations }) => quotations.filter((one) => one.gold?.type === 'nominal'));
  const nominalTold = judged.flatMap(({ quotations }) => quotations.filter((one) => one.found?.type === 'nominal'));
  const phrases = judged.flatMap(({ attributions }) => attributions);
  const phrasesFound = phrases.filter((one) => one.gold && one.found);
  const relayed = found.filter((one) => one.gold!.via !== null);
  return [
    ratio('quotations found', found.length, told, gold.length),
    ratio(
      '– exact content',
      count(found, (one) => one.exact),
      told,
      gold.length,
    ),
    ratio(
      '– exact content and right speaker',
      count(found, (one) => one.exact && one.speaker),
      told,
      gold.length,
    ),
    share(
      'speaker right, of the quotations found',
      count(found, (one) => one.speaker),
      found.length,
    ),
    share(
      'speaker right, of those told',
      count(found, (one) => one.named && one.speaker && tells(one)),
      count(found, (one) => one.named),
    ),
    share(
      'speaker left open, though the article tells',
      count(found, (one) => !one.named && tells(one)),
      count(found, tells),
    ),
    share(
      'cue right, of the quotations found',
      count(found, (one) => one.gold!.cue !== null && one.cue),
      count(found, (one) => one.gold!.cue !== null),
    ),
    share(
      'type right, of the quotations found',
      count(found, (one) => one.type),
      found.length,
    ),
    ratio(
      'attribution phrases',
      phrasesFound.length,
      phrases.filter((one) => one.found).length,
      phrases.filter((one) => one.gold).length,
    ),
    share(
      '– their speaker right, of those found',
      phrasesFound.filter((one) => one.speaker).length,
      phrasesFound.length,
    ),
    share(
      'relaying outlet right, of those relayed',
      count(relayed, (one) => one.via),
      relayed.length,
    ),
    share(
      'nominal quotations found',
      count(nominal, (one) => one.found !== null),
      nominal.length,
    ),
    share(
      'nominal quotations given that are right',
      count(nominalTold, (one) => one.gold !== null),
      nominalTold.length,
    ),
    matches(
      'role of a speaker',
      judged.flatMap(({ roles }) => roles),
    ),
    matches(
      'affiliation of a speaker',
      judged.flatMap(({ affiliations }) => affiliations),
    ),
    matches(
      'gender of a speaker',
      judged.flatMap(({ genders }) => genders),
    ),
    matches(
      'medium of a quotation',
      found.map(({ medium }) => medium),
    ),
    matches(
      'addressee of a quotation',
      found.map(({ addressee }) => addressee),
    ),
  ];
}

export function nameFigures(judged: readonly Judgement[]): Figure[] {
  const all = judged.flatMap(({ mentions }) => mentions);
  const row = (name: string, fits: (type: string) => boolean) =>
    ratio(
      name,
      all.filter(({ gold, found }) => gold !== null && found !== null && fits(gold)).length,
      all.filter(({ found }) => found !== null && fits(found)).length,
      all.filter(({ gold }) => gold !== null && fits(gold)).length,
    );
  const sum = (field: 'precision' | 'recall' | 'mentions') =>
    judged.reduce((total, { joining }) => total + joining[field], 0);
  const precision = sum('precision') / sum('mentions') || 0;
  const recall = sum('recall') / sum('mentions') || 0;
  return [
    row('names', () => true),
    ...['PER', 'LOC', 'ORG', 'MISC'].map((type) => row(`– ${type}`, (one) => one === type)),
    {
      name: 'mentions joined (B³)',
      precision,
      recall,
      f1: (2 * precision * recall) / (precision + recall) || 0,
      of: sum('mentions'),
    },
  ];
}

/** How often the speaker is right, by the way to it that the program gives. */
export function byResolution(judged: readonly Judgement[]): Figure[] {
  const found = required(judged).filter((one) => one.gold !== null && one.found !== null);
  const ways = [...new Set(found.map((one) => one.found!.resolution))].sort();
  return ways.map((way) => {
    const of = found.filter((one) => one.found!.resolution === way);
    return share(way, of.filter(({ speaker }) => speaker).length, of.length);
  });
}

/** An outlet's name in `412-anc-BH.txt`: `anc-BH`. */
export const outletOf = (file: string): string => file.replace(/^\d+-/, '').replace(/\.\w+$/, '');

export function byOutlet(judged: readonly Judgement[]): { outlet: string; articles: number; figures: Figure[] }[] {
  const groups = new Map<string, Judgement[]>();
  for (const one of judged) groups.set(outletOf(one.file), [...(groups.get(outletOf(one.file)) ?? []), one]);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([outlet, list]) => ({ outlet, articles: list.length, figures: quotationFigures(list).slice(0, 4) }));
}

export interface Bin {
  from: number;
  to: number;
  quotations: number;
  /** Mean of what the program said. */
  said: number;
  /** Share that had the right content and speaker. */
  right: number;
}

/** Ten bins of the confidence, and the expected calibration error: the mean gap between said and right, by size of bin. */
export function calibration(judged: readonly Judgement[]): { bins: Bin[]; error: number } {
  const told = required(judged).filter((one) => one.found !== null);
  const bins = Array.from({ length: 10 }, (_, k): Bin => {
    const list = told.filter(({ found }) => Math.min(9, Math.floor(found!.confidence * 10)) === k);
    const mean = (of: (one: JudgedQuotation) => number) =>
      list.reduce((sum, one) => sum + of(one), 0) / list.length || 0;
    return {
      from: k / 10,
      to: (k + 1) / 10,
      quotations: list.length,
      said: mean((one) => one.found!.confidence),
      right: mean((one) => (one.exact && one.speaker ? 1 : 0)),
    };
  });
  const error = bins.reduce((sum, bin) => sum + bin.quotations * Math.abs(bin.said - bin.right), 0) / told.length || 0;
  return { bins, error };
}
