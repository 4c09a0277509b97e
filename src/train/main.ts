/**
 * Trains what the program has learned: `npm run train -- [--only names|reader|quotations|contents|speakers|hints|described|anercorp] [--data DIR] [--gold DIR]
 * [--packages DIR] [--cache DIR]`. The base of the name tagger comes from news and other corpora; names are taught by our own gold,
 * above it the trees that choose among spans; ANERcorp has a head of its own. The reader of the quotations
 * and then their stations learn from names that never saw the article, the stations from readers that never saw it either.
 * `--only contents` trains cues and contents above the names that ship (`contents.ts`), `--only speakers` who speaks above all that ships
 * (`speakers.ts`); with `--no-final --folds 3,4` they measure those folds instead.
 * `--go-on` lets names and reader (or one of them, with `--only`) learn on from what ships (`go-on.ts`).
 * `--only hints` teaches the reader that ships what `HINTS` have beyond what it tells.
 * `--only described` trains phrases, offices and outlets above the names and the reader that ship.
 * `--only anercorp` trains base and head without the last 15 % of ANERcorp's training split and measures them there.
 * Steps whose result lies in the cache folder are not made again.
 */
import { parseArgs } from 'node:util';
import { trainContentsAlone } from './contents.ts';
import { trainDescribed } from './described.ts';
import { namesGoOn, readerGoesOn, readerLearnsHints } from './go-on.ts';
import { measureAnercorp, trainNames } from './names.ts';
import { trainShipped } from './quotations.ts';
import { trainReader } from './reader/index.ts';
import { trainSpeakers } from './speakers.ts';

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string' },
    data: { type: 'string', default: '../shared/data' },
    gold: { type: 'string', default: '../shared/gold' },
    packages: { type: 'string', default: 'node_modules' },
    cache: { type: 'string', default: '.cache/train' },
    out: { type: 'string', default: 'src/network/model/network.bin' },
    spans: { type: 'string', default: 'src/entities/spans/spans.model.txt' },
    /** Folds to cross-validate; 5 stands for gold/dev. */
    folds: { type: 'string', default: '0,1,2,3,4,5' },
    /** Whether the models that ship are made; else only those of the folds. */
    final: { type: 'boolean', default: true },
    'go-on': { type: 'boolean', default: false },
  },
  allowNegative: true,
});
const ONLY = ['names', 'reader', 'quotations', 'contents', 'speakers', 'hints', 'described', 'anercorp'];
if (flags.only !== undefined && !ONLY.includes(flags.only))
  throw new Error(`--only ${flags.only}: one of ${ONLY.join(', ')}`);
const began = performance.now();
const log = (line: string) => console.log(`${((performance.now() - began) / 1000).toFixed(0).padStart(6)} s  ${line}`);
const folds = flags.folds.split(',').filter(Boolean).map(Number);
const does = (step: string): boolean => flags.only === undefined || flags.only === step;
if (flags['go-on']) {
  // the reader learns from names that don't know its articles any better than before
  if (does('reader')) readerGoesOn({ ...flags, log });
  if (does('names')) namesGoOn({ ...flags, log });
} else if (flags.only === 'anercorp') measureAnercorp({ ...flags, log }, 0.15);
else if (flags.only === 'speakers') trainSpeakers({ ...flags, folds, log });
else if (flags.only === 'hints') readerLearnsHints({ ...flags, log });
else if (flags.only === 'described') trainDescribed({ ...flags, log });
else if (flags.only === 'contents') trainContentsAlone({ ...flags, folds, log });
else {
  if (does('names')) trainNames({ ...flags, folds, log });
  if (does('reader')) trainReader({ ...flags, log });
  if (does('quotations')) trainShipped(flags, log);
}
