/**
 * Annotations that stand apart from their articles: a line an article, with the file of `data/news` and the id under which its text
 * lies there (`src/train/*.jsonl`). Offsets as in the gold.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { EntityType, QuotationType, Span, SpeakerKind } from '../model.ts';
import type { GoldArticle, GoldQuotation } from './gold.ts';

/** Annotations of our own: quotations and whose they are. */
export const ANNOTATED = 'src/train/annotated.jsonl';
/** The same of articles of whose quotations the program was unsure; the reader learns from them, the stations, which then decided worse, don't. */
export const FURTHER = 'src/train/further.jsonl';
/** Articles drawn at random and annotated whole when the models had been made: no model, list or rule learns from them, they only measure. */
export const UNSEEN = 'src/evaluate/unseen.jsonl';
/** Names only. */
export const NAMED = 'src/train/named.jsonl';
/** Only whose the quotations are that the program had found, judged by readers: the ranker of speakers learns from them. */
export const VOICED = 'src/train/voiced.jsonl';

/** Annotated whole by readers who did not see what the program finds. */
export const isBlind = ({ file }: { file: string }): boolean => /^[68]\d{3}-/.test(file);

interface Place {
  /** The collection that has the text, and the article's id in it. */
  news: string;
  id: string;
  outlet: string;
}

type StandOff = Place & Omit<GoldArticle, 'text' | 'fold'>;

/** A name as it stands in the file: first offset, offset behind the last, type. */
type Name = [number, number, EntityType];
type NamedStandOff = Place & { names: Name[] };

type Offsets = [first: number, behind: number];
/** A saying as it stands in the file: its type, whose it is (-1: nobody's whom the article tells), cue, source (0: none), and the pieces of its content. */
type Saying = [type: QuotationType, voice: number, cue: Offsets | 0, source: Offsets | 0, ...pieces: number[]];
type VoicedStandOff = Place & { voices: [name: string, kind: SpeakerKind, ...aliases: string[]][]; sayings: Saying[] };

/** An article of which only the names are annotated. */
export interface NamedArticle {
  file: string;
  text: string;
  mentions: { start: number; end: number; type: EntityType }[];
  fold: number | null;
}

/**
 * The annotated articles whose text is at hand under `news`. `foldOfOutlet`: the fold in which an outlet is measured, so that no
 * article of it is learned from when it is.
 */
export function readStandOff(
  file: string,
  news: string,
  foldOfOutlet: (outlet: string) => number | null,
): GoldArticle[] {
  return withTexts<StandOff | VoicedStandOff>(file, news).map(([line, text]) => {
    const { news: _, outlet, id, ...rest } = line;
    const article = 'sayings' in rest ? voicedArticle(rest, `voiced/${id}-${outlet}.txt`) : rest;
    return { ...article, text, fold: foldOfOutlet(outlet) };
  });
}

const spanOf = (offsets: Offsets | 0): Span | null => (offsets ? { start: offsets[0], end: offsets[1] } : null);

function voicedArticle(
  { voices, sayings }: Omit<VoicedStandOff, keyof Place>,
  file: string,
): Omit<GoldArticle, 'text' | 'fold'> {
  const quotations = sayings.map(([type, voice, cue, source, ...pieces]): GoldQuotation => {
    const [speaker, kind, ...aliases] = voices[voice] ?? [null, 'person' as const];
    const fragments = pieces.flatMap((start, i) => (i % 2 ? [] : [{ start, end: pieces[i + 1]! }]));
    const whole = { start: fragments[0]!.start, end: fragments.at(-1)!.end };
    const told = { speaker, kind, aliases, cue: spanOf(cue), source: spanOf(source) };
    return { type, optional: false, ...whole, fragments, ...told, via: null };
  });
  return { file, quotations, mentions: [], voicesOnly: true };
}

/** The same of articles of which only the names are annotated (`src/train/named.jsonl`). */
export const readNames = (
  file: string,
  news: string,
  foldOfOutlet: (outlet: string) => number | null,
): NamedArticle[] =>
  withTexts<NamedStandOff>(file, news).map(([{ id, outlet, names }, text]) => ({
    file: `annotated/${id}-${outlet}.txt`,
    text,
    mentions: names.map(([start, end, type]) => ({ start, end, type })),
    fold: foldOfOutlet(outlet),
  }));

/** The lines of a file with the text of each, where it is at hand. */
function withTexts<Line extends Place>(file: string, news: string): [Line, string][] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
  const texts = new Map<string, Map<string, string>>();
  for (const collection of new Set(lines.map((one) => one.news))) {
    const wanted = new Set(lines.filter((one) => one.news === collection).map(({ id }) => id));
    texts.set(collection, textsOf(join(news, collection), wanted));
  }
  return lines.flatMap((line): [Line, string][] => {
    const text = texts.get(line.news)?.get(line.id);
    return text === undefined ? [] : [[line, text]];
  });
}

function textsOf(file: string, wanted: ReadonlySet<string>): Map<string, string> {
  const found = new Map<string, string>();
  if (!existsSync(file)) return found;
  for (const line of gunzipSync(readFileSync(file)).toString('utf8').split('\n')) {
    if (!line) continue;
    const { id, text } = JSON.parse(line) as { id: string; text: string };
    if (wanted.has(id)) found.set(id, text.replace(/^\uFEFF/, ''));
  }
  return found;
}

/** The fold of each outlet, as the articles of a folder of gold are split. */
export function foldsOfOutlets(articles: readonly GoldArticle[]): (outlet: string) => number | null {
  const folds = new Map(articles.map(({ file, fold }) => [file.replace(/^\d+-|\.txt$/g, ''), fold]));
  return (outlet) => folds.get(outlet) ?? null;
}
