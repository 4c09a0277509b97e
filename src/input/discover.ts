/**
 * Which files are meant: paths, folders, globs, lists. In the order in which they were named, folders in code-point
 * order; every file once, however many ways lead to it.
 */
import { type Dirent, existsSync, readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { decode } from './decode.ts';
import { globMatcher } from './glob.ts';
import { type InputOptions, problemItem, type Split, STDIN_LABEL } from './types.ts';

/** A file to read. `location` is a Buffer where its name is no UTF-8. */
export interface Entry {
  path: string;
  location: string | Buffer;
  /** Its path below what was named, `/` between the parts: `2024/a.txt` for `news`, `news/2024/a.txt`. */
  inside: string;
  /** Named by itself, not found in a folder or by a glob. */
  named: boolean;
}

export type Found = { ok: true; entry: Entry } | Extract<Split, { ok: false }>;

/** Files of a folder that hold no article, so that a saved page's pictures are no errors. Named by hand they are read. */
const NOT_ARTICLES =
  /\.(jpe?g|png|gif|webp|svg|ico|bmp|tiff?|avif|mp[34]|m4[av]|webm|og[gv]|wav|avi|mov|css|m?js|map|woff2?|ttf|otf|eot|sqlite|db|parquet|exe|dll|so|bak|tmp|partial|journal)$/i;

/** Everything that the options name, one by one. `-` is yielded as the entry with the path `-`. */
export async function* discover(options: InputOptions): AsyncIterable<Found> {
  const seen = new Set<string>(options.skip ?? []);
  const paths = await namedPaths(options);
  const common = commonFolder(paths);
  for (const path of paths) {
    if (path === '-') {
      if (!seen.has('-')) yield { ok: true, entry: { path, location: path, inside: 'stdin', named: true } };
      seen.add('-');
    } else {
      try {
        yield* found(path, options, seen, common);
      } catch (error) {
        yield problemItem(path, 'not-readable', reason(error));
      }
    }
  }
}

/** The paths that are named, those of the list included. */
export async function namedPaths(options: Pick<InputOptions, 'paths' | 'filesFrom' | 'stdin'>): Promise<string[]> {
  if (options.filesFrom === undefined) return options.paths;
  const bytes =
    options.filesFrom === '-' ? await readAll(options.stdin ?? process.stdin) : readFileSync(options.filesFrom);
  const separator = bytes.includes(0) ? '\0' : /\r?\n/;
  return [
    ...options.paths,
    ...bytes
      .toString('utf8')
      .split(separator)
      .filter((path) => path !== ''),
  ];
}

/** The folder that all named files are in: files named one by one keep their places to each other below it. */
function commonFolder(paths: readonly string[]): string[] {
  let common: string[] | null = null;
  for (const path of paths) {
    if (path === '-' || isGlob(path) || statSync(path, { throwIfNoEntry: false })?.isDirectory()) continue;
    const parts = resolve(path).split(sep).slice(0, -1);
    const differs: number = common ? common.findIndex((part, i) => part !== parts[i]) : -1;
    common = common === null ? parts : differs < 0 ? common : common.slice(0, differs);
  }
  return common ?? [];
}

const isGlob = (path: string): boolean => /[*?[{]|[!+@]\(/.test(path) && !existsSync(path);

/** `/` between the parts on every machine. */
const slashed = (path: string): string => path.split(sep).join('/');

/** The folder that a glob begins with: `news/2024` of `news/2024/**\/*.txt`. */
function globFolder(pattern: string): string {
  const parts = pattern.split('/');
  const magic = parts.findIndex((part) => /[*?[{(!]/.test(part));
  return parts.slice(0, magic).join('/') || (pattern.startsWith('/') ? '/' : '.');
}

async function readAll(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function* found(
  path: string,
  options: InputOptions,
  seen: Set<string>,
  common: readonly string[],
): AsyncIterable<Found> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat && isAddress(path)) {
    const quoted = `'${path.replaceAll("'", "'\\''")}'`;
    yield problemItem(path, 'unsupported', "web pages aren't fetched", `pipe it in: curl -sL ${quoted} | analyze -`);
  } else if (!stat) {
    yield* isGlob(path) ? globbed(path, options, seen) : [missing(path)];
  } else if (stat.isDirectory()) {
    const state = { seen, folders: new Set(options.skip), articles: 0, passedOver: 0 };
    yield* walk({ path, location: path, inside: '', named: true }, options, state);
    if (state.articles === 0) yield emptyFolder(path, state.passedOver);
  } else if (isNew(realPath(path), seen)) {
    const inside = resolve(path).split(sep).slice(common.length).join('/');
    yield { ok: true, entry: { path, location: path, inside, named: true } };
  }
}

/** `https://example.org/a`, which a shell or a glob may have changed. */
const isAddress = (path: string): boolean => /^(?:https?|ftp):\/{1,2}[^/]/i.test(path);

const missing = (path: string) =>
  problemItem(
    path,
    'not-found',
    'no such file or folder',
    'check the name, or quote a glob that the shell should leave',
  );

const emptyFolder = (path: string, passedOver: number) =>
  problemItem(
    path,
    'empty-folder',
    passedOver ? `the folder has no articles (${passedOver} other files passed over)` : 'the folder has no articles',
    'hidden files, node_modules, pictures and the like are passed over; see --include and --exclude',
  );

/** A path without links; a pipe such as `/dev/fd/63` has none. */
function realPath(path: string | Buffer): string {
  try {
    return realpathSync(path);
  } catch {
    return path.toString();
  }
}

function isNew(key: string, seen: Set<string>): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

/** A glob that the shell left alone: `news/**\/*.txt`. */
async function* globbed(pattern: string, options: InputOptions, seen: Set<string>): AsyncIterable<Found> {
  const { glob } = (await import('fast-glob')).default;
  const paths = await glob(pattern, { ignore: ['**/node_modules/**'], followSymbolicLinks: false });
  if (paths.length === 0) yield problemItem(pattern, 'not-found', 'no file matches this pattern');
  const excluded = globMatcher(options.exclude);
  const folder = globFolder(pattern);
  for (const path of paths.sort(byCodePoint)) {
    if (excluded?.(path) || !isNew(realPath(path), seen)) continue;
    yield { ok: true, entry: { path, location: path, inside: slashed(relative(folder, path)), named: false } };
  }
}

interface WalkState {
  seen: Set<string>;
  /** Real paths of the folders that were entered: a link back to one of them is no way on. */
  folders: Set<string>;
  /** Files that may hold articles, and whatever else is worth a message. */
  articles: number;
  passedOver: number;
}

/** The files below a folder; `inside` of an entry is what the globs see. */
function* walk(folder: Entry, options: InputOptions, state: WalkState): Iterable<Found> {
  let real: string;
  let names: Dirent[] | Dirent<Buffer>[];
  try {
    real = realpathSync(folder.location);
    if (!isNew(real, state.folders)) return;
    names = readFolder(folder.location);
  } catch (error) {
    state.articles++;
    yield problemItem(folder.path, 'not-readable', reason(error));
    return;
  }
  const included = globMatcher(options.include);
  const excluded = globMatcher(options.exclude);
  for (const dirent of sorted(names)) {
    const { name, entry } = child(folder, dirent);
    const below = entry.inside;
    if (name.startsWith('.') || name === 'node_modules' || excluded?.(below)) continue;
    const stat = dirent.isSymbolicLink() ? linked(entry.location) : dirent;
    if (stat?.isDirectory()) {
      if (options.recursive !== false) yield* walk(entry, options, state);
    } else if (included ? !included(below) : NOT_ARTICLES.test(name)) state.passedOver++;
    else if (!stat) {
      state.articles++;
      yield problemItem(entry.path, 'not-found', 'a symbolic link that leads nowhere');
    } else if (stat.isFile()) {
      state.articles++;
      if (isNew(dirent.isSymbolicLink() ? realPath(entry.location) : join(real, name), state.seen))
        yield { ok: true, entry };
    }
  }
}

/** What a link leads to; undefined where it leads nowhere, or in a circle. */
function linked(location: string | Buffer): Stats | undefined {
  try {
    return statSync(location);
  } catch {
    return undefined;
  }
}

/** A folder's entries; as bytes where a name is no UTF-8 (archives from old systems). */
function readFolder(location: string | Buffer): Dirent[] | Dirent<Buffer>[] {
  const names = readdirSync(location, { withFileTypes: true });
  if (!names.some(({ name }) => name.includes('\uFFFD'))) return names;
  return readdirSync(location, { withFileTypes: true, encoding: 'buffer' });
}

function child(folder: Entry, { name }: Dirent | Dirent<Buffer>): { name: string; entry: Entry } {
  const decoded = typeof name === 'string' ? null : decode(name);
  const shown = typeof name === 'string' ? name : decoded?.ok ? decoded.text : name.toString('latin1');
  const joined = join(folder.path, shown);
  // A file that has the name of standard input.
  const path = joined === '-' ? './-' : joined;
  const plain = typeof name === 'string' && typeof folder.location === 'string';
  const location = plain ? path : joinBytes(folder.location, name);
  const inside = folder.inside === '' ? shown : `${folder.inside}/${shown}`;
  return { name: shown, entry: { path, location, inside, named: false } };
}

const joinBytes = (folder: string | Buffer, name: string | Buffer): Buffer =>
  Buffer.concat([Buffer.from(folder), Buffer.from('/'), Buffer.from(name)]);

/** Code-point order, the same on every machine and in every locale. */
export function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function sorted(entries: Dirent[] | Dirent<Buffer>[]): (Dirent | Dirent<Buffer>)[] {
  return [...entries]
    .map((entry) => ({ entry, key: Buffer.from(entry.name) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ entry }) => entry);
}

/** What the system said, in words: `EACCES: permission denied, open 'x'` -> `permission denied`. */
export function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /^E[A-Z]+: ([^,]+),/.exec(message)?.[1] ?? message;
}

/** How an entry is named in messages. */
export const label = (path: string | null): string => path ?? STDIN_LABEL;

/** The name that tells the format: without folders, and without `.gz`. */
export const formatName = (path: string): string => basename(path).replace(/\.gz$/i, '');
