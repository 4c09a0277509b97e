/** The interface's language: labels, counted nouns, numbers and dates in the reader's style. */
import type { EntityType, QuotationType, Resolution, SpeakerKind, Stance } from '../../model.ts';
import { COUNTS, type Counted, LABELS, type Label, type Language, TERMS } from '../labels.ts';

let language: Language = 'en';
let locale = 'en';

/** The reader's own kind of that language: a Moroccan's Arabic has other digits than an Egyptian's. */
export function speak(wanted: Language): void {
  language = wanted;
  locale =
    navigator.languages.find((one) => one.toLowerCase().startsWith(wanted)) ?? (wanted === 'ar' ? 'ar-EG' : 'en');
  document.documentElement.lang = wanted;
  document.documentElement.dir = wanted === 'ar' ? 'rtl' : 'ltr';
}

export const spoken = (): Language => language;
export const t = (label: Label): string => LABELS[language][label];
export const number = (value: number, options?: Intl.NumberFormatOptions): string =>
  new Intl.NumberFormat(locale, options).format(value);
export const percent = (share: number): string =>
  number(share, { style: 'percent', maximumFractionDigits: share > 0 && share < 0.01 ? 1 : 0 });

export function counted(value: number, what: Counted): string {
  const forms = COUNTS[language][what];
  const form = forms[new Intl.PluralRules(locale).select(value)] ?? forms.other;
  return form.replace('#', number(value));
}

/** `2025-10-12T18:40:00` -> `12 October 2025`; what is no date stays as it is. */
export function date(iso: string, length: 'long' | 'short' = 'long'): string {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(iso)?.[0];
  const time = Date.parse(`${day}T12:00:00Z`);
  if (Number.isNaN(time)) return iso;
  const month = length === 'long' ? 'long' : 'short';
  return new Intl.DateTimeFormat(locale, { year: 'numeric', month, day: 'numeric', timeZone: 'UTC' }).format(time);
}

/** `2025-10` -> `Oct 2025`. */
export function monthName(iso: string): string {
  const time = Date.parse(`${iso.slice(0, 7)}-15T12:00:00Z`);
  if (Number.isNaN(time)) return iso;
  return new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(time);
}

export const typeName = (type: QuotationType): string => TERMS[language].type[type] ?? type;
export const kindName = (kind: SpeakerKind): string => TERMS[language].kind[kind] ?? kind;
export const stanceName = (stance: Stance): string => TERMS[language].stance[stance] ?? stance;
export const resolutionName = (way: Resolution): string => TERMS[language].resolution[way] ?? way;
export const entityName = (type: EntityType): string => TERMS[language].entity[type] ?? type;

/** Country and region names by their code: `LB` -> `Lebanon`. */
export function regionName(code: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
