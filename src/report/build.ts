/** A report of whatever comes: one result gives the page of an article, several give the explorer of a corpus. */
import type { Analysis } from '../model.ts';
import type { Language } from './labels.ts';
import { articlePage, type PageAssets } from './page.ts';

export interface ReportBuilder {
  add(analysis: Analysis): void;
  /** The page, in pieces. */
  finish(): string[];
}

export function reportBuilder(assets: PageAssets, language: Language): ReportBuilder {
  const all: Analysis[] = [];
  return {
    add: (analysis) => void all.push(analysis),
    finish: () => all.map((analysis) => articlePage(analysis, assets, language)),
  };
}
