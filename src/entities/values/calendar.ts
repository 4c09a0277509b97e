/** Days and calendars, without a clock or a time zone. A day is its number since 1970-01-01. */

export interface Day {
  year: number;
  month: number;
  day: number;
}

const MS_A_DAY = 86_400_000;

export function dayNumber({ year, month, day }: Day): number {
  return Math.round(Date.UTC(year, month - 1, day) / MS_A_DAY);
}

export function dayOf(number: number): Day {
  const date = new Date(number * MS_A_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Whether a month has such a day. */
export function isDay(date: Day): boolean {
  const back = dayOf(dayNumber(date));
  return back.year === date.year && back.month === date.month && back.day === date.day;
}

/** Sunday is 0. */
export function weekdayOf(number: number): number {
  return (((number + 4) % 7) + 7) % 7;
}

export function isoDay(date: Day): string {
  return `${pad(date.year, 4)}-${pad(date.month, 2)}-${pad(date.day, 2)}`;
}

export function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}

/** `2017-10-11T06:25:00Z` and the like: the day, or null where there is none. */
export function parseIsoDay(text: string): Day | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)/.exec(text);
  if (!match) return null;
  const date = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return isDay(date) ? date : null;
}

/** ISO 8601 week, `2017-W41`: the week of a day's Thursday. */
export function isoWeek(number: number): string {
  const weekday = (weekdayOf(number) + 6) % 7;
  const thursday = number - weekday + 3;
  const { year } = dayOf(thursday);
  const first = dayNumber({ year, month: 1, day: 1 });
  return `${pad(year, 4)}-W${pad(Math.floor((thursday - first) / 7) + 1, 2)}`;
}

let ummAlQura: Intl.DateTimeFormat | null = null;

/** A Hijri date of the Umm al-Qura calendar as a day number; months of 29 or 30 days as that calendar has them. */
export function hijriDayNumber({ year, month, day }: Day): number | null {
  if (month < 1 || month > 12 || day < 1 || day > 30) return null;
  ummAlQura ??= new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  const guess = Math.floor((year - 1) * 354.36708 + (month - 1) * 29.530588 + day) - 492_149 - 1;
  for (const offset of [0, -1, 1, -2, 2, -3, 3]) {
    const parts = ummAlQura.formatToParts(new Date((guess + offset) * MS_A_DAY));
    const part = (type: string): number => Number.parseInt(parts.find((p) => p.type === type)?.value ?? '', 10);
    if (part('day') === day && part('month') === month && part('year') === year) return guess + offset;
  }
  return null;
}
