/**
 * Trains who speaks. The ranker sees an article as the program goes through it: with sources and earlier speakers as models decide them
 * that never saw the article, so that it learns to live with their errors.
 */
import { nameWords, overlap, wordEnds } from '../../evaluate/words.ts';
import { bind } from '../../learned/layout.ts';
import { type Perceptron, placed } from '../../learned/perceptron.ts';
import type { Forest } from '../../learned/trees.ts';
import type { Context } from '../../quotations/context.ts';
import type { StationModels } from '../../quotations/models.ts';
import { type Saying, sayingOfPhrase } from '../../quotations/sayings.ts';
import { chooseSource, type SourceModels } from '../../quotations/sources/choose.ts';
import { Cast } from '../../quotations/speakers/cast.ts';
import { describeSpeakers, speakerLayout } from '../../quotations/speakers/features.ts';
import { byModel, type Choice, type Chooser, rankAll } from '../../quotations/speakers/rank.ts';
import type { Referent } from '../../quotations/speakers/referents.ts';
import { trustLayout } from '../../quotations/speakers/trust.ts';
import type { Candidate, Sourced } from '../../quotations/speakers/turns.ts';
import { type BoostOptions, boost } from '../boost.ts';
import { type Lesson, whole } from '../lesson.ts';
import { type PerceptronOptions, perceptron } from '../perceptron.ts';
import { Sheet } from '../sheet.ts';
import { type GoldSaying, goldSayings } from './sayings.ts';
import { trainSources } from './sources.ts';

const RANKER: PerceptronOptions = { width: 64, epochs: 12, rate: 3e-3, left: 0.2 };
/** Networks that ship together. */
const NETS = 4;
/** Networks of those that never saw a part, from which it is learned how far the ones that ship can be trusted. */
const PART_NETS = 2;
const TRUST: BoostOptions = { aim: 'logistic', trees: 40, leaves: 6, rate: 0.1, leastRows: 40, features: 0.6 };
/** Parts of the lessons that take turns in being unseen. */
const PARTS = 3;

/** An article with its sources as some model told them. */
export interface Told {
  lesson: Lesson;
  turns: (GoldSaying & { sourced: Sourced })[];
}

export function tellSources(lesson: Lesson, models: SourceModels): Told {
  const turns = goldSayings(lesson).map((one) => ({
    ...one,
    sourced: chooseSource(lesson.context, one.said, models),
  }));
  return { lesson, turns };
}

const sourceText = (context: Context, [first, last]: [number, number]) => ({
  start: context.tokens[first]!.start,
  end: context.tokens[last - 1]!.end,
});

/** Half of the words of either source are common. */
export function sameSource(context: Context, text: string, one: GoldSaying, span: [number, number] | null): boolean {
  if (!one.source || !span) return false;
  const gold = wordEnds(text, [sourceText(context, one.source)]);
  return overlap(gold, wordEnds(text, [sourceText(context, span)])) >= 0.5;
}

const key = (name: string): string => nameWords(name).join(' ');

export function hasName({ speaker, aliases }: GoldSaying, { name, aliases: others }: Referent): boolean {
  if (speaker === null) return false;
  const wanted = key(speaker);
  return [name, ...others].some((form) => key(form) === wanted) || aliases.some((alias) => key(alias) === key(name));
}

/** The right ones of some candidates: by name; a description also by its words, where the gold has no name for it. */
export function rightOnes(
  context: Context,
  text: string,
  one: GoldSaying,
  sourced: Sourced,
  list: readonly Candidate[],
): boolean[] {
  const named = list.map(({ referent }) => hasName(one, referent));
  if (!one.unnamed || named.includes(true) || !sameSource(context, text, one, sourced.span)) return named;
  return list.map(({ way }) => way === 'source');
}

