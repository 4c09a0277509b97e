/** Dates as data files, page metadata and Arabic pages write them, as ISO 8601. */
import monthNames from './ar/months.tsv';

/**
 * A date in the usual notations of data, null where it can't be read: `2019-02-08T00:00:00+01:00` stays,
 * `2019/2/8 14:05` -> `2019-02-08T14:05`, `08/02/2019` -> `2019-02-08` (day first, as the Arab press writes), seconds or
 * milliseconds since 1970, `Fri, 08 Feb 2019 10:00:00 +0100`, `8 فيفري 2019`.
 */
export function isoDate(value: string | null | undefined): string | null {
  const text = latinDigits(value?.trim() ?? '');
  const yearFirst =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(:\d{2})?(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?/.exec(
      text,
    );
  if (yearFirst) {
    const [, year, month, day, hour, minute, second, zone] = yearFirst;
    return compose({ year, month, day, hour, minute, second, zone });
  }
  const dayFirst = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ,]+(\d{1,2}):(\d{2})(:\d{2})?)?/.exec(text);
  if (dayFirst) {
    const [, day, month, year, hour, minute, second] = dayFirst;
    return compose({ year, month, day, hour, minute, second });
  }
  if (/^\d{9,10}$|^\d{12,13}$/.test(text)) {
    const date = new Date(Number(text) * (text.length <= 10 ? 1000 : 1));
    return date.toISOString().replace('.000Z', 'Z');
  }
  return englishDate(text) ?? arabicDate(text);
}

/** `Fri, 08 Feb 2019 10:00:00 +0100`, `February 8, 2019`; without a zone the hour is left as it is. */
function englishDate(text: string): string | null {
  if (!/^(?:[A-Z][a-z]{2,8},? )?(?:\d{1,2} [A-Z][a-z]{2,8},? \d{4}|[A-Z][a-z]{2,8} \d{1,2},? \d{4})/.test(text))
    return null;
  const zoned = /(?:Z|GMT|UTC|[+-]\d{2}:?\d{2})\s*(?:\([^)]*\))?$/.test(text);
  const time = Date.parse(zoned ? text : `${text} UTC`);
  if (Number.isNaN(time)) return null;
  const moment = new Date(time).toISOString();
  return /\d:\d\d/.test(text) ? moment.replace('.000Z', zoned ? 'Z' : '') : moment.slice(0, 10);
}

const latinDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 15));

/** Without what spellings differ in: hamza, vowel marks, tatweel. */
const plain = (text: string): string =>
  text
    .replace(/[\u064B-\u0652\u0640]/g, '')
    .replace(/[أإآ]/g, 'ا')
    .replace(/ى/g, 'ي');

let months: { numbers: Map<string, number>; pattern: RegExp } | undefined;

/** Month names and a pattern for `8 فيفري 2019`, `04 آب/اغسطس 2013`, `11 أكتوبر/تشرين الأول 2017`. */
function monthTable(): { numbers: Map<string, number>; pattern: RegExp } {
  if (months) return months;
  const numbers = new Map<string, number>();
  for (const line of monthNames.split('\n')) {
    if (line.startsWith('#') || line.trim() === '') continue;
    const [number, ...names] = line.split('\t');
    for (const name of names) numbers.set(plain(name), Number(number));
  }
  const names = [...numbers.keys()].sort((a, b) => b.length - a.length).join('|');
  const pattern = new RegExp(
    `(?<!\\d)(\\d{1,2})\\s*[-/ ،.]?\\s*(${names})(?:\\s*[/(-]\\s*(?:${names})\\s*\\)?)?\\s*[-/،,.]?\\s*(\\d{4})(?!\\d)`,
    'u',
  );
  months = { numbers, pattern };
  return months;
}

/** The first date with an Arabic month's name in a text: `الأحد، 04 آب/اغسطس 2013، آخر تحديث 02:21` -> `2013-08-04`. */
export function arabicDate(text: string): string | null {
  const { numbers, pattern } = monthTable();
  const match = pattern.exec(plain(latinDigits(text)));
  if (!match) return null;
  const [, day, name = '', year] = match;
  return compose({ year, month: String(numbers.get(name)), day });
}

type Part = string | undefined;

function compose(date: {
  year: Part;
  month: Part;
  day: Part;
  hour?: Part;
  minute?: Part;
  second?: Part;
  zone?: Part;
}): string | null {
  const { year, month, day, hour, minute, second = '', zone = '' } = date;
  const [m, d] = [Number(month), Number(day)];
  if (!(m >= 1 && m <= 12 && d >= 1 && d <= 31) || Number(hour ?? 0) > 24 || Number(minute ?? 0) > 59) return null;
  const two = (value: string | number) => String(value).padStart(2, '0');
  const head = `${year}-${two(m)}-${two(d)}`;
  if (hour === undefined) return head;
  return `${head}T${two(hour)}:${minute}${second}${zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`;
}
