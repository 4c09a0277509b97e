/** Globs for the files of a folder: `*`, `?`, `[a-z]`, `{a,b}`, `**`. */

/**
 * A test for paths below a folder, `/` between the parts. A glob without a slash is matched against the name alone
 * (`*.txt` finds `2024/a.txt`), one with a slash against the whole path; either also matches everything below a folder
 * that it names.
 */
export function globMatcher(globs: readonly string[] | undefined): ((path: string) => boolean) | null {
  if (!globs?.length) return null;
  const patterns = globs.map((glob) => {
    const anchored = glob.replace(/^\.?\//, '').replace(/\/$/, '');
    const prefix = anchored.includes('/') ? '^' : '(?:^|/)';
    return new RegExp(`${prefix}${globSource(anchored)}(?:$|/)`, 'u');
  });
  return (path) => patterns.some((pattern) => pattern.test(path));
}

const WILDCARDS: Record<string, string> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };

/** A glob as the source of a regular expression: `{a,b}*.txt` -> `(?:a|b)[^/]*\.txt`. */
function globSource(glob: string): string {
  let depth = 0;
  return glob.replace(/\*\*\/|\*\*|[*?{},]|\[[!^]?[^\]]+\]|[\\^$+.()|[\]/]/g, (part) => {
    if (WILDCARDS[part]) return WILDCARDS[part];
    if (part === '{') depth++;
    if (part === '{') return '(?:';
    if (part === ',') return depth ? '|' : ',';
    if (part === '}' && depth) {
      depth--;
      return ')';
    }
    if (part.length > 1) return part.replace(/^\[[!^]/, '[^');
    return part === '/' ? '/' : `\\${part}`;
  });
}
