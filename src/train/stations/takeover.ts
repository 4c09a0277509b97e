/**
 * Trains the model of the narrator's taking over (`src/quotations/contents/takeover.ts`) from running news: the end of a pair of marks is a
 * right place, every comma or other boundary inside of it a wrong one. Nothing annotated is read, and articles of the gold are left out:
 * `node .config/run.mjs src/train/stations/takeover.ts [NEWS] [--without GOLD]`.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readGold } from '../../evaluate/gold.ts';
import { writeForest } from '../../learned/file.ts';
import { compact } from '../../learned/layout.ts';
import { defaultLexicon } from '../../lexicon/index.ts';
import { BLIND, describeTakeover, takeoverLayout } from '../../quotations/contents/takeover.ts';
import { buildContext } from '../../quotations/context.ts';
import { countIn, FLAG, has, type View, viewOf, wordBefore, wordFrom } from '../../quotations/view.ts';
import { indexText } from '../../text/index.ts';
import { type BoostOptions, boost } from '../boost.ts';
import { articles } from '../news.ts';
import { Sheet } from '../sheet.ts';

const FILE = 'src/quotations/contents/takeover.model.txt';
const LONGEST_ARTICLE = 12_000;
const LEAST_WORDS = 6;
const MOST_ROWS = 100_000;

const TREES: BoostOptions = {
  aim: 'logistic',
  trees: 200,
  leaves: 12,
  rate: 0.12,
  leastRows: 30,
  features: 0.3,
  sample: 0.5,
  leastSeen: 60,
  about: 'trained on the quotation marks of running news',
};

/** Boundaries of one article: where a pair closes in the middle of a sentence, and those that stand inside of pairs. */
function boundaries(view: View, add: (last: number, after: number, comma: boolean, right: boolean) => void): void {
  const { context } = view;
  for (const [open, pair] of context.pairOpenedAt) {
    if (pair.close === null || pair.depth > 0 || countIn(view, FLAG.word, open, pair.close) < LEAST_WORDS) continue;
    const { close } = pair;
    const last = wordBefore(view, close, open);
    const after = wordFrom(view, close, Math.min(view.size, close + 3));
    if (last < 0 || after < 0 || countIn(view, FLAG.stop, last, after) || countIn(view, FLAG.colon, last, after))
      continue;
    if (countIn(view, FLAG['paragraph-end'], last, after) || context.pairOpenedAt.has(after - 1)) continue;
    // `أن «…»، وأن …`: the clause goes on behind its marks
    if (has(view, after, FLAG.complementiser)) continue;
    add(last, after, countIn(view, FLAG.comma, last, after) > 0, true);
    for (let i = open + 2; i < close; i++) {
      if (!view.bounds[i]) continue;
      const from = wordBefore(view, i, open + 1);
      const to = wordFrom(view, i, close);
      if (from < 0 || to < 0 || countIn(view, FLAG.stop, from, to)) continue;
      add(from, to, countIn(view, FLAG.comma, from, to) > 0, false);
      i = to;
    }
  }
}

function main(): void {
  const { values: flags, positionals } = parseArgs({
    options: { without: { type: 'string', multiple: true, default: ['../shared/gold/news', '../shared/gold/dev'] } },
    allowPositionals: true,
  });
  const head = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 120);
  const annotated = new Set(flags.without.flatMap(readGold).map(({ text }) => head(text)));
  const sheet = new Sheet();
  const row = takeoverLayout.row();
  const blind = takeoverLayout.names.flatMap((name, at) =>
    BLIND.some((flag) => name.endsWith(`.${flag}`)) ? [at] : [],
  );
  let read = 0;
  for (const { text } of articles(positionals[0] ?? '../shared/data/news')) {
    read++;
    if (text.length > LONGEST_ARTICLE || annotated.has(head(text))) continue;
    const view = viewOf(buildContext(indexText(text), [], defaultLexicon()));
    boundaries(view, (last, after, comma, right) => {
      sheet.begin(right ? 1 : 0);
      const seen = takeoverLayout.spread(describeTakeover(view, last, after, comma, row), view.lines);
      for (const column of blind) seen[column] = 0;
      sheet.fill(takeoverLayout.names, seen);
    });
    if (sheet.count > MOST_ROWS) break;
  }
  console.log(`${sheet.count} boundaries of ${read} articles`);
  writeFileSync(FILE, writeForest(compact(boost(sheet, TREES))));
}

if (process.argv[1]?.endsWith('stations/takeover.ts')) main();
