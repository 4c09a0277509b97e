/**
 * Trains the models of the cues and contents: is it a cue, where its content begins, where it ends; then, over what these propose, whether
 * it is a quotation. A later model learns from what earlier ones say of articles that they did not learn from.
 */
import { readForest, writeForest } from '../../learned/file.ts';

import { bind, compact, type Layout } from '../../learned/layout.ts';
import type { Forest } from '../../learned/trees.ts';
import { acceptLayout, describeProposal } from '../../quotations/contents/accept.ts';
import type { AcceptModels } from '../../quotations/contents/choose.ts';
import { began, describeEnd, endLayout, endsOf } from '../../quotations/contents/ends.ts';
import { cueChances, type Proposal, propose } from '../../quotations/contents/propose.ts';
import { describeStart, startBase, startLayout, startsOf } from '../../quotations/contents/starts.ts';
import { cueLayout, describeCue } from '../../quotations/cues/features.ts';
import { MODELS, type StationModels } from '../../quotations/models.ts';
import { countIn, FLAG } from '../../quotations/view.ts';
import { type BoostOptions, boost } from '../boost.ts';
import type { Lesson } from '../lesson.ts';
import { Sheet } from '../sheet.ts';
import { type Taught, teach, type Wanted } from './taught.ts';

export const CUE_TREES: BoostOptions = {
  aim: 'logistic',
  trees: 80,
  leaves: 12,
  rate: 0.14,
  leastRows: 15,
  features: 0.3,
  leastSeen: 20,
  bags: 2,
};
export const START_TREES: BoostOptions = {
  aim: 'logistic',
  trees: 90,
  leaves: 12,
  rate: 0.15,
  leastRows: 10,
  features: 0.25,
  sample: 0.35,
  leastSeen: 25,
  bags: 2,
};
export const END_TREES: BoostOptions = {
  aim: 'choice',
  trees: 150,
  leaves: 12,
  rate: 0.12,
  leastRows: 10,
  features: 0.25,
  sample: 0.4,
  leastSeen: 25,
  bags: 2,
};

export function cueSheet(taught: readonly Taught[]): Sheet {
  const sheet = new Sheet();
  const row = cueLayout.row();
  for (const { view, cues, wanted } of taught) {
    const right = new Set(wanted.map(({ cue }) => cue));
    cues.forEach((cue, i) => {
      sheet.begin(right.has(i) ? 1 : 0);
      sheet.fill(cueLayout.names, cueLayout.spread(describeCue(view, cue, row), view.lines));
    });
  }
  return sheet;
}

export const trainCues = (taught: readonly Taught[], options = CUE_TREES): Forest => boost(cueSheet(taught), options);

/** Starts of cues that are, or might be taken for, ones. */
export function startSheet(taught: readonly Taught[], least = 0.03): Sheet {
  const sheet = new Sheet();
  const row = startLayout.row();
  for (const { view, cues, wanted, chances } of taught) {
    cues.forEach((cue, i) => {
      const mine = wanted.filter((one) => one.cue === i);
      if (!mine.length && chances.chances[cue.token]! < least) return;
      const starts = startsOf(view, cue);
      const base = startBase(view, cue, chances, starts.length);
      starts.forEach((start, rank) => {
        sheet.begin(mine.some((one) => one.start === start.token) ? 1 : 0);
        const described = describeStart(view, cue, chances, base, start, rank, row);
        sheet.fill(startLayout.names, startLayout.spread(described, view.lines));
      });
    });
  }
  return sheet;
}

export const trainStarts = (taught: readonly Taught[], options = START_TREES): Forest =>
  boost(startSheet(taught), options);

export function endSheet(taught: readonly Taught[]): Sheet {
  const sheet = new Sheet();
  const row = endLayout.row();
  let group = 0;
  for (const { view, cues, wanted, chances } of taught) {
    for (const one of wanted) {
      const cue = cues[one.cue];
      if (!cue) continue;
      const start = startsOf(view, cue).find(({ token }) => token === one.start);
      if (!start) continue;
      const ends = endsOf(view, cue, start);
      if (!ends.includes(one.last)) continue;
      const content = began(view, chances, cue, start);
      group++;
      ends.forEach((last, rank) => {
        sheet.begin(last === one.last ? 1 : 0, group);
        const described = describeEnd(content, last, rank, ends.length, row);
        sheet.fill(endLayout.names, endLayout.spread(described, view.lines));
      });
    }
  }
  return sheet;
}

export const trainEnds = (taught: readonly Taught[], options = END_TREES): Forest => boost(endSheet(taught), options);

