/** What the tables and the markdown report say, in both languages. */

import type { SpeakerKind } from '../model.ts';

/** A counted noun by the number's form: `3 speakers`, `٣ متحدثين`. */
type Counted = (count: number) => string;

export interface TableLabels {
  comma: string;
  none: string;
  notTold: string;
  /** Quotations that were asked for and aren't there, and those that are. */
  noSuch: (missing: string, there: string) => string;
  line: string;
  sure: string;
  likely: string;
  doubtful: string;
  /** People need no word. */
  kinds: Record<SpeakerKind, string>;
  mostQuoted: string;
  mostNamed: string;
  words: Counted;
  sentences: Counted;
  speakers: Counted;
  quotations: Counted;
  names: Counted;
  mentions: Counted;
  phrases: Counted;
  documents: Counted;
  hints: readonly (readonly [flag: string, about: string])[];
}

const english =
  (one: string, many = `${one}s`): Counted =>
  (count) =>
    `${count} ${count === 1 ? one : many}`;

/** Arabic counts: one, two, three to ten, eleven to ninety-nine; hundreds as one. The noun in its four forms. */
const arabic =
  (one: string, two: string, few: string, many: string): Counted =>
  (count) => {
    const rest = count % 100;
    if (count === 1) return one;
    if (count === 2) return two;
    if (rest >= 3 && rest <= 10) return `${count} ${few}`;
    return rest >= 11 ? `${count} ${many}` : `${count} ${one.split(' ')[0]}`;
  };

export const TABLE_LABELS: Record<'ar' | 'en', TableLabels> = {
  en: {
    comma: ', ',
    none: 'none found',
    notTold: 'not told',
    noSuch: (missing, there) => `No quotation ${missing} here; ${there ? `there are: ${there}` : 'none was found'}.`,
    line: 'line',
    sure: 'sure',
    likely: 'likely',
    doubtful: 'doubtful',
    kinds: { person: '', organization: 'body', unnamed: 'unnamed', media: 'medium' },
    mostQuoted: 'Most quoted',
    mostNamed: 'Most named',
    words: english('word'),
    sentences: english('sentence'),
    speakers: english('speaker'),
    quotations: english('quotation'),
    names: english('name'),
    mentions: english('mention'),
    phrases: english('attribution phrase'),
    documents: english('document'),
    hints: [
      ['--full', 'everything'],
      ['-o report.html', 'a page to read and correct'],
      ['--explain q1', 'why'],
    ],
  },
  ar: {
    comma: '، ',
    none: 'لا شيء',
    notTold: 'قائل غير مذكور',
    noSuch: (missing, there) => `لا قول برقم ${missing} هنا؛ ${there ? `الأقوال هي: ${there}` : 'ولا قول في المقال'}.`,
    line: 'السطر',
    sure: 'مؤكد',
    likely: 'راجح',
    doubtful: 'مشكوك فيه',
    kinds: { person: '', organization: 'جهة', unnamed: 'غير مسمّى', media: 'وسيلة إعلام' },
    mostQuoted: 'الأكثر قولاً',
    mostNamed: 'الأكثر ذكراً',
    words: arabic('كلمة واحدة', 'كلمتان', 'كلمات', 'كلمة'),
    sentences: arabic('جملة واحدة', 'جملتان', 'جمل', 'جملة'),
    speakers: arabic('متحدث واحد', 'متحدثان', 'متحدثين', 'متحدثاً'),
    quotations: arabic('قول واحد', 'قولان', 'أقوال', 'قولاً'),
    names: arabic('اسم واحد', 'اسمان', 'أسماء', 'اسماً'),
    mentions: arabic('ذكر واحد', 'ذكران', 'مرات ذكر', 'مرة ذكر'),
    phrases: arabic('عبارة إسناد واحدة', 'عبارتا إسناد', 'عبارات إسناد', 'عبارة إسناد'),
    documents: arabic('مقال واحد', 'مقالان', 'مقالات', 'مقالاً'),
    hints: [
      ['--full', 'كل شيء بتمامه'],
      ['-o report.html', 'صفحة للقراءة والتصحيح'],
      ['--explain q1', 'كيف عُرف هذا القول'],
    ],
  },
};
