import type { Token } from '../../text/index.ts';
import days from '../ar/days.tsv';
import months from '../ar/months.tsv';
import {
  type Day,
  dayNumber,
  dayOf,
  hijriDayNumber,
  isDay,
  isoDay,
  isoWeek,
  pad,
  parseIsoDay,
  weekdayOf,
} from './calendar.ts';
import { matchTable, phraseTable, type TableMatch } from './table.ts';

interface Month {
  month: number;
  hijri: boolean;
}

type Relative = { unit: 'day' | 'weekday' | 'week' | 'month' | 'year'; offset: number };

const monthTable = phraseTable(
  'months.tsv',
  months,
  2,
  ({ cells }): Month => ({ month: Number(cells[0]), hijri: cells[1] === 'h' }),
);
const dayTable = phraseTable(
  'days.tsv',
  days,
  2,
  ({ cells }): Relative => ({ unit: cells[0] as Relative['unit'], offset: Number(cells[1]) }),
);

export interface DateMatch {
  first: number;
  last: number;
  cut: number;
  /** ISO 8601, as exact as the text is: `2017-10-11`, `2017-10`, `2017`, `--10-11`; null where only the article's date would tell. */
  value: string | null;
  /** Day, month and year are told. */
  full: Day | null;
}

const YEAR = /^(?:1[0-9]|20)\d\d$/;
const HIJRI_YEAR = /^1[34]\d\d$/;

/**
 * A date at a token: `الأربعاء ١١ أكتوبر ٢٠١٧`, `08 كانون الثاني/يناير 2010`, `25 شوال 1436 هـ`, `17/04/2012`, `مارس 2011`,
 * `عام 1991`, `أمس`, `الثلاثاء الماضي`. `published` is what relative dates are counted from.
 */
export function dateAt(tokens: readonly Token[], at: number, published: Day | null): DateMatch | null {
  return calendarDate(tokens, at, published) ?? relativeDate(tokens, at, published);
}

function calendarDate(tokens: readonly Token[], at: number, published: Day | null): DateMatch | null {
  const weekday = matchTable(dayTable(), tokens, at, true);
  let from = at;
  let cut = 0;
  if (weekday?.meaning.unit === 'weekday') {
    from = skip(tokens, weekday.last, ['،', ',', '-']);
    cut = weekday.cut;
  }
  const found =
    numericDate(tokens, from) ??
    dayAndMonth(tokens, from, published) ??
    (from === at ? monthAndYear(tokens, at) : null);
  if (found) return { ...found, first: at, cut: from === at ? found.cut : cut };
  const year = from === at ? (monthOfYear(tokens, at, published) ?? yearAlone(tokens, at)) : null;
  return year && { ...year, first: at };
}

function skip(tokens: readonly Token[], at: number, keys: readonly string[]): number {
  return keys.includes(tokens[at]?.key ?? '') ? at + 1 : at;
}

type Found = Omit<DateMatch, 'first'>;

/** `17/04/2012`, `2012-04-17`, and `15 - 08 - 2012` in pieces. Day before month, unless it can't be. */
function numericDate(tokens: readonly Token[], at: number): Found | null {
  let key = tokens[at]?.key ?? '';
  let last = at + 1;
  if (tokens[at]?.kind === 'number' && /^\d{1,2}$/.test(key)) {
    const pieces = tokens.slice(at, at + 5).map((token) => token.key);
    if (!/^\d{1,2}[-/]\d{1,2}[-/]\d{4}$/.test(pieces.join(''))) return null;
    key = pieces.join('');
    last = at + 5;
  } else if (tokens[at]?.kind !== 'date') return null;
  const parts = key.split(/[-/.]/).map(Number);
  if (parts.length !== 3) return null;
  const [a, b, c] = parts as [number, number, number];
  const date =
    a > 31 ? { year: a, month: b, day: c } : b > 12 ? { year: c, month: a, day: b } : { year: c, month: b, day: a };
  if (date.year < 100) date.year += 2000;
  if (HIJRI_YEAR.test(String(date.year))) {
    const number = hijriDayNumber(date);
    const full = number === null ? null : dayOf(number);
    return full && { last: era(tokens, last), cut: 0, value: isoDay(full), full };
  }
  return isDay(date) ? { last: era(tokens, last), cut: 0, value: isoDay(date), full: date } : null;
}

/** `11 أكتوبر ٢٠١٧`, `17 آب`, `16-17 دجنبر 2018`. */
function dayAndMonth(tokens: readonly Token[], at: number, published: Day | null): Found | null {
  const token = tokens[at];
  if (!token) return null;
  const digits = /^(\d{1,2})$/.exec(token.key);
  if (!digits || token.kind !== 'number') return null;
  const day = Number(digits[1]);
  if (day < 1 || day > 31) return null;
  const name = monthAt(tokens, tokens[at + 1]?.key === 'من' ? at + 2 : at + 1);
  if (!name) return null;
  const yearAt = skip(tokens, name.last, ['،', 'من', 'عام', 'سنه', '،']);
  const year = yearIn(tokens[yearAt], name.meaning.hijri);
  if (name.meaning.hijri) {
    if (year === null) return { last: name.last, cut: 0, value: null, full: null };
    const number = hijriDayNumber({ year, month: name.meaning.month, day });
    const full = number === null ? null : dayOf(number);
    return { last: era(tokens, yearAt + 1), cut: 0, value: full && isoDay(full), full };
  }
  const { month } = name.meaning;
  if (year === null) {
    const guess = published ? nearestYear({ year: published.year, month, day }, published) : null;
    return { last: name.last, cut: 0, value: guess ? isoDay(guess) : `--${pad(month, 2)}-${pad(day, 2)}`, full: null };
  }
  const full = { year, month, day };
  return isDay(full) ? { last: era(tokens, yearAt + 1), cut: 0, value: isoDay(full), full } : null;
}

