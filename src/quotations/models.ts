/**
 * The trained models of the stations, by name. Each stands as text beside its station (`contents/ends.model.txt`), is written by
 * `npm run train -- --only quotations`, and read when it is first asked for.
 */
import { type Learned, laidForest } from '../learned/file.ts';
import type { Forest } from '../learned/trees.ts';
import addressees from './attributions/addressees.model.txt';
import media from './attributions/media.model.txt';
import outlets from './attributions/outlets.model.txt';
import phraseEnds from './attributions/phraseEnds.model.txt';
import phrases from './attributions/phrases.model.txt';
import affiliations from './speakers/affiliations.model.txt';
import roles from './speakers/roles.model.txt';

/** A station's models are missing until it has been trained. */
export interface QuotationModels {
  /** Office and affiliation of a speaker. */
  roles?: Forest | undefined;
  affiliations?: Forest | undefined;
  /** Medium, addressee and relaying outlet of a quotation. */
  media?: Forest | undefined;
  addressees?: Forest | undefined;
  outlets?: Forest | undefined;
  /** Attribution phrases and their ends. */
  phrases?: Forest | undefined;
  phraseEnds?: Forest | undefined;
  [name: string]: Learned | undefined;
}

const TEXTS = {
  speakers: { roles, affiliations },
  attributions: { media, addressees, outlets, phrases, phraseEnds },
};

const MODELS = Object.entries(TEXTS).flatMap(([folder, texts]) =>
  Object.entries(texts).map(([name, text]) => ({ name, text, file: `src/quotations/${folder}/${name}.model.txt` })),
);

/** Where each of these models' files stands. */
export const MODEL_FILES: Readonly<Record<string, string>> = Object.fromEntries(
  MODELS.map(({ name, file }) => [name, file]),
);

/** Each is read when it is first asked for; an empty file is none. */
const SHIPPED: QuotationModels = Object.defineProperties(
  {},
  Object.fromEntries(
    MODELS.map(({ name, text }) => [name, { enumerable: true, get: laidForest(`stations.${name}`, text) }]),
  ),
);

/** Those that ship. */
export const shippedModels = (): QuotationModels => SHIPPED;
