/** Trains the models that tell medium, addressee and relaying outlet of a quotation (`src/quotations/attributions/`). */
import type { GoldQuotation } from '../../evaluate/gold.ts';
import { nameWords, overlap, wordEnds } from '../../evaluate/words.ts';
import type { Features } from '../../learned/features.ts';
import type { Span } from '../../model.ts';
import { addresseeSpans, describeAddressee } from '../../quotations/attributions/addressees.ts';
import { describeMedium, mediumSpans } from '../../quotations/attributions/media.ts';
import { type Outlet, outletsAround } from '../../quotations/attributions/outlets.ts';
import type { RelayModels } from '../../quotations/attributions/relays.ts';
import type { Said } from '../../quotations/attributions/said.ts';
import { describeOutlet } from '../../quotations/attributions/via.ts';
import type { TokenRange } from '../../quotations/choosing.ts';
import { type Context, spanOf } from '../../quotations/context.ts';
import { type BoostOptions, boost } from '../boost.ts';
import type { Lesson } from '../lesson.ts';
import { Sheet } from '../sheet.ts';
import { tokensOf } from '../spans.ts';

/** A quotation of the gold as the stations see it. */
export function saidOf(context: Context, { cue, source, start, end }: GoldQuotation): Said {
  return {
    cue: cue ? tokensOf(context, cue)[0] : -1,
    content: tokensOf(context, { start, end }),
    source: source && tokensOf(context, source),
  };
}

/** The share of words that a range of tokens and a span have in common; nothing below a half. */
function likeness(context: Context, [first, last]: TokenRange, wanted: Span | null | undefined): number {
  if (!wanted) return 0;
  const { text } = context.index;
  const share = overlap(wordEnds(text, [spanOf(context, first, last)]), wordEnds(text, [wanted]));
  return share >= 0.5 ? share : 0;
}

/** Words that many outlets share. */
const COMMON = new Set([
  'وكاله',
  'صحيفه',
  'جريده',
  'قناه',
  'موقع',
  'انباء',
  'للانباء',
  'الانباء',
  'شبكه',
  'مجله',
  'اذاعه',
  'برنامج',
]);

function isOutlet(name: string, wanted: string | null): number {
  if (wanted === null) return 0;
  const words = new Set(nameWords(wanted).filter((word) => !COMMON.has(word)));
  const all = nameWords(name);
  if (words.size === 0) return overlap(new Set(all), new Set(nameWords(wanted))) >= 0.5 ? 1 : 0;
  return all.some((word) => words.has(word)) ? 1 : 0;
}

const SIZE: BoostOptions = { aim: 'logistic', trees: 120, leaves: 12, leastRows: 10, leastSeen: 12, features: 0.3 };

export function trainRelays(lessons: readonly Lesson[]): RelayModels {
  const media = new Sheet();
  const addressees = new Sheet();
  const outlets = new Sheet();
  for (const { gold, context } of lessons)
    for (const quotation of gold.quotations ?? []) {
      const said = saidOf(context, quotation);
      // only where speakers are described, media and addressees were annotated too
      if (gold.speakers) {
        const medium = (span: TokenRange): number => likeness(context, span, quotation.medium);
        choice(media, mediumSpans(context, said), medium, (one, to) => describeMedium(context, said, one, to));
        const addressee = (span: TokenRange): number => likeness(context, span, quotation.addressee);
        choice(addressees, addresseeSpans(context, said), addressee, (one, to) =>
          describeAddressee(context, said, one, to),
        );
      }
      const relaying = outletsAround(context, said).filter(({ name }) => name !== quotation.speaker);
      const relays = ({ name }: Outlet): number => isOutlet(name, quotation.via);
      choice(outlets, relaying, relays, (one, to) => describeOutlet(context, said, one, to));
    }
  return {
    media: boost(media, { ...SIZE, aim: 'choice', about: 'medium of a quotation' }),
    addressees: boost(addressees, { ...SIZE, aim: 'choice', about: 'addressee of a quotation' }),
    outlets: boost(outlets, { ...SIZE, aim: 'choice', about: 'relaying outlet of a quotation' }),
  };
}

/** A group of rivals, of which the first is that none of the others is right. */
export function choice<T>(
  sheet: Sheet,
  rivals: readonly T[],
  rightness: (one: T) => number,
  describe: (one: T | null, to: Features) => void,
): void {
  if (rivals.length === 0) return;
  const group = (sheet.groups.at(-1) ?? 0) + 1;
  const labels = rivals.map(rightness);
  sheet.begin(labels.some((label) => label > 0) ? 0 : 1, group);
  describe(null, sheet);
  rivals.forEach((one, i) => {
    sheet.begin(labels[i]!, group);
    describe(one, sheet);
  });
}
