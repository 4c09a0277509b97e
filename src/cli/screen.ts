/**
 * The one door to a terminal. Names, ids, fields and articles come from anywhere, and a terminal obeys what it is sent: nothing of
 * theirs reaches it as an escape sequence, a bell or a change of direction. Standard error is always made harmless, standard
 * output where it is a terminal; files and pipes get their bytes as they are.
 */
import type { Io, Sink } from './io.ts';

/**
 * How a text is made harmless: `text` loses its control characters, `json` has them escaped (so that it still says the same),
 * `drawn` is of our own making and keeps our colours, our isolates and the way in which the progress line is taken away.
 */
export type Way = 'text' | 'json' | 'drawn';

/** A stream behind the door. */
export interface Screen extends Sink {
  as(way: Way): Sink;
}

export type GuardedIo = Io & { stdout: Screen; stderr: Screen };

/** C0 but tab and line feed, DEL, C1, line and paragraph separator. A carriage return is let through before its line feed only. */
const CONTROL = '\\u0000-\\u0008\\u000b-\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u2028\\u2029';
const LONE_RETURN = '\\r(?!\\n)';
/** Embeddings, overrides, isolates. */
const TURNING = '\\u202a-\\u202e\\u2066-\\u2069';
/** Marks that are common in Arabic text and only seen by what they do to their neighbours; BOM. */
const MARKS = '\\u061c\\u200e\\u200f\\ufeff';

const HARMFUL = new RegExp(`[${CONTROL}${TURNING}]|${LONE_RETURN}`, 'g');
const INVISIBLE = new RegExp(`[${MARKS}]`, 'g');
const IN_JSON = new RegExp(`[${CONTROL}${TURNING}${MARKS}]|${LONE_RETURN}`, 'g');
/** Ours: colours, the progress line taken away; an isolate stays, an escape alone goes. */
const OURS = new RegExp(`(\\u001b\\[[0-9;]*m|\\r\\u001b\\[2K)|[${CONTROL}\\u202a-\\u202e${MARKS}]|${LONE_RETURN}`, 'g');

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** `'a\u001b[31m\u202eb'` -> `'a�[31m�b'`; as `json` `'a\\u001b[31m\\u202eb'`. */
export function harmless(text: string, way: Way = 'text'): string {
  switch (way) {
    case 'text':
      return text.replace(HARMFUL, '\uFFFD').replace(INVISIBLE, '');
    case 'json':
      return text.replace(IN_JSON, escaped);
    case 'drawn':
      return text.replace(OURS, (_, ours?: string) => ours ?? '\uFFFD');
    default:
      return way satisfies never;
  }
}

/** A name inside a message of one line: `a⏎analyze: all is well` says nothing of its own. */
export const oneLine = (text: string): string => text.replace(/[\r\n\t]+/g, '\uFFFD');

/** The streams of a run, behind the door. */
export function guarded(io: Io): GuardedIo {
  return {
    // Standard input is opened when it is first asked for.
    get stdin() {
      return io.stdin;
    },
    stdout: io.stdout.isTTY ? screen(io.stdout) : Object.assign(sinkOf(io.stdout), { as: () => io.stdout }),
    stderr: screen(io.stderr),
    env: io.env,
    onInterrupt: io.onInterrupt && ((handler) => io.onInterrupt?.(handler) ?? (() => {})),
  };
}

const screen = (stream: Sink): Screen =>
  Object.assign(cleaned(stream, 'text'), { as: (way: Way) => cleaned(stream, way) });

function cleaned(stream: Sink, way: Way): Sink {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return sinkOf(stream, (content) =>
    harmless(typeof content === 'string' ? content : decoder.decode(content, { stream: true }), way),
  );
}

/** The same stream, what is written passed through `change`. */
function sinkOf(stream: Sink, change = (content: string | Uint8Array): string | Uint8Array => content): Sink {
  return {
    write: (content, done) => stream.write(change(content), done),
    on: (event, listener) => stream.on(event, listener),
    get isTTY() {
      return stream.isTTY;
    },
    get columns() {
      return stream.columns;
    },
    get fd() {
      return stream.fd;
    },
  };
}
