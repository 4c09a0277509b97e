import {
  type EntityOptions,
  type FoundMention,
  findEntities,
  findPublished,
  NAME_TYPES,
  type NameModels,
  type NameType,
} from './entities/index.ts';
import { finish, namedProperly } from './finish.ts';
import { findHeadline } from './headline.ts';
import { defaultLexicon, type Lexicon, type UserEntity, viewsWithOwnWords } from './lexicon/index.ts';
import type { Analysis, Document, Entity, EntityType, Warning } from './model.ts';
import {
  type Certainty,
  findQuotations,
  type NameMention,
  type QuotationModels,
  type Reader,
} from './quotations/index.ts';
import { loadReader } from './reader/index.ts';
import { asStored } from './stored.ts';
import { indexText, isVisualOrder, placesIn, type Reading, readEscapes, type TextIndex } from './text/index.ts';

export interface AnalyzeOptions {
  /** Put the text into the result. */
  text?: boolean;
  /** Tell for every field of a quotation which rule and which words led to it. */
  explain?: boolean;
  /** Entity types to look for; people, places, organisations and other names if it is missing. */
  types?: readonly EntityType[];
  /** Quotations below this confidence (0..1) are left out. */
  minConfidence?: number;
  /** Words of one's own beside the built-in ones: `buildLexicon(parseLexicon(text, 'file'))`. */
  lexicon?: Lexicon;
}

/** Trained models; those that ship where one is missing. Cross-validation hands in its own. */
export interface Models {
  names?: NameModels;
  quotations?: QuotationModels;
  reader?: Reader;
  /** Told of each quotation, by its id, what its confidence is made of. */
  onCertainty?: (id: string, certainty: Certainty) => void;
}

/** The entities of an article, and their mentions as the quotation stations take them. */
export function entitiesAndNames(
  index: TextIndex,
  options: EntityOptions = {},
): { entities: Entity[]; names: NameMention[] } {
  const { entities, mentions, mentionEntity } = findEntities(index, options);
  const names = mentions.map((mention) => nameMention(mention, mentionEntity)).filter((mention) => mention !== null);
  return { entities, names };
}

/** The whole way of an article: text, names, quotations. Pure: the same document and options give the same analysis. */
export function analyze(document: Document, options: AnalyzeOptions = {}, models: Models = {}): Analysis {
  const { text, warnings = [] } = document;
  const reading = readEscapes(text);
  const read = analyzeRead(reading ? { ...document, text: reading.text } : document, options, models);
  const stored = reading ? asStored(read, text, reading) : read;
  return {
    ...stored,
    ...(options.text && { text }),
    counts: { ...stored.counts, characters: text.length },
    warnings: placed([...warnings, ...(reading ? [escapesWarning(reading, text)] : []), ...stored.warnings], text),
  };
}

/** The only person whom a byline names, if it names nothing else: `كتب: سامي النوري`; null of `سكاي نيوز عربية`, `ليلى القصاب وسالم الهدار`. */
function writerOf(byline: string, models: NameModels | undefined): string | null {
  const { entities } = entitiesAndNames(indexText(byline), models ? { models } : {});
  const [only, ...others] = entities;
  return only?.type === 'PER' && others.length === 0 ? only.name : null;
}

/** `https://www.example.org/a` -> `example.org`. */
function hostOf(url: string | null | undefined): string | null {
  const host = /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(url ?? '')?.[1];
  return host?.toLowerCase().replace(/^www\./, '') ?? null;
}

const unescaped = <T extends string | null | undefined>(line: T): T =>
  (line && (readEscapes(line)?.text as T | undefined)) ?? line;

