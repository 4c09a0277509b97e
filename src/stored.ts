/** An analysis of a text as it was read, for the text as it is stored: every span led back, every quoted text cut anew. */
import type { Analysis, Span, TextSpan } from './model.ts';
import type { Reading } from './text/index.ts';

export function asStored(analysis: Analysis, stored: string, { spanOf }: Pick<Reading, 'spanOf'>): Analysis {
  const span = <T extends Span>(value: T): T => ({ ...value, ...spanOf(value.start, value.end) });
  const cut = <T extends TextSpan>(value: T): T => {
    const found = span(value);
    return { ...found, text: stored.slice(found.start, found.end) };
  };
  const maybe = <T extends TextSpan>(value: T | null): T | null => value && cut(value);
  return {
    ...analysis,
    entities: analysis.entities.map((entity) => ({ ...entity, mentions: entity.mentions.map(cut) })),
    quotations: analysis.quotations.map((quotation) => ({
      ...quotation,
      content: contentOf(quotation.content),
      cue: maybe(quotation.cue),
      source: maybe(quotation.source),
      medium: maybe(quotation.medium),
      addressee: maybe(quotation.addressee),
      via: quotation.via.map(cut),
      ...(quotation.explain && {
        explain: quotation.explain.map((evidence) => ({ ...evidence, words: maybe(evidence.words) })),
      }),
    })),
    attributions: analysis.attributions.map(cut),
    warnings: analysis.warnings.map((warning) =>
      warning.start === undefined ? warning : { ...warning, start: spanOf(warning.start, warning.start).start },
    ),
  };

  /** The words of an interrupted quotation are those of its fragments, as everywhere. */
  function contentOf(content: Analysis['quotations'][number]['content']): typeof content {
    if (!content.fragments) return cut(content);
    const fragments = content.fragments.map(span);
    const words = fragments.map(({ start, end }) => stored.slice(start, end));
    return { ...span(content), text: words.join(' … '), fragments };
  }
}
