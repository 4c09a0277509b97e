/** Reads annotated articles: `NNN-name.txt` beside `NNN-name.gold.json`, and the folds they are split into. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EntityType, QuotationType, Span, SpeakerKind } from '../model.ts';

export interface GoldQuotation extends Span {
  type: QuotationType;
  /** Finding it is no error, missing it neither. */
  optional: boolean;
  fragments: Span[];
  cue: Span | null;
  source: Span | null;
  /** The name that the article gives the speaker; null where it doesn't tell. */
  speaker: string | null;
  aliases: string[];
  kind: SpeakerKind;
  via: string | null;
  medium?: Span | null;
  addressee?: Span | null;
}

export interface GoldAttribution extends Span {
  speaker: string | null;
  aliases: string[];
}

export interface GoldMention extends Span {
  type: EntityType;
  /** Name of the entity it belongs to. */
  name: string;
}

export interface GoldSpeaker {
  name: string;
  role?: string | null;
  affiliation?: string | null;
  gender?: 'm' | 'f' | null;
}

export interface GoldArticle {
  file: string;
  text: string;
  /** Missing where an article is annotated with names only. */
  quotations?: GoldQuotation[];
  attributions?: GoldAttribution[];
  speakers?: GoldSpeaker[];
  mentions: GoldMention[];
  /** Only whose its quotations are was judged, by readers; what they are was found by the program. */
  voicesOnly?: true;
  /** The fold in which it is measured; null where the folder has no folds. */
  fold: number | null;
}

/** All articles of a folder, in the order of their names. Offsets are UTF-16 units of `text`, byte order mark dropped. */
export function readGold(folder: string): GoldArticle[] {
  const foldFile = join(folder, 'folds.json');
  const folds: Record<string, number> = existsSync(foldFile) ? JSON.parse(readFileSync(foldFile, 'utf8')) : {};
  return readdirSync(folder)
    .filter((name) => name.endsWith('.gold.json'))
    .sort()
    .map((name) => {
      const gold = JSON.parse(readFileSync(join(folder, name), 'utf8')) as GoldArticle;
      const text = readFileSync(join(folder, gold.file), 'utf8').replace(/^\uFEFF/, '');
      return { ...gold, text, fold: folds[gold.file] ?? null };
    });
}

/** The folds of some articles, in order. */
export const foldsOf = (articles: readonly GoldArticle[]): number[] =>
  [...new Set(articles.map(({ fold }) => fold))].filter((fold) => fold !== null).sort((a, b) => a - b);
