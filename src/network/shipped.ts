/** The heads of the model that ship, laid out when the program is built: words and vectors are one for all. */
import { type Bytes, type Columns, laid, laidBytes, laidRows, type Rows } from '../laid/index.ts';
import { whenAsked } from '../text/remember.ts';
import type { HashIndex } from './hashes.ts';
import { INDEXES, LEXICON_ARRAYS, OWN_HEAD, readShippedModel } from './modelFile.ts';
import { type Settled, settle } from './settled.ts';
import type { Lexicon } from './words.ts';

const indexColumns = (name: string, { buckets, hashes }: HashIndex) => [
  [`${name}.buckets`, buckets] as const,
  [`${name}.hashes`, hashes] as const,
];

const indexIn = (columns: Columns, name: string): HashIndex => ({
  buckets: columns[`${name}.buckets`] as Uint32Array,
  hashes: columns[`${name}.hashes`] as Uint32Array,
});

const vectors: Rows = laidRows('network.vectors', () => readShippedModel().vectors.packed);

const words = laid(
  'network.words',
  () => {
    const { lexicon } = readShippedModel();
    return Object.fromEntries([
      ...INDEXES.flatMap((name) => indexColumns(name, lexicon[name])),
      ...LEXICON_ARRAYS.map((name) => [name, lexicon[name]] as const),
    ]);
  },
  (columns): Lexicon =>
    Object.fromEntries([
      ...INDEXES.map((name) => [name, indexIn(columns, name)]),
      ...LEXICON_ARRAYS.map((name) => [name, columns[name]]),
    ]) as unknown as Lexicon,
);

function columnsOf({ shape, skip, table, transitions, outputBias, places }: Settled) {
  return Object.fromEntries([
    ['settings', JSON.stringify({ shape, places, skipScale: skip?.scale ?? null })],
    ...(skip && table
      ? [
          ['skip.evidence', skip.evidence] as const,
          ['skip.ofStems', skip.ofStems] as const,
          ...indexColumns('skip.stems', skip.stems),
          ['table', table] as const,
        ]
      : []),
    ['transitions', transitions],
    ['outputBias', outputBias],
  ]);
}

/** The model that ships with one of its heads, read at the first call; throws a clear error where its file is missing or damaged. */
function shippedHead(name: string, head: string): () => Settled {
  const fromFile = whenAsked(() => settle(readShippedModel(head)));
  const image: Bytes = laidBytes(`${name}.image`, () => {
    const { length, copy } = fromFile().image;
    const bytes = new Uint8Array(length);
    copy(bytes);
    return bytes;
  });
  return laid(
    name,
    () => columnsOf(fromFile()),
    (columns): Settled => {
      const column = <T>(key: string): T => columns[key] as T;
      const { shape, places, skipScale } = JSON.parse(column('settings'));
      return {
        shape,
        places,
        lexicon: words(),
        skip:
          skipScale === null
            ? null
            : {
                scale: skipScale,
                evidence: column('skip.evidence'),
                ofStems: column('skip.ofStems'),
                stems: indexIn(columns, 'skip.stems'),
              },
        table: skipScale === null ? null : column('table'),
        transitions: column('transitions'),
        outputBias: column('outputBias'),
        image,
        vectors,
      };
    },
  );
}

/** The head that finds names, and the one that reads for the quotations. */
export const shippedTagger = shippedHead('tagger', OWN_HEAD);
export const shippedReader = shippedHead('reader', 'quotations');
