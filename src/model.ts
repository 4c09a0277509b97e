/** The types of the output contract: what `analyze` returns and every format prints. */

/** A stretch of the article's text, half open, in UTF-16 code units (or code points, where `offsets` says so). */
export interface Span {
  start: number;
  end: number;
}

/** A span with the text it covers, exactly as the article has it. */
export interface TextSpan extends Span {
  text: string;
}

export type EntityType =
  | 'PER'
  | 'LOC'
  | 'ORG'
  | 'MISC'
  | 'DATE'
  | 'TIME'
  | 'MONEY'
  | 'PERCENT'
  | 'QUANTITY'
  | 'URL'
  | 'HASHTAG'
  | 'ACCOUNT';

export interface Mention extends TextSpan {
  /** 0..1: the probability that span and type are right. */
  confidence: number;
}

/** What the gazetteer knows of a place. */
export interface EntityLink {
  geonames?: number;
  /** ISO 3166-1 alpha-2 code of the country it is or lies in. */
  iso?: string;
  lat?: number;
  lon?: number;
  population?: number;
}

export interface Entity {
  id: string;
  /** The fullest form that the article uses. */
  name: string;
  type: EntityType;
  aliases: string[];
  mentions: Mention[];
  link?: EntityLink;
  /** Of dates, sums and quantities: the normalised value (`2017-10-11`, `15 EUR`, `40 %`). */
  value?: string;
  /** A reader changed or confirmed it. */
  edited?: true;
}

export type SpeakerKind = 'person' | 'organization' | 'unnamed' | 'media';

export interface Speaker {
  id: string;
  name: string;
  aliases: string[];
  kind: SpeakerKind;
  role: string | null;
  affiliation: string | null;
  entity: string | null;
  gender: 'm' | 'f' | null;
  quotations: string[];
  /** A reader changed or confirmed it. */
  edited?: true;
}

export type QuotationType = 'direct' | 'mixed' | 'indirect' | 'nominal';

export const STANCES = [
  'neutral',
  'assert',
  'claim',
  'deny',
  'warn',
  'accuse',
  'promise',
  'demand',
  'praise',
  'criticise',
  'hope',
  'believe',
  'reveal',
  'ask',
  'explain',
  'add',
  'conclude',
  'agree',
  'threaten',
  'announce',
  'doubt',
] as const;
export type Stance = (typeof STANCES)[number];

export interface Cue extends TextSpan {
  lemma: string;
  stance: Stance;
}

export type Resolution = 'explicit' | 'pronoun' | 'implicit' | 'alias' | 'anaphor' | 'none';

/** A relaying outlet, from the page back to the speaker. */
export interface Via extends TextSpan {
  name: string;
}

/** Why a field of a result is what it is (`--explain`). */
export interface Evidence {
  field: string;
  rule: string;
  words: TextSpan | null;
  note?: string;
}

export interface Quotation {
  id: string;
  type: QuotationType;
  /** With `fragments`, where the narrator stands between them: `text` is theirs, joined by ` … `. */
  content: TextSpan & { fragments?: Span[] };
  cue: Cue | null;
  source: TextSpan | null;
  speaker: string | null;
  /** Where the speakers are left out of the result (`--only`): what the speaker is called. */
  speakerName?: string | null;
  resolution: Resolution;
  medium: TextSpan | null;
  addressee: TextSpan | null;
  via: Via[];
  attributions: string[];
  rule: string;
  confidence: number;
  explain?: Evidence[];
  /** A reader changed, added or confirmed it. */
  edited?: true;
}

export type AttributionKind = 'according-to' | 'as-said' | 'citing' | 'in-view-of' | 'hearsay';

export interface Attribution extends TextSpan {
  id: string;
  kind: AttributionKind;
  speaker: string | null;
  /** As in a quotation. */
  speakerName?: string | null;
  quotation: string | null;
}

export interface Warning {
  code: string;
  message: string;
  start?: number;
  /** Line and column of `start` in the text, from 1, as an editor counts them. */
  line?: number;
  column?: number;
}

export interface Source {
  path: string | null;
  id: string | null;
  format: string;
  encoding: string;
  /** Number of the record in its file, from 1, where the file has records. */
  record?: number;
}

export interface Counts {
  characters: number;
  words: number;
  sentences: number;
  paragraphs: number;
}

export type OffsetUnit = 'utf16' | 'codepoint';

export interface Analysis {
  schema: 1;
  source: Source;
  title: string | null;
  byline: string | null;
  published: string | null;
  /** Who published it, where it is and who wrote it, where the input tells. */
  outlet: string | null;
  url: string | null;
  author: string | null;
  /** As the input names it: `ar`, `ar-EG`. */
  language: string | null;
  offsets: OffsetUnit;
  text?: string;
  counts: Counts;
  /** Fields of the input that were asked for (`--keep`), by their names. */
  kept?: Record<string, unknown>;
  entities: Entity[];
  speakers: Speaker[];
  quotations: Quotation[];
  attributions: Attribution[];
  warnings: Warning[];
  /** Quotations that a reader struck out: they are none. */
  dropped?: Quotation[];
  /** A reader went through the whole article: what stands here is right, and nothing is missing. */
  edited?: true;
}

/** One article as a reader delivers it: the decoded text and what the input told apart. */
export interface Document {
  /** The decoded text, BOM dropped; never changed afterwards. */
  text: string;
  path?: string | null;
  id?: string | null;
  /** Number of the record in its file, from 1; absent where the file is one document. */
  record?: number;
  format?: string;
  encoding?: string;
  title?: string | null;
  byline?: string | null;
  /** ISO 8601. */
  published?: string | null;
  /** Name of the outlet, where the input tells it; else it is the host of `url`. */
  outlet?: string | null;
  url?: string | null;
  author?: string | null;
  language?: string | null;
  /** Fields of the input that pass through to the analysis. */
  kept?: Record<string, unknown>;
  warnings?: Warning[];
}
