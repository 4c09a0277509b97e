/** Which articles and quotations a reader's filters leave, and counting them. */
import { CERTAINTIES } from '../../corpus/data.ts';
import type { Filters } from './route.ts';
import type { Corpus } from './store.ts';

/** Whether an article stands in the outlets and times that are wanted. `2025-10` is before `2025-10-12` and after `2025-09-30`. */
export function articleTest(
  { index }: Corpus,
  { outlet, from, to, name, and }: Filters,
  corpus?: Corpus,
): (article: number) => boolean {
  const { outlets, articles } = index;
  const wanted = outlet === undefined ? -1 : outlets.indexOf(outlet);
  const inNames = [name, and]
    .filter((one): one is string => one !== undefined)
    .map((one) => {
      const places = corpus?.placesOf.of(Number(one)) ?? new Int32Array();
      return new Set([...places].map((row) => index.mentions.article[row]!));
    });
  return (article) => {
    if (outlet !== undefined && articles.outlet[article] !== wanted) return false;
    const date = articles.date[article]!;
    if (from !== undefined && (date === '' || date < from)) return false;
    if (to !== undefined && (date === '' || date.slice(0, to.length) > to)) return false;
    return inNames.every((set) => set.has(article));
  };
}

export function articlesOf(corpus: Corpus, filters: Filters): number[] {
  const fits = articleTest(corpus, filters, corpus);
  const all: number[] = [];
  for (let article = 0; article < corpus.index.articles.title.length; article++) if (fits(article)) all.push(article);
  return all;
}

/** Rows of the quotations that the filters leave. */
export function quotationsOf(corpus: Corpus, filters: Filters): number[] {
  const { quotations, voices, stances } = corpus.index;
  const { voice, stance, kind, gender, certainty } = filters;
  const fits = articleTest(corpus, filters, corpus);
  const wantedStance = stance === undefined ? -1 : stances.indexOf(stance as never);
  const wantedCertainty = CERTAINTIES.indexOf(certainty as never);
  const rows: number[] = [];
  for (let row = 0; row < quotations.article.length; row++) {
    const who = quotations.voice[row]!;
    const speaker = voices[who];
    if (voice !== undefined && who !== Number(voice)) continue;
    if (stance !== undefined && quotations.stance[row] !== wantedStance) continue;
    if (certainty !== undefined && quotations.certainty[row] !== wantedCertainty) continue;
    if (kind !== undefined && (speaker?.kind ?? 'unknown') !== kind) continue;
    if (gender !== undefined && (!speaker || (speaker.gender ?? '-') !== gender || !isPerson(speaker.kind))) continue;
    if (!fits(quotations.article[row]!)) continue;
    rows.push(row);
  }
  return rows;
}

/** People have a gender; bodies, media and the unnamed are not counted by it. */
export const isPerson = (kind: string): boolean => kind === 'official' || kind === 'named';

/** How often each value comes, the most frequent first. */
export function tally<T>(items: Iterable<T>): [T, number][] {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

export interface VoiceFigures {
  voice: number;
  quotations: number;
  words: number;
  articles: number;
  outlets: number;
}

export function voiceFigures({ index }: Corpus, rows: readonly number[]): VoiceFigures[] {
  const { quotations, articles } = index;
  const figures = new Map<number, VoiceFigures & { seen: Set<number>; at: Set<number> }>();
  for (const row of rows) {
    const voice = quotations.voice[row]!;
    if (voice < 0) continue;
    let one = figures.get(voice);
    if (!one) {
      one = { voice, quotations: 0, words: 0, articles: 0, outlets: 0, seen: new Set(), at: new Set() };
      figures.set(voice, one);
    }
    one.quotations++;
    one.words += quotations.words[row]!;
    one.seen.add(quotations.article[row]!);
    one.at.add(articles.outlet[quotations.article[row]!]!);
  }
  return [...figures.values()]
    .map(({ seen, at, ...one }) => ({ ...one, articles: seen.size, outlets: at.size }))
    .sort((a, b) => b.quotations - a.quotations || b.words - a.words);
}

export interface NameFigures {
  name: number;
  mentions: number;
  articles: number;
}

export function nameFigures({ index, mentionsOf }: Corpus, articles: readonly number[]): NameFigures[] {
  const figures = new Map<number, NameFigures>();
  for (const article of articles)
    for (const row of mentionsOf.of(article)) {
      const name = index.mentions.name[row]!;
      let one = figures.get(name);
      if (!one) {
        one = { name, mentions: 0, articles: 0 };
        figures.set(name, one);
      }
      one.mentions += index.mentions.count[row]!;
      one.articles++;
    }
  return [...figures.values()].sort((a, b) => b.articles - a.articles || b.mentions - a.mentions);
}

/** In how many articles two of some names stand together. */
export function together(
  { index, mentionsOf }: Corpus,
  articles: readonly number[],
  names: readonly number[],
): number[][] {
  const place = new Map(names.map((name, i) => [name, i]));
  const counts = names.map(() => names.map(() => 0));
  for (const article of articles) {
    const here = [...mentionsOf.of(article)].flatMap((row) => place.get(index.mentions.name[row]!) ?? []);
    for (const a of here) for (const b of here) if (a !== b) counts[a]![b]!++;
  }
  return counts;
}

/** Days, months or years, as many as can be drawn side by side. */
export function periodsOf(dates: readonly string[]): { periods: string[]; length: 4 | 7 | 10 } {
  const known = dates.filter((date) => date.length >= 4).sort();
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return { periods: [], length: 7 };
  const days = (Date.parse(`${last}`) - Date.parse(`${first}`)) / 86_400_000;
  const length = days <= 62 && known.every((date) => date.length === 10) ? 10 : days <= 366 * 6 ? 7 : 4;
  const periods: string[] = [];
  let period = first.slice(0, length);
  while (period <= last.slice(0, length) && periods.length < 400) {
    periods.push(period);
    period = following(period);
  }
  return { periods, length };
}

function following(period: string): string {
  if (period.length === 4) return String(Number(period) + 1).padStart(4, '0');
  const [year, month, day] = period.split('-').map(Number) as [number, number, number?];
  const next = new Date(Date.UTC(year, day === undefined ? month : month - 1, day === undefined ? 1 : day + 1));
  return next.toISOString().slice(0, period.length);
}
