/** One article on the page: what stands there, what is lit, and what the reader changed. */
import { countEdits } from '../../../corrections/edit.ts';
import type { Analysis, Quotation, Speaker } from '../../../model.ts';
import { countWords, paragraphsOf, segmentsOf } from '../../segments.ts';

export interface ArticleState {
  analysis: Analysis;
  /** As the program gave it. */
  readonly given: Analysis;
  /** Earlier states, for taking changes back. */
  history: Analysis[];
  correcting: boolean;
  tab: Tab;
}
export const TABS = ['voices', 'quotations', 'names'] as const;
export type Tab = (typeof TABS)[number];

/** What the parts of the view can ask of it. */
export interface Actions {
  /** Lights up quotations; null: none. */
  light(ids: readonly string[] | null): void;
  /** The same, and it stays until it is taken back. */
  pin(ids: readonly string[] | null): void;
  /** Lights up the mentions of a name. */
  lightName(id: string | null): void;
  showCard(id: string): void;
  showInText(id: string): void;
  showName(id: string): void;
  showTab(tab: Tab): void;
  change(edit: (analysis: Analysis) => Analysis): void;
  undo(): void;
  correct(on: boolean): void;
  ask: Dialogs;
}

export interface Dialogs {
  name(title: string, value: string, done: (name: string) => void): void;
  missed(): void;
}

const KEY = 'isnad:';

/** A short name of an article for the browser's store (FNV-1a). */
export function storeKey({ source, text, quotations }: Analysis): string {
  let hash = 0x811c9dc5;
  const all = `${source.path}#${source.id}#${text ?? quotations.map(({ content }) => content.text).join('\n')}`;
  for (let i = 0; i < all.length; i++) hash = Math.imul(hash ^ all.charCodeAt(i), 0x01000193);
  return `${KEY}${(hash >>> 0).toString(36)}-${all.length}`;
}

/** The reader's corrected result of this article, from this browser. Stores can be closed: then nothing is kept. */
export function keptFor(given: Analysis): Analysis | null {
  try {
    const kept = localStorage.getItem(storeKey(given));
    return kept === null ? null : (JSON.parse(kept) as Analysis);
  } catch {
    return null;
  }
}

export function keep({ given, analysis }: ArticleState): void {
  try {
    if (countEdits(analysis) || analysis.edited) localStorage.setItem(storeKey(given), JSON.stringify(analysis));
    else localStorage.removeItem(storeKey(given));
  } catch {
    // Nothing is kept then; the download still is.
  }
}

export const speakerOf = ({ speakers }: Analysis, id: string | null): Speaker | undefined =>
  speakers.find((one) => one.id === id);

export const quotationOf = ({ quotations }: Analysis, id: string): Quotation | undefined =>
  quotations.find((one) => one.id === id);

/** Tints that tell speakers apart; a ninth speaker has the first one's again. */
const TINTS = 8;
export function tintOf({ speakers }: Analysis, id: string | null): string {
  const place = speakers.findIndex((one) => one.id === id);
  return place < 0 ? 'sx' : `s${place % TINTS}`;
}

/** The part of the article's words that each speaker says; a word of a quotation within another's is the inner one's. */
export function sharesOf(analysis: Analysis): Map<string | null, number> {
  const { quotations, counts, text } = analysis;
  const words = new Map<string | null, number>();
  const add = (speaker: string | null, number: number): void =>
    void words.set(speaker, (words.get(speaker) ?? 0) + number);
  if (text === undefined) for (const { speaker, content } of quotations) add(speaker, countWords(content.text));
  else {
    const speakers = new Map(quotations.map(({ id, speaker }) => [id, speaker]));
    const segments = segmentsOf(analysis, paragraphsOf(text)).flat();
    let at = 0;
    for (const word of text.matchAll(/\S*[\p{L}\p{N}]\S*/gu)) {
      // a mark may stand before the word: its first letter tells where it belongs
      const letter = word.index + word[0].search(/[\p{L}\p{N}]/u);
      while (at < segments.length && segments[at]!.end <= letter) at++;
      const inner = segments[at]?.quotations.at(-1);
      if (inner !== undefined) add(speakers.get(inner) ?? null, 1);
    }
  }
  return new Map([...words].map(([id, number]) => [id, counts.words ? Math.min(1, number / counts.words) : 0]));
}

/** The words of a quotation, shortened. */
export function snippet({ content }: Quotation, letters = 70): string {
  const text = content.text.replace(/\s+/g, ' ').trim();
  if (text.length <= letters) return text;
  return `${text.slice(0, letters).replace(/\s+\S*$/, '')}…`;
}
