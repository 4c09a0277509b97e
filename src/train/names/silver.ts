/** Silver text: news in which the program itself has found the names; sentences with a doubtful one are left out. */
import type { NameModels } from '../../entities/index.ts';
import { weigh } from '../../entities/recognise.ts';
import type { Encoder } from '../examples.ts';
import { articles } from '../news.ts';
import { Random } from '../random.ts';
import { examplesOf, lessonOf, type RichExample } from './lessons.ts';

export interface SilverPlan {
  /** Folder of the news. */
  news: string;
  /** About so many tokens, of every outlet alike. */
  tokens: number;
  /** Outlets to leave out: those of the articles that are measured. */
  without: ReadonlySet<string>;
  /** Beginnings of texts to leave out (`beginningOf`): the annotated articles stand in the news, too. */
  annotated: ReadonlySet<string>;
  seed: number;
}

/** The outlet of a gold file or of an article of the news: `12-goud-ma.txt`, `goud.ma` -> `goud-ma`. */
export const outletOf = (name: string): string =>
  name
    .replace(/^.*\//, '')
    .replace(/^\d+-|\.txt$/g, '')
    .replaceAll('.', '-');

export const beginningOf = (text: string): string => text.replace(/[^\p{L}]+/gu, '').slice(0, 60);

const DOUBTFUL = { from: 0.25, to: 0.75 };
const SHORTEST_TEXT = 300;
const LONGEST_TEXT = 8000;

/** Texts of the news, drawn at random, outlet by outlet in turn. */
export function drawNews({ news, without, annotated, seed }: Omit<SilverPlan, 'tokens'>): string[] {
  const byOutlet = new Map<string, string[]>();
  for (const { source, text } of articles(news)) {
    const outlet = outletOf(source);
    if (without.has(outlet) || text.length < SHORTEST_TEXT || text.length > LONGEST_TEXT) continue;
    const list = byOutlet.get(outlet);
    if (list) list.push(text);
    else byOutlet.set(outlet, [text]);
  }
  const random = new Random(seed);
  const lists = [...byOutlet.values()].map((list) => random.shuffle(list).slice(0, MOST_OF_AN_OUTLET));
  const drawn: string[] = [];
  for (let i = 0; i < MOST_OF_AN_OUTLET; i++) {
    for (const list of lists) if (i < list.length && !annotated.has(beginningOf(list[i]!))) drawn.push(list[i]!);
  }
  return drawn;
}

const MOST_OF_AN_OUTLET = 200;

export function silverExamples(encoder: Encoder, models: NameModels, plan: SilverPlan): RichExample[] {
  const examples: RichExample[] = [];
  let tokens = 0;
  for (const text of drawNews(plan)) {
    const lesson = lessonOf({ file: 'silver', text, mentions: [], fold: null });
    const { scene, proposed, selected, labels } = lesson;
    const { candidates, probabilities, chosen } = weigh(scene, proposed, selected, models);
    const doubtful = new Uint8Array(labels.length);
    candidates.forEach(({ first, last }, i) => {
      if (probabilities[i]! > DOUBTFUL.from && probabilities[i]! < DOUBTFUL.to) doubtful.fill(1, first, last);
    });
    for (const i of chosen) {
      const { first, last, type } = candidates[i]!;
      labels.fill(2 * type + 2, first, last);
      labels[first] = 2 * type + 1;
    }
    const isSure = ({ first, last }: { first: number; last: number }) => !doubtful.subarray(first, last).includes(1);
    for (const example of examplesOf(encoder, lesson, isSure)) {
      examples.push(example);
      tokens += example.rows.length;
    }
    if (tokens >= plan.tokens) break;
  }
  return examples;
}