/** A month's name, with its other name after a stroke or in brackets: `كانون الثاني/يناير`, `آب (أغسطس)`. */
function monthAt(tokens: readonly Token[], at: number): TableMatch<Month> | null {
  const name = matchTable(monthTable(), tokens, at, false) ?? strokedMonth(tokens, at);
  if (!name) return null;
  const mark = tokens[name.last]?.key;
  if (mark !== '/' && mark !== '(' && mark !== '-') return name;
  const other = matchTable(monthTable(), tokens, name.last + 1, false);
  if (!other || other.meaning.month !== name.meaning.month) return name;
  const closes = mark === '(';
  if (closes && tokens[other.last]?.key !== ')') return name;
  return { ...name, last: closes ? other.last + 1 : other.last };
}

/** `يناير/كانون` where the tokenizer keeps the stroke inside. */
function strokedMonth(tokens: readonly Token[], at: number): TableMatch<Month> | null {
  const key = tokens[at]?.key ?? '';
  const stroke = key.indexOf('/');
  if (stroke < 0) return null;
  const list = monthTable().get(key.slice(0, stroke));
  const whole = list?.find(({ keys }) => keys.length === 1);
  return whole ? { meaning: whole.meaning, last: at + 1, cut: 0 } : null;
}

function monthAndYear(tokens: readonly Token[], at: number): Found | null {
  const name = matchTable(monthTable(), tokens, at, true);
  if (!name) return null;
  const end = name.cut > 0 ? name.last : (monthAt(tokens, at)?.last ?? name.last);
  const yearAt = skip(tokens, end, ['،', 'من', 'عام', 'سنه']);
  const year = yearIn(tokens[yearAt], name.meaning.hijri);
  if (year === null || name.meaning.hijri) return null;
  return {
    last: era(tokens, yearAt + 1),
    cut: name.cut,
    value: `${pad(year, 4)}-${pad(name.meaning.month, 2)}`,
    full: null,
  };
}

function yearIn(token: Token | undefined, hijri: boolean): number | null {
  const key = /^(\d{4})(?:م|ه|هـ)?$/.exec(token?.key ?? '')?.[1] ?? '';
  if (!(hijri ? HIJRI_YEAR : YEAR).test(key)) return null;
  return Number(key);
}

/** `م`, `هـ` after a year. */
function era(tokens: readonly Token[], at: number): number {
  return /^(?:م|ه|ه\.|م\.|ميلادي|ميلاديه|هجري|هجريه)$/.test(tokens[at]?.key ?? '') ? at + 1 : at;
}

const YEAR_WORDS = new Set(['عام', 'سنه', 'العام', 'بعام', 'لعام', 'لسنه', 'وعام', 'منذ', 'عامي']);

/** `عام 2011`: the number alone, after the word. */
function yearAlone(tokens: readonly Token[], at: number): Found | null {
  const year = yearIn(tokens[at], false);
  if (year === null || tokens[at]?.kind !== 'number' || !YEAR_WORDS.has(tokens[at - 1]?.key ?? '')) return null;
  return { last: at + 1, cut: 0, value: pad(year, 4), full: null };
}

const PAST = /^(?:الماضي|المنصرم|الفائت|الاخير)$/;
const COMING = /^(?:المقبل|القادم)$/;
/** After `اليوم` these make it the noun: `اليوم العالمي`. */
const OF_A_DAY =
  /^(?:العالمي|الوطني|الدولي|السابع|الاول|الثاني|الثالث|الرابع|الخامس|السادس|نفسه|ذاته|الاخير|التالي|الذي|الواحد)$/;

