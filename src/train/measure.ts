/** Exact spans and types: precision, recall, F1 over the corpora's own tokens. */
import { type Sentence, TYPES } from './corpora.ts';

export interface SpanOf {
  from: number;
  to: number;
  type: number;
}

/** The names of a path of labels; an orphan `I-` begins one. */
export function spansOf(labels: ArrayLike<number>): SpanOf[] {
  const spans: SpanOf[] = [];
  for (let i = 0; i < labels.length; ) {
    const label = labels[i]!;
    if (label === 0) {
      i++;
      continue;
    }
    const type = (label - 1) >> 1;
    let to = i + 1;
    while (to < labels.length && labels[to] === 2 * type + 2) to++;
    spans.push({ from: i, to, type });
    i = to;
  }
  return spans;
}

export class Score {
  readonly gold = [0, 0, 0, 0];
  readonly found = [0, 0, 0, 0];
  readonly right = [0, 0, 0, 0];

  add(sentence: Sentence, labels: ArrayLike<number>): void {
    const key = ({ from, to, type }: SpanOf) => `${sentence.origin[from]} ${sentence.origin[to - 1]} ${type}`;
    const gold = new Set(spansOf(sentence.labels).map(key));
    for (const span of gold) this.gold[Number(span.at(-1))]!++;
    for (const span of new Set(spansOf(labels).map(key))) {
      this.found[Number(span.at(-1))]!++;
      if (gold.has(span)) this.right[Number(span.at(-1))]!++;
    }
  }

  f1(types: readonly number[] = [0, 1, 2, 3]): number {
    let right = 0;
    let all = 0;
    for (const type of types) {
      right += this.right[type]!;
      all += this.gold[type]! + this.found[type]!;
    }
    return (200 * right) / Math.max(1, all);
  }

  toString(): string {
    const sum = (list: number[]) => list.reduce((a, b) => a + b, 0);
    const percent = (a: number, b: number) => ((100 * a) / Math.max(1, b)).toFixed(1);
    return [
      `F ${this.f1().toFixed(2)} P ${percent(sum(this.right), sum(this.found))} R ${percent(sum(this.right), sum(this.gold))} |`,
      ...TYPES.map((type, i) => `${type} ${this.f1([i]).toFixed(1)}`),
    ].join(' ');
  }
}
