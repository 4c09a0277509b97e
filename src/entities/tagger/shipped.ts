/** The tagger's model that ships, laid out when the program is built. */
import { type Bytes, laid, laidBytes, laidRows, type Rows } from '../../laid/index.ts';
import type { HashIndex, Lexicon } from './lexicon.ts';
import { readShippedModel } from './modelFile.ts';
import { type Settled, settle } from './settled.ts';

let settled: Settled | null = null;

function fromFile(): Settled {
  settled ??= settle(readShippedModel());
  return settled;
}

const image: Bytes = laidBytes('tagger.image', () => {
  const { length, copy } = fromFile().image;
  const bytes = new Uint8Array(length);
  copy(bytes);
  return bytes;
});

const vectors: Rows = laidRows('tagger.vectors', () => readShippedModel().vectors.packed);

const INDEXES = ['stems', 'names', 'phrases', 'heads'] as const;
const LISTS = ['frequency', 'habits', 'nameBuckets', 'phraseKinds', 'headTypes'] as const;

function columnsOf({ shape, lexicon, skip, table, transitions, outputBias, places }: Settled) {
  const index = (name: string, { buckets, hashes }: HashIndex) => [
    [`${name}.buckets`, buckets] as const,
    [`${name}.hashes`, hashes] as const,
  ];
  if (!skip || !table) throw new Error('the model that ships reads evidence');
  return Object.fromEntries([
    ['settings', JSON.stringify({ shape, places, skipScale: skip.scale })],
    ...INDEXES.flatMap((name) => index(name, lexicon[name])),
    ...LISTS.map((name) => [name, lexicon[name]] as const),
    ['skip.evidence', skip.evidence],
    ['skip.ofStems', skip.ofStems],
    ...index('skip.stems', skip.stems),
    ['table', table],
    ['transitions', transitions],
    ['outputBias', outputBias],
  ]);
}

/** The model that ships, read at the first call; throws a clear error where its file is missing or damaged. */
export const shippedTagger = laid(
  'tagger',
  () => columnsOf(fromFile()),
  (columns): Settled => {
    const column = <T>(name: string): T => columns[name] as T;
    const index = (name: string): HashIndex => ({
      buckets: column(`${name}.buckets`),
      hashes: column(`${name}.hashes`),
    });
    const { shape, places, skipScale } = JSON.parse(column('settings'));
    return {
      shape,
      places,
      lexicon: Object.fromEntries([
        ...INDEXES.map((name) => [name, index(name)]),
        ...LISTS.map((name) => [name, column(name)]),
      ]) as unknown as Lexicon,
      skip: {
        scale: skipScale,
        evidence: column('skip.evidence'),
        ofStems: column('skip.ofStems'),
        stems: index('skip.stems'),
      },
      table: column('table'),
      transitions: column('transitions'),
      outputBias: column('outputBias'),
      image,
      vectors,
    };
  },
);
