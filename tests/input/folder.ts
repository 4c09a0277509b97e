/** A temporary folder for a test, filled from a table of names and contents, and what the inputs in it give. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { type InputOptions, type Item, readInputs } from '../../src/input/index.ts';

/** Made and removed by `.config/test-folders.mjs`. */
const home = process.env.ISNAD_TEST_FOLDERS ?? tmpdir();

export function folder(files: Record<string, string | Uint8Array> = {}): string {
  const root = mkdtempSync(join(home, 'isnad-test-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
}

export async function itemsOf(options: Partial<InputOptions>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of readInputs({ paths: [], ...options })) items.push(item);
  return items;
}

/** `a.txt` for a document, `not-found: a.txt` for a problem, paths below the folder. */
export async function listed(root: string, options: Partial<InputOptions> = {}): Promise<string[]> {
  const items = await itemsOf({ paths: [root], ...options });
  return items.map((item) => {
    if (item.ok) return relative(root, item.document.path ?? '');
    return `${item.problem.code}: ${relative(root, item.problem.path)}`;
  });
}

export async function* chunks(...parts: (string | Uint8Array)[]): AsyncIterable<Buffer> {
  for (const part of parts) yield Buffer.from(part as string);
}

export const stdin = (...parts: (string | Uint8Array)[]): NodeJS.ReadableStream =>
  chunks(...parts) as unknown as NodeJS.ReadableStream;