function escapesWarning({ count, first }: Reading, text: string): Warning {
  const example = text.slice(first).match(/^[&\\][^\s;"']{0,12}[;"']?/)?.[0] ?? '';
  const message = `${count} ${count === 1 ? 'escape' : 'escapes'} such as ${example} in the text, read as what they mean`;
  return { code: 'escapes', message, start: first };
}

/** The same for a text that is read as it stands. */
function analyzeRead(document: Document, options: AnalyzeOptions, models: Models): Analysis {
  const index = indexText(document.text);
  const headline = document.title ? null : findHeadline(index);
  const published = document.published ?? findPublished(index).published;
  const lexicon = options.lexicon ?? defaultLexicon();
  const views = viewsWithOwnWords(index, lexicon);
  const wanted = new Set(options.types ?? NAME_TYPES);
  // the names are needed to tell who speaks, whatever kinds are asked for
  const { entities, names } = entitiesAndNames(views.names, {
    types: [...new Set([...NAME_TYPES, ...wanted])],
    published,
    own: lexicon.entities.filter(isName),
    lexicon,
    ...(models.names && { models: models.names }),
  });
  const byline = unescaped(document.byline);
  const found = finish(
    index,
    findQuotations(views.quotations, names, lexicon, {
      explain: options.explain ?? false,
      // asked only where the narrator speaks of himself
      writer: byline ? () => writerOf(byline, models.names) : null,
      ...(models.quotations && { models: models.quotations }),
      reader: models.reader ?? loadReader(),
      ...(models.onCertainty && { onCertainty: models.onCertainty }),
    }),
  );
  return {
    schema: 1,
    source: {
      path: document.path ?? null,
      id: document.id ?? null,
      format: document.format ?? 'text',
      encoding: document.encoding ?? 'utf-8',
      ...(document.record !== undefined && { record: document.record }),
    },
    title: unescaped(document.title) ?? headline?.text ?? null,
    byline: byline ?? null,
    published,
    outlet: unescaped(document.outlet) ?? hostOf(document.url),
    url: document.url ?? null,
    author: unescaped(document.author) ?? null,
    language: document.language ?? null,
    offsets: 'utf16',
    ...(options.text && { text: document.text }),
    counts: {
      characters: document.text.length,
      words: index.tokens.filter((token) => token.kind === 'word').length,
      sentences: index.sentences.length,
      paragraphs: index.paragraphs.length,
    },
    ...(document.kept && { kept: document.kept }),
    ...asked(entities.map(namedProperly), wanted, atLeast(found, options.minConfidence ?? 0)),
    warnings: warningsOf(index),
  };
}

const NAMES: ReadonlySet<EntityType> = new Set(NAME_TYPES);

const isName = (entity: UserEntity): entity is UserEntity & { type: NameType } => NAMES.has(entity.type);

type Found = Pick<Analysis, 'quotations' | 'speakers' | 'attributions'>;

/** The entities of the kinds asked for. Speakers keep no id of the others: an affiliation that was one is its name. */
function asked(all: readonly Entity[], wanted: ReadonlySet<EntityType>, found: Found): Found & { entities: Entity[] } {
  const entities = all.filter(({ type }) => wanted.has(type));
  const gone = new Map(all.filter(({ type }) => !wanted.has(type)).map(({ id, name }) => [id, name]));
  if (gone.size === 0) return { ...found, entities };
  const speakers = found.speakers.map((speaker) => ({
    ...speaker,
    entity: speaker.entity !== null && gone.has(speaker.entity) ? null : speaker.entity,
    affiliation: gone.get(speaker.affiliation ?? '') ?? speaker.affiliation,
  }));
  return { ...found, speakers, entities };
}

function nameMention(
  mention: FoundMention,
  entityOf: ReadonlyMap<FoundMention, Analysis['entities'][number]>,
): NameMention | null {
  const entity = entityOf.get(mention);
  if (!entity || !NAMES.has(mention.type)) return null;
  const { start, end, first, last } = mention;
  return { entity, start, end, first, last, type: entity.type };
}

/** Leaves out the quotations below a confidence, and the speakers and links that only they had. */
function atLeast(found: Found, least: number): Found {
  if (least <= 0) return found;
  const quotations = found.quotations.filter((quotation) => quotation.confidence >= least);
  const kept = new Set(quotations.map((quotation) => quotation.id));
  const attributions = found.attributions.map((phrase) =>
    phrase.quotation !== null && !kept.has(phrase.quotation) ? { ...phrase, quotation: null } : phrase,
  );
  const needed = new Set([...quotations, ...attributions].map(({ speaker }) => speaker));
  const speakers = found.speakers
    .filter((speaker) => needed.has(speaker.id))
    .map((speaker) => ({ ...speaker, quotations: speaker.quotations.filter((id) => kept.has(id)) }));
  return { speakers, quotations, attributions };
}

/** Warnings about a place name its line and column. */
function placed(warnings: readonly Warning[], text: string): Warning[] {
  if (warnings.every(({ start }) => start === undefined)) return [...warnings];
  const placeOf = placesIn(text);
  return warnings.map((warning) => (warning.start === undefined ? warning : { ...warning, ...placeOf(warning.start) }));
}

const ARABIC_LETTER = /[\u0620-\u064A\u066E-\u06D3\uFB50-\uFDFB\uFE80-\uFEFC]/;

function warningsOf({ text, tokens, marks }: TextIndex): Warning[] {
  const warnings: Warning[] = [];
  if (!ARABIC_LETTER.test(text)) {
    warnings.push({ code: 'no-arabic', message: 'There is no Arabic letter in this text.' });
  }
  if (isVisualOrder(tokens)) {
    warnings.push({
      code: 'visual-order',
      message:
        'The letters of this text seem to stand in reverse, as some PDF converters leave them; convert it in logical order.',
      start: 0,
    });
  }
  for (const pair of marks) {
    if (pair.close !== null) continue;
    warnings.push({
      code: 'unclosed-mark',
      message: 'A quotation mark opens here and is never closed.',
      start: tokens[pair.open]!.start,
    });
  }
  return warnings;
}
