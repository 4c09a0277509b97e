import { expect, test } from 'vitest';
import { displayLine, displayList, joinLetters, reorder } from '../../src/output/bidi.ts';
import { BIDI_MODES, bidiMode } from '../../src/output/terminal.ts';

const terminal = (env: Record<string, string | undefined>, isTTY = true) => ({ isTTY, env });

test.each([
  { name: 'a pipe', env: { VTE_VERSION: '7600' }, isTTY: false, mode: 'none' },
  { name: 'GNOME Terminal', env: { VTE_VERSION: '7600', TERM: 'xterm-256color' }, mode: 'marks' },
  { name: 'an old VTE', env: { VTE_VERSION: '5202' }, mode: 'none' },
  { name: 'Konsole', env: { KONSOLE_VERSION: '230804' }, mode: 'marks' },
  { name: 'Apple Terminal', env: { TERM_PROGRAM: 'Apple_Terminal' }, mode: 'marks' },
  { name: 'VS Code', env: { TERM_PROGRAM: 'vscode', TERM: 'xterm-256color' }, mode: 'visual' },
  { name: 'VS Code started from GNOME Terminal', env: { TERM_PROGRAM: 'vscode', VTE_VERSION: '7600' }, mode: 'visual' },
  { name: 'Windows Terminal', env: { WT_SESSION: 'x' }, mode: 'visual' },
  { name: 'Alacritty', env: { TERM: 'alacritty' }, mode: 'visual' },
  { name: 'foot', env: { TERM: 'foot-extra' }, mode: 'visual' },
  { name: 'kitty', env: { TERM: 'xterm-kitty', KITTY_WINDOW_ID: '1' }, mode: 'words' },
  {
    name: 'tmux in GNOME Terminal',
    env: { TMUX: '/tmp/x', VTE_VERSION: '7600', TERM: 'tmux-256color' },
    mode: 'marks',
  },
  { name: 'tmux that calls itself screen', env: { TMUX: 'x', VTE_VERSION: '7600', TERM: 'screen' }, mode: 'marks' },
  { name: 'screen in GNOME Terminal', env: { STY: '1.pts', VTE_VERSION: '7600', TERM: 'screen' }, mode: 'none' },
  { name: 'mlterm', env: { MLTERM: '3.9.2', TERM: 'mlterm' }, mode: 'marks' },
  { name: 'mlterm over ssh', env: { TERM: 'mlterm-256color' }, mode: 'marks' },
  { name: 'xterm', env: { XTERM_VERSION: 'XTerm(379)', TERM: 'xterm-256color' }, mode: 'visual' },
  { name: 'tmux in xterm', env: { XTERM_VERSION: 'XTerm(379)', TMUX: 'x', TERM: 'tmux' }, mode: 'visual' },
  {
    name: 'GNOME Terminal started from xterm',
    env: { XTERM_VERSION: 'XTerm(379)', VTE_VERSION: '7600' },
    mode: 'marks',
  },
  { name: 'a terminal that nobody knows', env: { TERM: 'xterm' }, mode: 'none' },
])('auto on $name is $mode', ({ env, isTTY, mode }) => {
  expect(bidiMode('auto', terminal(env, isTTY))).toBe(mode);
});

test('a wish decides, on any terminal and in pipes', () => {
  const pipe = terminal({}, false);
  expect(BIDI_MODES.map((wish) => bidiMode(wish, pipe))).toEqual(['none', 'none', 'marks', 'visual']);
  expect(bidiMode('visual', terminal({ TERM: 'xterm-kitty' }))).toBe('words');
});

/** Expected lines are written left to right as the screen shows them; letters in their plain forms. */
const plain = (text: string): string => text.normalize('NFKC');

test.each([
  { line: 'قال', shown: 'لاق' },
  { line: 'قال CNN', shown: 'CNN لاق' },
  { line: 'عام 2017', shown: '2017 ماع' },
  { line: 'عام ٢٠١٧', shown: '٢٠١٧ ماع' },
  { line: 'نسبة 3.5 بالمئة', shown: 'ةئملاب 3.5 ةبسن' },
  { line: 'في 3-5 أيار', shown: 'رايأ 5-3 يف', why: 'a hyphen between Arabic numbers separates them' },
  { line: '«نعم»', shown: '«معن»', why: 'guillemets are mirrored' },
  { line: '(أ) ثم', shown: 'مث (أ)' },
  { line: 'شركة (IBM) الآن', shown: 'نآلا (IBM) ةكرش' },
  { line: 'قال.', shown: '.لاق', why: 'the full stop stands on the left' },
  { line: 'Reuters قالت', shown: 'تلاق Reuters' },
  { line: 'على BBC News و CNN', shown: 'CNN و BBC News ىلع' },
  { line: '', shown: '' },
])('$line is shown as $shown', ({ line, shown }) => expect(plain(reorder(line))).toBe(shown));

test('vowel marks stay behind their letter', () => expect(plain(reorder('قَالَ'))).toBe('لَاقَ'));

test('word by word, for terminals that turn words themselves', () => {
  expect(reorder('قال الوزير CNN', true)).toBe('CNN الوزير قال');
});

test.each([
  { text: 'بيت', joined: '\ufe91\ufef4\ufe96' },
  { text: 'دار', joined: '\ufea9\ufe8d\ufead', why: 'none of them joins to the next' },
  { text: 'بَيت', joined: '\ufe91َ\ufef4\ufe96', why: 'a mark does not part letters' },
  { text: 'ب ب', joined: '\ufe8f \ufe8f', why: 'a blank does' },
  { text: 'بـ', joined: '\ufe91ـ', why: 'tatweel joins' },
  { text: 'سوء', joined: '\ufeb3\ufeeeء' },
  { text: 'CNN 12', joined: 'CNN 12' },
])('$text joined', ({ text, joined }) => expect(joinLetters(text)).toBe(joined));

test('lines by mode', () => {
  expect(displayLine('قال.', 'none')).toBe('قال.');
  expect(displayLine('قال.', 'marks')).toBe('\u2067قال.\u2069');
  expect(displayLine('', 'marks')).toBe('');
  expect(plain(displayLine('قال.', 'visual'))).toBe('.لاق');
  expect(displayLine('قال الآن', 'words')).toBe('الآن قال');
});

test.each([
  { line: 'شركة CNN · OpenAI · رويترز', mode: 'none' as const, shown: 'شركة CNN · OpenAI · رويترز' },
  {
    line: 'CNN · OpenAI (2) ·',
    mode: 'marks' as const,
    shown: '\u2067\u2068CNN\u2069 · \u2068OpenAI (2)\u2069 ·\u2069',
  },
  { line: 'CNN · OpenAI', mode: 'visual' as const, shown: 'OpenAI · CNN' },
  { line: 'CNN (2) · BBC · EU', mode: 'visual' as const, shown: 'EU · BBC · CNN (2)' },
  { line: 'عبر: CNN، BBC', mode: 'words' as const, shown: 'BBC ،CNN :عبر' },
])('names of a list keep their places: $line in $mode', ({ line, mode, shown }) =>
  expect(displayList(line, mode)).toBe(shown),
);

test('without it Latin neighbours would swap', () =>
  expect(displayLine('CNN · OpenAI', 'visual')).toBe('CNN · OpenAI'));
