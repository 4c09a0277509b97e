/** Names of the files that documents get inside a folder. */
import { relative, resolve } from 'node:path';
import type { Analysis } from '../model.ts';

/** A result's path inside the folder, never outside of it. `.txt` goes, other endings stay: `a.txt` and `a.html` are two. */
export function relativeName({ source }: Analysis): string {
  const path = source.path === null ? 'stdin' : relative(process.cwd(), resolve(source.path));
  const inside = path
    .replace(/^[A-Za-z]:/, '')
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '..' && part !== '.')
    .join('/')
    .replace(/\.txt$/i, '');
  const safeId =
    source.id === null ? '' : `/${source.id.replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '_').replace(/^\.+/, '_')}`;
  return (inside || 'result') + safeId.slice(0, 150);
}

/** The name itself, or with a number where it is taken: `a`, `a~2`, `a~3`. */
export function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}~${number}`;
  taken.add(free);
  return free;
}
