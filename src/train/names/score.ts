/** Names found against names annotated: exact words and types, as the gold's scorer counts. */
import { TYPES } from '../corpora.ts';
import type { NamedText } from './lessons.ts';

const WORD = /[\p{L}\p{N}\p{M}\u0640]+/gu;

/** The words of a span, each by its end: a clitic in front makes no difference. */
function wordsOf(text: string, { start, end }: { start: number; end: number }): string {
  const ends: number[] = [];
  for (const match of text.slice(start, end).matchAll(WORD)) ends.push(start + match.index + match[0].length);
  return ends.join(',');
}

export class NameScore {
  readonly gold = [0, 0, 0, 0];
  readonly found = [0, 0, 0, 0];
  readonly right = [0, 0, 0, 0];

  add({ text, mentions }: NamedText, found: readonly { start: number; end: number; type: string }[]): void {
    if (mentions.length === 0) return;
    const gold = new Map(mentions.map((mention) => [wordsOf(text, mention), mention.type]));
    for (const { type } of mentions) this.gold[TYPES.indexOf(type as 'PER')]!++;
    for (const mention of found) {
      const type = TYPES.indexOf(mention.type as 'PER');
      if (type < 0) continue;
      this.found[type]!++;
      const key = wordsOf(text, mention);
      if (gold.get(key) !== mention.type) continue;
      this.right[type]!++;
      gold.delete(key);
    }
  }

  /** Adds another score to this one. */
  join(other: NameScore): this {
    for (let type = 0; type < TYPES.length; type++) {
      this.gold[type]! += other.gold[type]!;
      this.found[type]! += other.found[type]!;
      this.right[type]! += other.right[type]!;
    }
    return this;
  }

  f1(types: readonly number[] = [0, 1, 2, 3]): number {
    const sum = (list: number[]) => types.reduce((total, type) => total + list[type]!, 0);
    return (200 * sum(this.right)) / Math.max(1, sum(this.gold) + sum(this.found));
  }

  toString(): string {
    const sum = (list: number[]) => list.reduce((a, b) => a + b, 0);
    const percent = (a: number, b: number) => ((100 * a) / Math.max(1, b)).toFixed(1);
    const all = `F1 ${this.f1().toFixed(1)} P ${percent(sum(this.right), sum(this.found))} R ${percent(sum(this.right), sum(this.gold))}`;
    return `${all} | ${TYPES.map((type, i) => `${type} ${this.f1([i]).toFixed(1)}`).join(' ')}`;
  }
}
