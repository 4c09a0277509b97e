/** Collects results into what a corpus report holds. */
import { strToU8, zlibSync } from 'fflate';
import type { Analysis, Entity, Speaker } from '../../model.ts';
import { foldText } from '../../text/index.ts';
import { certaintyOf } from '../certainty.ts';
import { officeOf } from '../office.ts';
import { countWords } from '../segments.ts';
import { BLOCK, CERTAINTIES, type CorpusIndex, MOST_ARTICLES, type Name, TYPES, type Voice } from './data.ts';
import { sourceKind } from './kinds.ts';
import { type Packed, pack } from './pack.ts';

/** Deflated and as letters; the same bytes on every machine, since no machine's own library does it. */
export const squeezed = (value: unknown): string => {
  const bytes = zlibSync(strToU8(JSON.stringify(value)), { level: 6 });
  let letters = '';
  for (let i = 0; i < bytes.length; i += 8192) letters += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(letters);
};

/** `أحمد الهدّار` and `احمد الهدار` are one. */
export const keyOf = (name: string): string => foldText(name, 'search').trim();

/** The outlet that the input told, or the folder that the article lies in. */
export const outletOf = ({ source, outlet }: Analysis): string => outlet ?? source.path?.split(/[/\\]/).at(-2) ?? '';

const KNOWN_PLACE = ({ link }: Entity): Pick<Name, 'lat' | 'lon'> =>
  link?.lat !== undefined && link.lon !== undefined ? { lat: link.lat, lon: link.lon } : {};

/** Numbers by key; a new key gets the next one and its row. */
function register<T>(): { rows: T[]; numberOf(key: string, row: () => T): number } {
  const rows: T[] = [];
  const numbers = new Map<string, number>();
  return {
    rows,
    numberOf(key, row) {
      let number = numbers.get(key);
      if (number === undefined) {
        number = rows.push(row()) - 1;
        numbers.set(key, number);
      }
      return number;
    },
  };
}

export function corpusBuilder() {
  const outlets = register<string>();
  const stances = register<CorpusIndex['stances'][number]>();
  const voices = register<Voice>();
  const names = register<Name>();
  const articles: CorpusIndex['articles'] = { title: [], path: [], date: [], outlet: [], words: [] };
  const quotations: CorpusIndex['quotations'] = {
    article: [],
    voice: [],
    stance: [],
    type: [],
    certainty: [],
    words: [],
  };
  const mentions: CorpusIndex['mentions'] = { article: [], name: [], count: [] };
  const relays = new Set<string>();
  const blocks: string[] = [];
  let block: Packed[] = [];
  let total = 0;

  const voiceOf = (speaker: Speaker): number => {
    const kind = sourceKind(speaker);
    const key = keyOf(speaker.name);
    const named = speaker.kind === 'person' || speaker.kind === 'organization' ? 'named' : speaker.kind;
    const number = voices.numberOf(`${named} ${key}`, () => ({
      name: speaker.name,
      key,
      kind,
      gender: speaker.gender,
      office: officeOf(speaker),
    }));
    const voice = voices.rows[number]!;
    // A later article may tell what the first did not.
    if (voice.kind === 'named' && kind === 'official') voice.kind = kind;
    voice.gender ??= speaker.gender;
    voice.office ||= officeOf(speaker);
    return number;
  };

  const flush = (): void => {
    if (block.length) blocks.push(squeezed(block));
    block = [];
  };

  return {
    add(analysis: Analysis): void {
      if (++total > MOST_ARTICLES) return;
      const { title, source, published, counts, speakers, entities } = analysis;
      const article = articles.title.push(title ?? '') - 1;
      const record = source.record === undefined ? source.id : `${source.record}`;
      articles.path.push([source.path, record].filter((part) => part !== null).join('#'));
      articles.date.push(/^\d{4}(?:-\d\d){0,2}/.exec(published ?? '')?.[0] ?? '');
      const outlet = outletOf(analysis);
      articles.outlet.push(outlets.numberOf(outlet, () => outlet));
      articles.words.push(counts.words);
      const voiceNumbers = new Map(speakers.map((speaker) => [speaker.id, voiceOf(speaker)]));
      for (const { speaker, cue, type, confidence, content, via, edited } of analysis.quotations) {
        const stance = cue?.stance ?? 'neutral';
        quotations.article.push(article);
        quotations.voice.push(voiceNumbers.get(speaker ?? '') ?? -1);
        quotations.stance.push(stances.numberOf(stance, () => stance));
        quotations.type.push(TYPES.indexOf(type));
        quotations.certainty.push(CERTAINTIES.indexOf(edited ? 'sure' : certaintyOf(confidence)));
        quotations.words.push(countWords(content.text));
        for (const { name } of via) relays.add(keyOf(name));
      }
      const speaking = new Set(speakers.filter(({ quotations: said }) => said.length).map(({ entity }) => entity));
      for (const entity of entities) {
        const key = keyOf(entity.name);
        const number = names.numberOf(`${entity.type} ${key}`, () => ({
          name: entity.name,
          key,
          type: entity.type,
          ...KNOWN_PLACE(entity),
          heard: false,
        }));
        names.rows[number]!.heard ||= speaking.has(entity.id);
        mentions.article.push(article);
        mentions.name.push(number);
        mentions.count.push(entity.mentions.length);
      }
      block.push(pack(analysis));
      if (block.length === BLOCK) flush();
    },
    finish(): { index: CorpusIndex; blocks: string[] } {
      flush();
      const heard = new Set([...voices.rows.map(({ key }) => key), ...relays]);
      for (const name of names.rows) name.heard ||= heard.has(name.key);
      return {
        index: {
          total,
          outlets: outlets.rows,
          stances: stances.rows,
          voices: voices.rows,
          names: names.rows,
          articles,
          quotations,
          mentions,
        },
        blocks,
      };
    },
  };
}
