import type { Span } from '../model.ts';
import type { TextIndex } from '../text/index.ts';
import { isoDay } from './values/calendar.ts';
import { dateAt, timeAt } from './values/dates.ts';

export interface Published {
  /** ISO 8601: `2017-10-11`, or with a time of day `2017-10-11T06:25:00Z`. */
  published: string | null;
  /** The stretch of text that tells it. */
  dateline: Span | null;
}

/** How far into the article a dateline is looked for, in paragraphs, and how many tokens its paragraph may have. */
const FIRST_PARAGRAPHS = 5;
const MOST_TOKENS = 26;

/**
 * The date of an article from its dateline, a short paragraph near its start or the last one that holds a full date:
 * `الأربعاء ١١ أكتوبر ٢٠١٧ - ٠٦:٢٥ بتوقيت غرينتش`. A full date inside running text is none.
 */
export function findPublished(index: TextIndex): Published {
  const { paragraphs, tokens } = index;
  const last = paragraphs.length - 1;
  const near = paragraphs.slice(0, FIRST_PARAGRAPHS);
  if (last >= FIRST_PARAGRAPHS) near.push(paragraphs[last]!);
  for (const { first, last: end } of near) {
    if (end - first > MOST_TOKENS) continue;
    for (let at = first; at < end; at++) {
      const date = dateAt(tokens, at, null);
      if (!date?.full || date.last > end) continue;
      if (!isDateline(index, first, end, date.first, date.last)) break;
      const time = timeNear(index, date.last, end) ?? timeNear(index, first, date.first);
      const dateEnd = tokens[date.last - 1]!.end;
      const start = Math.min(tokens[date.first]!.start, time ? tokens[time.first]!.start : Number.POSITIVE_INFINITY);
      const stop = time ? Math.max(dateEnd, tokens[time.last - 1]!.end) : dateEnd;
      return { published: isoDay(date.full) + (time ? withSeconds(time.value) : ''), dateline: { start, end: stop } };
    }
  }
  return { published: null, dateline: null };
}

/** `T06:25Z` -> `T06:25:00Z`. */
function withSeconds(time: string): string {
  return `${time.slice(0, 6)}:00${time.slice(6)}`;
}

const DATELINE_WORDS = /^(?:نشر|يوم|بتاريخ|التاريخ|تاريخ|تحديث|اخر|الموافق|واس|الساعه|في|كتب|الاصدار|العدد)$/;
const MOST_OTHER_WORDS = 8;

/** Little else stands in the paragraph, and no sentence: no full stop after words, no verb of speech before the date. */
function isDateline({ tokens }: TextIndex, first: number, end: number, dateFirst: number, dateLast: number): boolean {
  let words = 0;
  for (let at = first; at < end; at++) {
    if (at >= dateFirst && at < dateLast) continue;
    const { kind, key } = tokens[at]!;
    if (kind === 'word' && !DATELINE_WORDS.test(key)) words++;
    if (key === '؟' || key === '!') return false;
  }
  if (words === 0) return true;
  const before = tokens
    .slice(first, dateFirst)
    .filter(({ kind, key }) => kind === 'word' && !DATELINE_WORDS.test(key)).length;
  const after = words - before;
  const ends = /^[.]$/.test(tokens[end - 1]?.key ?? '');
  const announced = tokens
    .slice(first, dateFirst)
    .some(({ key }) => key === 'نشر' || key === 'بتاريخ' || key === 'تحديث');
  return words <= MOST_OTHER_WORDS && !ends && (announced || before <= 2 || (after === 0 && before <= 4));
}

function timeNear({ tokens }: TextIndex, from: number, end: number): ReturnType<typeof timeAt> {
  for (let at = from; at < end; at++) {
    const time = timeAt(tokens, at);
    if (time) return time;
  }
  return null;
}
