/** Names of the files that documents get inside a folder. */

/**
 * A result's path inside the folder, never outside of it: that of its input below what was named, with the record's id behind it
 * where the file has many. `.txt` goes, other endings stay: `a.txt` and `a.html` are two.
 */
export function resultName(inside: string, id: string | null): string {
  const path = inside
    .replace(/^[A-Za-z]:/, '')
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '..' && part !== '.')
    .join('/')
    .replace(/\.txt$/i, '');
  const safeId = id === null ? '' : `/${id.replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '_').replace(/^\.+/, '_')}`;
  return (path || 'result') + safeId.slice(0, 150);
}

/** The folders that a name lies in: `a/b/c` -> `a`, `a/b`. */
const foldersOf = (name: string): string[] =>
  [...name.matchAll(/\//g)].map(({ index }) => name.slice(0, index)).filter(Boolean);

/**
 * Gives each name once, with a number where it is taken: `a`, `a~2`, `a~3`. `extensions` are those of a result's files; what
 * `isInput` says yes to is never a result's file, and no folder is: with `a.json` and `a.txt` for inputs, `a.json/1` is one of
 * the first and `a~2.json` that of the second.
 */
export function freeNames(
  extensions: readonly string[],
  isInput: (file: string) => boolean,
  earlier: readonly string[] = [],
): (name: string) => string {
  const names = new Set<string>();
  const files = new Set<string>();
  const folders = new Set<string>();
  const numbers = new Map<string, number>();
  const filesOf = (name: string): string[] => extensions.map((extension) => `${name}.${extension}`);
  const isTaken = (name: string): boolean =>
    names.has(name) || filesOf(name).some((file) => folders.has(file) || isInput(file));
  const take = (name: string): void => {
    names.add(name);
    for (const file of filesOf(name)) files.add(file);
    for (const folder of foldersOf(name)) folders.add(folder);
  };
  for (const name of earlier) take(name);
  return (wish) => {
    const blocked = foldersOf(wish).find((folder) => files.has(folder) || isInput(folder));
    const name = blocked === undefined ? wish : `${blocked}~${wish.slice(blocked.length)}`;
    let free = name;
    let number = numbers.get(name) ?? 1;
    while (isTaken(free)) free = `${name}~${++number}`;
    if (number > 1) numbers.set(name, number);
    take(free);
    return free;
  };
}
