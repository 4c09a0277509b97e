/**
 * Right-to-left text on terminals. Some reorder it (VTE, Konsole, Apple Terminal, mintty, mlterm), most don't. A line is
 * put out in one of these modes, always after it was wrapped:
 *
 * | mode     | what it does                                                          | for                              |
 * |----------|-----------------------------------------------------------------------|----------------------------------|
 * | `none`   | the text as it is                                                     | pipes, files, unknown terminals  |
 * | `marks`  | each cell in RIGHT-TO-LEFT ISOLATE … POP DIRECTIONAL ISOLATE          | terminals that reorder           |
 * | `visual` | reordered by the Unicode Bidirectional Algorithm, letters in their joined forms | terminals that don't reorder |
 * | `words`  | words in display order, letters in theirs                             | kitty, which reorders inside words |
 */
export const BIDI_MODES = ['auto', 'none', 'marks', 'visual'] as const;
export type BidiMode = 'none' | 'marks' | 'visual' | 'words';

/** What is known of the terminal: its environment and whether the output goes to it. */
export interface TerminalEnvironment {
  isTTY: boolean;
  env: Readonly<Record<string, string | undefined>>;
}

/** What each terminal wants, first match wins. Sources: VTE 0.57.3 release notes, the terminals' issue trackers. */
const TERMINALS: { name: string; is: (env: TerminalEnvironment['env']) => boolean; mode: BidiMode }[] = [
  { name: 'VS Code (xterm.js)', is: (env) => env.TERM_PROGRAM === 'vscode', mode: 'visual' },
  { name: 'Windows Terminal', is: (env) => Boolean(env.WT_SESSION), mode: 'visual' },
  { name: 'kitty', is: (env) => Boolean(env.KITTY_WINDOW_ID) || env.TERM === 'xterm-kitty', mode: 'words' },
  {
    name: 'Alacritty',
    is: (env) => Boolean(env.ALACRITTY_WINDOW_ID) || Boolean(env.ALACRITTY_LOG) || env.TERM === 'alacritty',
    mode: 'visual',
  },
  { name: 'foot', is: (env) => /^foot/.test(env.TERM ?? ''), mode: 'visual' },
  { name: 'Ghostty', is: (env) => env.TERM_PROGRAM === 'ghostty' || env.TERM === 'xterm-ghostty', mode: 'visual' },
  {
    name: 'WezTerm (reordering is off there unless asked for)',
    is: (env) => env.TERM_PROGRAM === 'WezTerm',
    mode: 'visual',
  },
  // screen loses isolates; tmux hands them on to the terminal around it (seen with 3.3a: they stay with the cell before them).
  { name: 'screen in VTE', is: (env) => isScreen(env) && reorders(env), mode: 'none' },
  {
    name: 'VTE (GNOME Terminal, Tilix, Xfce), Konsole, Apple Terminal, mintty, mlterm',
    is: (env) => reorders(env),
    mode: 'marks',
  },
  // Behind the others: a terminal that is started from xterm inherits this.
  { name: 'xterm', is: (env) => Boolean(env.XTERM_VERSION), mode: 'visual' },
];

const isScreen = (env: TerminalEnvironment['env']): boolean =>
  Boolean(env.STY) || (!env.TMUX && /^screen/.test(env.TERM ?? ''));

/** VTE reorders since 0.58 (`VTE_VERSION=5800`). */
const reorders = (env: TerminalEnvironment['env']): boolean =>
  Number(env.VTE_VERSION ?? 0) >= 5800 ||
  Boolean(env.KONSOLE_VERSION) ||
  Boolean(env.MLTERM) ||
  /^mlterm/.test(env.TERM ?? '') ||
  env.TERM_PROGRAM === 'Apple_Terminal' ||
  env.TERM_PROGRAM === 'mintty';

/** The mode for a wish of the user and a terminal: what is asked for, or by the table above; pipes get the text as it is. */
export function bidiMode(wish: (typeof BIDI_MODES)[number], { isTTY, env }: TerminalEnvironment): BidiMode {
  if (wish === 'none' || wish === 'marks') return wish;
  const known = TERMINALS.find((terminal) => terminal.is(env))?.mode;
  if (wish === 'visual') return known === 'words' ? 'words' : 'visual';
  return isTTY ? (known ?? 'none') : 'none';
}
