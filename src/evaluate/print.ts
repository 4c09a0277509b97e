/** The evaluation as lines for a terminal. */
import type { Bin, Figure } from './figures.ts';

const percent = (value: number): string => (100 * value).toFixed(1).padStart(5);

export function figureLine(figure: Figure, width = 50): string {
  const name = figure.name.padEnd(width);
  return 'share' in figure
    ? `${name}                       ${percent(figure.share)} %  (of ${figure.of})`
    : `${name} P ${percent(figure.precision)}  R ${percent(figure.recall)}  F1 ${percent(figure.f1)}    (${figure.of})`;
}

export const outletLine = ({
  outlet,
  articles,
  figures,
}: {
  outlet: string;
  articles: number;
  figures: Figure[];
}): string => {
  const values = figures.map((figure) => percent('share' in figure ? figure.share : figure.f1)).join('  ');
  return `${outlet.padEnd(26)} ${String(articles).padStart(4)}  ${values}`;
};

export const binLine = ({ from, to, quotations, said, right }: Bin): string =>
  `${from.toFixed(1)}–${to.toFixed(1)}  ${String(quotations).padStart(6)}  said ${said.toFixed(2)}  right ${right.toFixed(2)}`;
