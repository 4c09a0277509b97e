/** Trains the models of the quotation stations, each on what those before it give. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readGold } from '../evaluate/gold.ts';
import { ANNOTATED, foldsOfOutlets, readStandOff } from '../evaluate/standoff.ts';
import { writeForest } from '../learned/file.ts';
import { compact } from '../learned/layout.ts';
import { CONTENT_MODELS, namedContents } from '../quotations/contents/models.ts';
import { MODEL_FILES, type QuotationModels } from '../quotations/models.ts';
import { namedVoices, VOICE_FILES } from '../quotations/speakers/models.ts';
import { type Lesson, lessonsWithFoldNames } from './lesson.ts';
import { settledContents, trainContents } from './stations/contents.ts';
import { trainOffices } from './stations/offices.ts';
import { trainPhrases } from './stations/phrases.ts';
import { trainRelays } from './stations/relays.ts';
import { trainVoices } from './stations/speakers.ts';

/** Where each model ships. */
const FILES: Record<string, string> = {
  ...Object.fromEntries(Object.entries(CONTENT_MODELS).map(([name, { file }]) => [`contents.${name}`, file])),
  ...MODEL_FILES,
  ...VOICE_FILES,
};

/** All stations' models from some lessons; `log` is told each step. Cross-validation calls it with the other folds' articles. */
export function trainQuotations(lessons: readonly Lesson[], log: (line: string) => void): QuotationModels {
  log(`${lessons.length} articles`);
  const about = `trained on ${lessons.length} annotated articles`;
  return {
    ...trainPhrases(lessons),
    ...trainOffices(lessons),
    ...trainRelays(lessons),
    ...namedContents(settledContents(trainContents(lessons, log))),
    ...namedVoices(trainVoices(lessons, log, about)),
  };
}

/** Trains on all annotated articles (`gold`: the folder that holds those of `news` and `dev`) and writes the models that ship. */
export function trainShipped({ gold, data }: { gold: string; data: string }, log: (line: string) => void): void {
  const folded = readGold(join(gold, 'news'));
  const more = existsSync(ANNOTATED) ? readStandOff(ANNOTATED, join(data, 'news'), foldsOfOutlets(folded)) : [];
  const models = trainQuotations(lessonsWithFoldNames([...folded, ...readGold(join(gold, 'dev')), ...more]), log);
  for (const [name, model] of Object.entries(models)) {
    const file = FILES[name];
    if (file && model) writeFileSync(file, writeForest(compact(model)));
  }
}
