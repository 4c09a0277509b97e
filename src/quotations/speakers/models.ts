/** The models of the stations of sources and speakers, and those that ship. */
import { laidForest, laidPerceptron } from '../../learned/file.ts';
import type { Layout } from '../../learned/layout.ts';
import type { Perceptron } from '../../learned/perceptron.ts';
import type { Forest } from '../../learned/trees.ts';
import type { QuotationModels } from '../models.ts';
import endsText from '../sources/ends.model.txt';
import { endLayout, startLayout } from '../sources/features.ts';
import startsText from '../sources/starts.model.txt';
import { speakerLayout } from './features.ts';
import rankText from './rank.model.txt';
import trustText from './trust.model.txt';
import { trustLayout } from './trust.ts';

const NAMES = ['sources.starts', 'sources.ends', 'speakers.rank', 'speakers.trust'] as const;
type VoiceName = (typeof NAMES)[number];
/** By their names among all models of the stations. */
export interface VoiceModels extends Record<Exclude<VoiceName, 'speakers.rank'>, Forest> {
  'speakers.rank': Perceptron;
}

/** Where the features of each stand in a row, and the file in which it ships. */
export const VOICE_MODELS: Record<VoiceName, { layout: Layout; file: string; text: string }> = {
  'sources.starts': { layout: startLayout, file: 'src/quotations/sources/starts.model.txt', text: startsText },
  'sources.ends': { layout: endLayout, file: 'src/quotations/sources/ends.model.txt', text: endsText },
  'speakers.rank': { layout: speakerLayout, file: 'src/quotations/speakers/rank.model.txt', text: rankText },
  'speakers.trust': { layout: trustLayout, file: 'src/quotations/speakers/trust.model.txt', text: trustText },
};

const SHIPPED = NAMES.map((name) => {
  const { text, layout } = VOICE_MODELS[name];
  const laid = name === 'speakers.rank' ? laidPerceptron : laidForest;
  return [name, laid(name, text, layout)] as const;
});

let shipped: VoiceModels | null = null;

/** The models that were handed in, or those that ship. */
export function voiceModels(models: QuotationModels): VoiceModels {
  if (NAMES.every((name) => models[name])) return models as unknown as VoiceModels;
  shipped ??= Object.fromEntries(SHIPPED.map(([name, model]) => [name, model()])) as unknown as VoiceModels;
  return shipped;
}
