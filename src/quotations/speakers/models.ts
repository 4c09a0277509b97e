/** The models of the stations of sources and speakers, and those that ship. */
import { laidForest } from '../../learned/file.ts';
import type { Layout } from '../../learned/layout.ts';
import type { Forest } from '../../learned/trees.ts';
import type { QuotationModels } from '../models.ts';
import type { SourceModels } from '../sources/choose.ts';
import endsText from '../sources/ends.model.txt';
import { endLayout, startLayout } from '../sources/features.ts';
import startsText from '../sources/starts.model.txt';
import { speakerLayout } from './features.ts';
import rankText from './rank.model.txt';
import trustText from './trust.model.txt';
import { trustLayout } from './trust.ts';

export interface VoiceModels {
  sources: SourceModels;
  ranker: Forest;
  trust: Forest;
}

/** Their names among all models of the stations, with the files in which they ship. */
export const VOICE_FILES = {
  'sources.starts': 'src/quotations/sources/starts.model.txt',
  'sources.ends': 'src/quotations/sources/ends.model.txt',
  'speakers.rank': 'src/quotations/speakers/rank.model.txt',
  'speakers.trust': 'src/quotations/speakers/trust.model.txt',
} as const;

export const namedVoices = ({ sources, ranker, trust }: VoiceModels): Record<keyof typeof VOICE_FILES, Forest> => ({
  'sources.starts': sources.starts,
  'sources.ends': sources.ends,
  'speakers.rank': ranker,
  'speakers.trust': trust,
});

/** Where the features of each stand in a row. */
export const VOICE_LAYOUTS: Readonly<Record<keyof typeof VOICE_FILES, Layout>> = {
  'sources.starts': startLayout,
  'sources.ends': endLayout,
  'speakers.rank': speakerLayout,
  'speakers.trust': trustLayout,
};

const SHIPPED = {
  starts: laidForest('sources.starts', startsText, startLayout),
  ends: laidForest('sources.ends', endsText, endLayout),
  rank: laidForest('speakers.rank', rankText, speakerLayout),
  trust: laidForest('speakers.trust', trustText, trustLayout),
};

let shipped: VoiceModels | null = null;

/** The models that were handed in, or those that ship. */
export function voiceModels(models: QuotationModels): VoiceModels {
  const { 'sources.starts': starts, 'sources.ends': ends, 'speakers.rank': ranker, 'speakers.trust': trust } = models;
  if (starts && ends && ranker && trust) return { sources: { starts, ends }, ranker, trust };
  shipped ??= {
    sources: { starts: SHIPPED.starts()!, ends: SHIPPED.ends()! },
    ranker: SHIPPED.rank()!,
    trust: SHIPPED.trust()!,
  };
  return shipped;
}
