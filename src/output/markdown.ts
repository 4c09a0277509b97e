/** Markdown: a chapter for each article, its speakers with their words, the names, the attribution phrases. */
import type { Analysis, Quotation, Speaker } from '../model.ts';
import { officeOf } from '../report/office.ts';
import { addresseesOf } from './addressee.ts';
import { digestOf, type Totals } from './digest.ts';
import type { Formatter, Kind, OutputOptions } from './format.ts';
import { documentName } from './tables.ts';
import { neutralise, shorten } from './width.ts';

/** Quotations without `--full` take this many letters at most. */
const SHORT = 280;

/** `a*b` -> `a\*b`: nothing in an article becomes markup or HTML, no line of it a list or a heading. */
export const escapeMarkdown = (text: string): string =>
  neutralise(text)
    .replace(/[\\`*_[\]<>#|~&]/g, '\\$&')
    .replace(/^(\d*)([-+=.)])/, '$1\\$2');

export function markdown(options: OutputOptions): Formatter {
  const shows = (kind: Kind): boolean => options.only?.includes(kind) ?? true;
  return {
    name: 'markdown',
    extension: 'md',
    begin: () => '',
    document: (analysis, index) => {
      const { source, counts, published, byline } = analysis;
      const facts = [source.format, source.encoding, published, byline, `${counts.words} words`].filter(
        (fact): fact is string => Boolean(fact),
      );
      const parts = [
        `# ${escapeMarkdown(analysis.title ?? documentName(analysis))}`,
        `${analysis.title ? `\`${documentName(analysis).replaceAll('`', "'")}\` · ` : ''}${facts.map(escapeMarkdown).join(' · ')}`,
        ...(shows('quotations') || shows('speakers') ? voices(analysis, options, shows('quotations')) : []),
        ...(shows('entities') ? names(analysis) : []),
        ...(shows('attributions') ? phrases(analysis) : []),
      ];
      return `${index ? '\n---\n\n' : ''}${parts.join('\n\n')}\n`;
    },
    digest: digestOf,
    end: (count, totals) => (totals && count > 1 ? `\n---\n\n${summary(count, totals)}\n` : ''),
  };
}

const TOP = 15;

/** What closes a report of several documents: who is quoted and who is named most. */
function summary(count: number, { voices, names }: Totals): string {
  const rows = (title: string, items: Totals['names']): string => {
    const most = items[0]?.count ?? 1;
    const bar = (times: number): string => '█'.repeat(Math.max(1, Math.round((times / most) * 20)));
    const lines = items.slice(0, TOP).map((item) => `| ${cell(item.name)} | ${item.count} | ${bar(item.count)} |`);
    return [`### ${title}`, '', '| name | times | |', '|---|--:|---|', ...lines].join('\n');
  };
  return [`## All ${count} documents`, rows('Most quoted', voices), rows('Most named', names)].join('\n\n');
}

function voices(analysis: Analysis, options: OutputOptions, withQuotations: boolean): string[] {
  const addressee = addresseesOf(analysis);
  const said = (speaker: string | null): string[] =>
    withQuotations
      ? analysis.quotations
          .filter((quotation) => quotation.speaker === speaker)
          .map((quotation) => quotationBlock(quotation, addressee(quotation), options))
      : [];
  const orphans = said(null);
  return [
    '## Speakers',
    ...(analysis.speakers.length || orphans.length ? [] : ['None found.']),
    ...analysis.speakers.flatMap((speaker) => [speakerHeading(speaker), ...said(speaker.id)]),
    ...(orphans.length ? ['### Speaker not told', ...orphans] : []),
  ];
}

function speakerHeading(speaker: Speaker): string {
  const facts = [officeOf(speaker), speaker.kind].filter(Boolean);
  return `### ${escapeMarkdown(speaker.name)}\n\n${facts.map(escapeMarkdown).join(' · ')}`;
}

function quotationBlock(quotation: Quotation, addressee: string | null, { full, explain }: OutputOptions): string {
  const whole = neutralise(quotation.content.text);
  const text = escapeMarkdown(full ? whole : shorten(whole, SHORT));
  const { cue, type, medium, via } = quotation;
  const facts = [
    type,
    cue && `${escapeMarkdown(cue.text)} (${cue.stance})`,
    addressee && `to ${escapeMarkdown(addressee)}`,
    medium && escapeMarkdown(medium.text),
    via.length > 0 && `via ${via.map(({ name }) => escapeMarkdown(name)).join(', ')}`,
    quotation.confidence.toFixed(2),
    explain && `rule \`${quotation.rule.replaceAll('`', "'")}\``,
  ].filter(Boolean);
  return `> ${type === 'direct' ? `«${text}»` : text}\n>\n> ${facts.join(' · ')}`;
}

const cell = (text: string | null): string => (text === null ? '' : escapeMarkdown(text));

function names({ entities }: Analysis): string[] {
  const rows = entities.map(
    ({ name, type, mentions, aliases }) =>
      `| ${type} | ${mentions.length} | ${cell(name)} | ${aliases.map(cell).join('، ')} |`,
  );
  return [
    '## Entities',
    rows.length ? ['| type | mentions | name | also |', '|---|--:|---|---|', ...rows].join('\n') : 'None found.',
  ];
}

function phrases({ attributions, speakers }: Analysis): string[] {
  const nameOf = new Map(speakers.map(({ id, name }) => [id, name]));
  const rows = attributions.map(
    ({ kind, text, speaker, quotation }) =>
      `| ${kind} | ${cell(text)} | ${cell(nameOf.get(speaker ?? '') ?? null)} | ${quotation ?? ''} |`,
  );
  return [
    '## Attribution phrases',
    rows.length ? ['| kind | phrase | speaker | quotation |', '|---|---|---|---|', ...rows].join('\n') : 'None found.',
  ];
}
