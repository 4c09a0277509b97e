/** Runs the command line in this process, with streams of its own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { afterAll } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/main.ts';

export interface Result {
  code: number;
  out: string;
  err: string;
}

export interface Surroundings {
  /** What stands on standard input; null: it is a terminal. */
  input?: string | Uint8Array | null;
  env?: Record<string, string>;
  /** Standard output is a terminal of so many columns. */
  terminal?: number;
  onInterrupt?: Io['onInterrupt'];
}

function collector(): Writable & { text(): string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return Object.assign(stream, { text: () => Buffer.concat(chunks).toString('utf8') });
}

export async function cli(
  argv: string[],
  { input = '', env = {}, terminal, onInterrupt }: Surroundings = {},
): Promise<Result> {
  const stdin = Object.assign(Readable.from(input === null ? [] : [Buffer.from(input)]), { isTTY: input === null });
  const stdout = Object.assign(collector(), terminal ? { isTTY: true, columns: terminal } : {});
  const stderr = collector();
  const code = await run(argv, { stdin, stdout, stderr, env, onInterrupt });
  return { code, out: stdout.text(), err: stderr.text() };
}

/** A folder for the tests of a file, gone afterwards, with a function that puts files into it. */
export function workspace(): { folder: string; file(name: string, content: string | Uint8Array): string } {
  const folder = mkdtempSync(join(tmpdir(), 'isnad-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    file(name, content) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      return path;
    },
  };
}

export const ARTICLE =
  'أكد وزير الري هشام الجارحي أن «السد سيكتمل قبل نهاية العام».\n\nوأضاف أن العمل يجري ليلاً ونهاراً، بحسب تعبيره.\n';
