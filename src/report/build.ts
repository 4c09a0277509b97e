/** A report of whatever comes: one result gives the page of an article, several give the explorer of a corpus. */
import type { Analysis } from '../model.ts';
import { corpusBuilder, squeezed } from './corpus/build.ts';
import { LABELS, type Language } from './labels.ts';
import { articlePage, type PageAssets, pageFoot, pageHead } from './page.ts';

export interface ReportBuilder {
  add(analysis: Analysis): void;
  /** The page, in pieces. */
  finish(): Iterable<string>;
}

export function reportBuilder(assets: PageAssets, language: Language): ReportBuilder {
  const corpus = corpusBuilder();
  let first: Analysis | null = null;
  let count = 0;
  return {
    add(analysis) {
      if (count++ === 0) first = analysis;
      corpus.add(analysis);
    },
    finish() {
      return first && count === 1
        ? [articlePage(first, assets, language)]
        : corpusPage(corpus.finish(), assets, language);
    },
  };
}

/** The blocks stand as letters in elements that no browser reads; the page's script does, when it needs them. */
function* corpusPage(
  { index, blocks }: ReturnType<ReturnType<typeof corpusBuilder>['finish']>,
  assets: PageAssets,
  language: Language,
): Iterable<string> {
  yield pageHead(assets, LABELS[language].report, language);
  yield `<script type="text/plain" id="corpus">${squeezed(index)}</script>\n`;
  for (const [i, block] of blocks.entries()) yield `<script type="text/plain" id="block-${i}">${block}</script>\n`;
  yield pageFoot(assets);
}