/** Adds the rows of an article to a sheet; earlier speakers are the gold's, or those of a ranker. */
function addArticle(sheet: Sheet, { lesson, turns }: Told, ranker: Perceptron | null): void {
  const { context, gold } = lesson;
  const chooser = ranker && byModel(ranker);
  const teach: Chooser = (setting, list) => {
    const one = turns.find(({ said }) => said === setting.said)!;
    const right = rightOnes(context, gold.text, one, setting.sourced, list);
    const add = (said: Saying, weight: number): void => {
      const group = sheet.count;
      let at = 0;
      describeSpeakers({ ...setting, said }, list, (row) => {
        sheet.begin(right[at++] ? 1 : 0, group, weight).fill(speakerLayout.names, row);
      });
    };
    if (right.includes(true)) {
      const { site } = one.said;
      add(setting.said, one.required || !one.hasSource ? 1 : 0.5);
      // what hangs on a phrase teaches also whose a phrase by itself is
      if (site && one.hasSource) add(sayingOfPhrase(context, site), 0.5);
    }
    if (chooser) return chooser(setting, list);
    const best = list.findIndex((_, i) => right[i]);
    const chosen = best >= 0 ? best : list.findIndex(({ way }) => way === 'source');
    return chosen < 0 ? [] : [{ ...list[chosen]!, share: 1 }];
  };
  rankAll(context, new Cast(context), turns, teach);
}

function trainRanker(
  articles: readonly { told: Told; ranker: Perceptron | null }[],
  nets: number,
  about: string,
): Perceptron {
  const sheet = new Sheet();
  for (const { told, ranker } of articles) addArticle(sheet, told, ranker);
  return placed(perceptron(sheet, { ...RANKER, nets, about }), speakerLayout);
}

/** Whether the likeliest candidate is right: by its name, or where the gold has none by the words of the source. */
export function isRight(lesson: Lesson, one: GoldSaying, { referent, sourced }: Choice): boolean {
  if (referent ? hasName(one, referent) : one.speaker === null) return true;
  return one.unnamed && sameSource(lesson.context, lesson.gold.text, one, sourced.span);
}

/** Learns from rankers of unseen parts how often a choice of some likelihood is right. */
function trainTrust(articles: readonly { told: Told; ranker: Perceptron }[], about: string): Forest {
  const sheet = new Sheet();
  for (const { told, ranker } of articles) {
    const { context } = told.lesson;
    const choices = rankAll(context, new Cast(context), told.turns, byModel(ranker));
    choices.forEach((choice, i) => {
      const one = told.turns[i]!;
      if (!one.required || choice.ranked.length === 0) return;
      sheet.begin(isRight(told.lesson, one, choice) ? 1 : 0).fill(trustLayout.names, choice.trust);
    });
  }
  return bind(boost(sheet, { ...TRUST, about }), trustLayout);
}

/** The lessons take turns in being unseen by the first models, which then go through them as the program would. */
const partOf = (i: number): number => i % PARTS;

export function trainVoices(
  lessons: readonly Lesson[],
  log: (line: string) => void,
): Pick<StationModels, `sources.${'starts' | 'ends'}` | `speakers.${'rank' | 'trust'}`> {
  const annotated = whole(lessons);
  const about = `trained on ${annotated.length} annotated articles`;
  const parts = Array.from({ length: PARTS }, (_, part) =>
    trainSources(annotated.filter((_, i) => partOf(i) !== part)),
  );
  const unseenBy = new Map(annotated.map((lesson, i) => [lesson, parts[partOf(i)]!]));
  const sources = trainSources(annotated, about);
  const told = lessons.map((lesson) => tellSources(lesson, unseenBy.get(lesson) ?? sources));
  log('sources');
  const more = lessons.length - annotated.length;
  const ranked = trainRankers(told, log, more > 0 ? `${about}, and the speakers of ${more}` : about);
  return { 'sources.starts': sources.starts, 'sources.ends': sources.ends, ...ranked };
}

/** The ranker and how far it can be trusted, from articles whose sources are told by models that never saw them. */
export function trainRankers(
  told: readonly Told[],
  log: (line: string) => void,
  about: string,
): Pick<StationModels, 'speakers.rank' | 'speakers.trust'> {
  const parts = Array.from({ length: PARTS }, (_, part) =>
    trainRanker(
      told.filter((_, i) => partOf(i) !== part).map((one) => ({ told: one, ranker: null })),
      PART_NETS,
      '',
    ),
  );
  const unseen = told.map((one, i) => ({ told: one, ranker: parts[partOf(i)]! }));
  const ranker = trainRanker(unseen, NETS, about);
  const trust = trainTrust(
    unseen.filter(({ told: { lesson } }) => !lesson.gold.voicesOnly),
    about,
  );
  log('speakers');
  return { 'speakers.rank': ranker, 'speakers.trust': trust };
}