function relativeDate(tokens: readonly Token[], at: number, published: Day | null): DateMatch | null {
  const match = matchTable(dayTable(), tokens, at, true);
  if (!match) return null;
  const { unit, offset } = match.meaning;
  const next = tokens[match.last]?.key ?? '';
  let { last } = match;
  const before = tokens[at - 1]?.key ?? '';
  if (unit === 'day' && offset === 0 && (OF_A_DAY.test(next) || before === 'في' || match.cut > 1)) return null;
  let past = true;
  if (unit === 'weekday') {
    if (PAST.test(next)) last += 1;
    else if (COMING.test(next)) {
      last += 1;
      past = false;
    } else if (match.cut > 0 && tokens[at]?.key[0] !== 'و') return null;
  }
  const base = { first: at, last, cut: match.cut, full: null };
  if (!published) return { ...base, value: null };
  const today = dayNumber(published);
  switch (unit) {
    case 'day':
      return { ...base, value: isoDay(dayOf(today + offset)) };
    case 'weekday': {
      const distance = (((offset - weekdayOf(today)) % 7) + 7) % 7;
      const number = past
        ? today + (distance === 0 ? (PAST.test(next) ? -7 : 0) : distance - 7)
        : today + (distance || 7);
      return { ...base, value: isoDay(dayOf(number)) };
    }
    case 'week':
      return { ...base, value: isoWeek(today + 7 * offset) };
    case 'month': {
      const month = published.year * 12 + published.month - 1 + offset;
      return { ...base, value: `${pad(Math.floor(month / 12), 4)}-${pad((month % 12) + 1, 2)}` };
    }
    case 'year':
      return { ...base, value: pad(published.year + offset, 4) };
    default:
      return unit satisfies never;
  }
}

/** `آب الماضي`, `مارس المقبل`, counted from the article's date. */
function monthOfYear(tokens: readonly Token[], at: number, published: Day | null): Found | null {
  const name = matchTable(monthTable(), tokens, at, true);
  if (!name || name.meaning.hijri) return null;
  const end = name.cut > 0 ? name.last : (monthAt(tokens, at)?.last ?? name.last);
  const next = tokens[end]?.key ?? '';
  const past = PAST.test(next);
  if (!past && !COMING.test(next)) return null;
  const found = { last: end + 1, cut: name.cut, full: null };
  if (!published) return { ...found, value: null };
  const { month } = name.meaning;
  const year = past
    ? published.year - (month >= published.month ? 1 : 0)
    : published.year + (month <= published.month ? 1 : 0);
  return { ...found, value: `${pad(year, 4)}-${pad(month, 2)}` };
}

/** A day without its year is the one nearest to the article's date. */
function nearestYear(date: Day, published: Day): Day | null {
  const today = dayNumber(published);
  const candidates = [-1, 0, 1].map((offset) => ({ ...date, year: date.year + offset })).filter(isDay);
  candidates.sort((a, b) => Math.abs(dayNumber(a) - today) - Math.abs(dayNumber(b) - today));
  return candidates[0] ?? null;
}

export interface TimeMatch {
  first: number;
  last: number;
  /** ISO 8601: `T06:25`, `T06:25Z`, `T15:00+04:00`. */
  value: string;
}

/** A time at a token: `٠٦:٢٥ بتوقيت غرينتش`, `الساعة 15:30`, `09:00 (GMT+0400)`, `7 مساء`. */
export function timeAt(tokens: readonly Token[], at: number): TimeMatch | null {
  const key = tokens[at]?.key ?? '';
  const clock = /^(\d{1,2}):(\d\d)(?::\d\d)?$/.exec(key);
  const hourOnly = !clock && tokens[at - 1]?.key.endsWith('الساعه') ? /^(\d{1,2})$/.exec(key) : null;
  if (!clock && !hourOnly) return null;
  let hour = Number((clock ?? hourOnly)![1]);
  const minute = clock ? Number(clock[2]) : 0;
  if (hour > 24 || minute > 59) return null;
  let last = at + 1;
  const half = tokens[last]?.key ?? '';
  if (/^(?:مساء|بعد|ليلا|ظهرا|عصرا|م|pm)$/.test(half) && hour <= 12) {
    if (hour < 12) hour += 12;
    last += half === 'بعد' && tokens[last + 1]?.key === 'الظهر' ? 2 : 1;
  } else if (/^(?:صباحا|فجرا|ص|am)$/.test(half)) {
    if (hour === 12) hour = 0;
    last += 1;
  }
  const zone = zoneAt(tokens, last);
  return { first: at, last: zone?.last ?? last, value: `T${pad(hour, 2)}:${pad(minute, 2)}${zone?.value ?? ''}` };
}

function zoneAt(tokens: readonly Token[], at: number): { value: string; last: number } | null {
  const keys = [0, 1, 2, 3, 4].map((i) => tokens[at + i]?.key ?? '');
  if (keys[0] === 'بتوقيت' && /^(?:غرينتش|جرينتش|غرينيتش|جرينيتش)$/.test(keys[1]!)) return { value: 'Z', last: at + 2 };
  if (/^(?:غرينتش|جرينتش|تغ|gmt|utc)$/.test(keys[0]!) && keys[1] !== '+') return { value: 'Z', last: at + 1 };
  const joined = keys.join('');
  const offset = /^\(?(?:gmt|utc)([+-])(\d\d?):?(\d\d)?\)?/.exec(joined);
  if (!offset) return null;
  let last = at;
  let length = 0;
  while (last < tokens.length && length < offset[0].length) length += tokens[last++]!.key.length;
  return { value: `${offset[1]}${offset[2]!.padStart(2, '0')}:${offset[3] ?? '00'}`, last };
}

/** The day of an ISO date, for counting relative dates. */
export function publishedDay(published: string | null | undefined): Day | null {
  return published ? parseIsoDay(published) : null;
}
