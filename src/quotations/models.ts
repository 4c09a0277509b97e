/**
 * The trained models of the stations, by name. Each stands as text beside its station (`contents/ends.model.txt`), is written by
 * `npm run train -- --only quotations`, and read when it is first asked for.
 */
import { laidForest, laidPerceptron } from '../learned/file.ts';
import type { Layout } from '../learned/layout.ts';
import addressees from './attributions/addressees.model.txt';
import media from './attributions/media.model.txt';
import outlets from './attributions/outlets.model.txt';
import phraseEnds from './attributions/phraseEnds.model.txt';
import phrases from './attributions/phrases.model.txt';
import { acceptLayout } from './contents/accept.ts';
import contentEnds from './contents/ends.model.txt';
import { endLayout } from './contents/ends.ts';
import exact from './contents/exact.model.txt';
import found from './contents/found.model.txt';
import nominal from './contents/nominal.model.txt';
import contentStarts from './contents/starts.model.txt';
import { startLayout } from './contents/starts.ts';
import cues from './cues/cues.model.txt';
import { cueLayout } from './cues/features.ts';
import ends from './sources/ends.model.txt';
import * as sources from './sources/features.ts';
import starts from './sources/starts.model.txt';
import affiliations from './speakers/affiliations.model.txt';
import { speakerLayout } from './speakers/features.ts';
import rank from './speakers/rank.model.txt';
import roles from './speakers/roles.model.txt';
import trust from './speakers/trust.model.txt';
import { trustLayout } from './speakers/trust.ts';

/** Trees in a file, asked by the places of a layout, or, where there is none, by the names of features; an empty file is none. */
const trees = (file: string, text: string, layout?: Layout) => ({
  file: `src/quotations/${file}.model.txt`,
  layout,
  read: laidForest(`quotations.${file}`, text, layout),
});

export const MODELS = {
  'contents.cues': trees('cues/cues', cues, cueLayout),
  'contents.starts': trees('contents/starts', contentStarts, startLayout),
  'contents.ends': trees('contents/ends', contentEnds, endLayout),
  'contents.found': trees('contents/found', found, acceptLayout),
  'contents.exact': trees('contents/exact', exact, acceptLayout),
  'contents.nominal': trees('contents/nominal', nominal, acceptLayout),
  'sources.starts': trees('sources/starts', starts, sources.startLayout),
  'sources.ends': trees('sources/ends', ends, sources.endLayout),
  'speakers.rank': {
    file: 'src/quotations/speakers/rank.model.txt',
    layout: speakerLayout,
    read: laidPerceptron('quotations.speakers/rank', rank, speakerLayout),
  },
  'speakers.trust': trees('speakers/trust', trust, trustLayout),
  roles: trees('speakers/roles', roles),
  affiliations: trees('speakers/affiliations', affiliations),
  media: trees('attributions/media', media),
  addressees: trees('attributions/addressees', addressees),
  outlets: trees('attributions/outlets', outlets),
  phrases: trees('attributions/phrases', phrases),
  phraseEnds: trees('attributions/phraseEnds', phraseEnds),
};

type Name = keyof typeof MODELS;
/** What the stations ask; those of features by name may be missing until they have been trained. */
export type StationModels = { [Of in Name]: NonNullable<ReturnType<(typeof MODELS)[Of]['read']>> };
export type QuotationModels = { [Of in Name]?: StationModels[Of] | undefined };

const SHIPPED: StationModels = Object.defineProperties(
  {} as StationModels,
  Object.fromEntries(Object.entries(MODELS).map(([name, { read }]) => [name, { enumerable: true, get: read }])),
);

/** The models that were handed in; those that ship where one is missing. */
export const stationModels = (given: QuotationModels = {}): StationModels =>
  Object.create(SHIPPED, Object.getOwnPropertyDescriptors(given));
