/** Who else could have said it: the second best candidate for the speaker, as the evidence tells (`--explain`). */
import type { Evidence, Quotation } from '../model.ts';

export interface RunnerUp {
  name: string;
  /** Of the likelihood, 0..1. */
  share: number;
}

const NOTE = /^.* \d(?:\.\d+)? before (.+) (\d(?:\.\d+)?)(?::|$)/;

/** `نبيل الصفدي 0.46 before مصدر أمني رفيع 0.30: …` -> `مصدر أمني رفيع`, 0.3. */
export function runnerUp({ explain = [] }: Pick<Quotation, 'explain'>): RunnerUp | null {
  const note = explain.find(({ field }) => field === 'speaker')?.note ?? '';
  const [, name, share] = NOTE.exec(note) ?? [];
  return name === undefined ? null : { name, share: Number(share) };
}

/** The evidence that tells it, without the features: short enough to be kept for every quotation of a corpus. */
export function shortEvidence({ explain = [] }: Pick<Quotation, 'explain'>): Evidence[] {
  const told = explain.find(({ field }) => field === 'speaker');
  const note = NOTE.exec(told?.note ?? '')?.[0].replace(/:$/, '');
  return told && note !== undefined ? [{ field: 'speaker', rule: told.rule, words: null, note }] : [];
}
