/** Files around a run: the bundle that it is part of, what its threads load, the words that a user adds. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LexiconError } from '../../lexicon/error.ts';
import { parseLexicon } from '../../lexicon/user.ts';
import { UsageError } from '../errors.ts';

/** The bundle that this is part of. Undefined where it is not bundled (tests). */
export function ownFile(): string | undefined {
  const file = fileURLToPath(import.meta.url);
  return file.endsWith('.cjs') ? file : undefined;
}

/** What the threads run: the bundle, compiled ahead where that was built. */
export function threadFile(): string | undefined {
  const file = ownFile();
  const ahead = file && join(dirname(file), 'thread.cjs');
  return ahead && existsSync(ahead) ? ahead : file;
}

/** The words of the user's own, checked before any work: a mistake is told with its line and column. */
export function readLexicon(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new UsageError(`--lexicon: ${(error as Error).message}`);
  }
  try {
    parseLexicon(text, path);
    return text;
  } catch (error) {
    if (error instanceof LexiconError) throw new UsageError(`--lexicon: ${error.message}`);
    throw error;
  }
}