/** A model as the program will have it: its numbers as they are written to the file. */
export const settled = (model: Forest, layout: Layout): Forest => bind(readForest(writeForest(compact(model))), layout);

/** Gives each article the chances of its cues. */
export function tellChances(taught: readonly Taught[], model: Forest): void {
  for (const one of taught) one.chances = cueChances(one.view, one.cues, model);
}

export const ACCEPT_TREES: BoostOptions = {
  aim: 'logistic',
  trees: 90,
  leaves: 8,
  rate: 0.12,
  leastRows: 20,
  features: 0.4,
  leastSeen: 20,
  bags: 2,
};

/** What a proposal is, by the gold: the one it finds (half of the words), whether exactly, whether a noun phrase. */
export function judged(
  one: Taught,
  p: Proposal,
): { found: boolean; exact: boolean; nominal: boolean | null; wanted: Wanted | null } {
  let best: Wanted | null = null;
  let most = 0;
  for (const wanted of one.wanted) {
    const common = countIn(
      one.view,
      FLAG.word,
      Math.max(p.start.token, wanted.start),
      Math.min(p.last, wanted.last) + 1,
    );
    if (common === 0) continue;
    const all = countIn(one.view, FLAG.word, Math.min(p.start.token, wanted.start), Math.max(p.last, wanted.last) + 1);
    const mine = one.cues[wanted.cue] === p.cue;
    const share = common / all;
    if (share < 0.5 || (!mine && wanted.cue >= 0)) continue;
    if (share > most) {
      most = share;
      best = wanted;
    }
  }
  const exact = best !== null && best.start === p.start.token && best.last === p.last;
  return { found: best !== null, exact, nominal: best ? best.gold.type === 'nominal' : null, wanted: best };
}

type ContentModels = Pick<StationModels, `contents.${'cues' | 'starts' | 'ends'}`> & AcceptModels;

export interface ProposedArticle {
  taught: Taught;
  proposals: Proposal[];
}

export function trainAccept(articles: readonly ProposedArticle[], options = ACCEPT_TREES): AcceptModels {
  const sheets = { found: new Sheet(), exact: new Sheet(), nominal: new Sheet() };
  const row = acceptLayout.row();
  for (const { taught, proposals } of articles) {
    proposals.forEach((p, k) => {
      const { found, exact, nominal } = judged(taught, p);
      const described = acceptLayout.spread(describeProposal(taught.view, proposals, k, row), taught.view.lines);
      sheets.found.begin(found ? 1 : 0).fill(acceptLayout.names, described);
      sheets.exact.begin(exact ? 1 : 0).fill(acceptLayout.names, described);
      if (nominal !== null) sheets.nominal.begin(nominal ? 1 : 0).fill(acceptLayout.names, described);
    });
  }
  return {
    'contents.found': boost(sheets.found, options),
    'contents.exact': boost(sheets.exact, options),
    'contents.nominal': boost(sheets.nominal, { ...options, trees: 40, leaves: 6 }),
  };
}

/** Parts of the articles: what models say of one comes from models that learned from the others. */
const PARTS = 3;

/** All models of cues and contents from some lessons. */
export function trainContents(lessons: readonly Lesson[], log: (line: string) => void): ContentModels {
  const about = `${lessons.length} annotated articles`;
  const taught = lessons.filter(({ gold }) => gold.quotations).map(teach);
  const parts = Array.from({ length: PARTS }, (_, part) => ({
    inside: taught.filter((_, i) => i % PARTS === part),
    outside: taught.filter((_, i) => i % PARTS !== part),
  }));
  for (const { inside, outside } of parts) tellChances(inside, settled(trainCues(outside), cueLayout));
  log('cues');
  const proposed: ProposedArticle[] = [];
  for (const { inside, outside } of parts) {
    const models = {
      'contents.starts': settled(trainStarts(outside), startLayout),
      'contents.ends': settled(trainEnds(outside), endLayout),
    };
    for (const one of inside)
      proposed.push({
        taught: one,
        proposals: propose(one.view, one.cues, one.chances, models).filter(({ interrupted }) => !interrupted),
      });
  }
  log('contents');
  const models: ContentModels = {
    'contents.cues': trainCues(taught),
    'contents.starts': trainStarts(taught),
    'contents.ends': trainEnds(taught),
    ...trainAccept(proposed),
  };
  const named = Object.entries(models).map(([name, model]) => [name, { ...model, about }]);
  return Object.fromEntries(named) as ContentModels;
}

/** The models as the program has them. */
export const settledContents = (models: ContentModels): ContentModels =>
  Object.fromEntries(
    Object.entries(models).map(([name, model]) => [name, settled(model, MODELS[name as keyof ContentModels].layout!)]),
  ) as ContentModels;
