// Draws .github/docs/output.svg: the table of an article as a terminal shows it. usage: npm run build && node .github/docs/picture.mjs [ARTICLE]
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const article = process.argv[2] ?? '.github/docs/article.txt';
const columns = 88;
const argv = [here('../../bin/analyze.js'), article, '--color', '--width', String(columns), '--bidi', 'none'];
const env = { ...process.env, TERM: 'xterm', COLORTERM: '' };
const output = execFileSync(process.execPath, argv, { cwd: here('../..'), env, encoding: 'utf8' });

const CELL = 8.4;
const LINE = 21;
const MARGIN = 18;
const COLOURS = {
  31: '#ff7b72',
  32: '#7ee787',
  33: '#e3b341',
  34: '#79c0ff',
  35: '#d2a8ff',
  36: '#76e3ea',
  90: '#8b949e',
  91: '#ff7b72',
  94: '#a5d6ff',
};
const escapeXml = (text) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Runs of one colour: [{ text, style }]. */
function runs(line) {
  const style = {};
  const found = [];
  for (const [, codes, text] of line.matchAll(/(?:\u001b\[([0-9;]*)m)|([^\u001b]+)/g)) {
    if (text !== undefined) found.push({ text, style: { ...style } });
    else for (const code of codes.split(';').map(Number)) apply(style, code);
  }
  return found;
}

function apply(style, code) {
  if (code === 0) for (const key of Object.keys(style)) delete style[key];
  else if (code === 1) style.bold = true;
  else if (code === 2) style.dim = true;
  else if (code === 4) style.underline = true;
  else if (code === 22) style.bold = style.dim = false;
  else if (code === 24) delete style.underline;
  else if (code === 39) delete style.colour;
  else if (COLOURS[code]) style.colour = COLOURS[code];
}

const attributes = ({ bold, dim, underline, colour }) =>
  `fill="${colour ?? '#e6edf3'}"${bold ? ' font-weight="bold"' : ''}${dim ? ' opacity="0.6"' : ''}${underline ? ' text-decoration="underline"' : ''}`;

/** A run of one colour cut where the Arabic column begins. */
function columnsOf({ text, style }) {
  const letter = text.search(/[\u0600-\u06ff]/);
  const cut = letter < 0 ? -1 : text.lastIndexOf('  ', letter);
  if (cut < 0) return [{ text, style }];
  return [
    { text: text.slice(0, cut + 2), style },
    { text: text.slice(cut + 2), style },
  ];
}

const lines = output.trimEnd().split('\n');
const right = Math.round(MARGIN + columns * CELL);
const texts = lines.flatMap((line, row) => {
  const y = MARGIN + 14 + row * LINE;
  let column = 0;
  // The Arabic column is the last one, flush right: its runs are one text, from right to left.
  const arabic = [];
  const latin = runs(line)
    .flatMap(columnsOf)
    .flatMap(({ text, style }) => {
      const start = column;
      column += text.replace(/\p{M}/gu, '').length;
      const blanks = /^ */.exec(text)[0].length;
      if (arabic.length || /[\u0600-\u06ff]/.test(text)) {
        arabic.push(`<tspan ${attributes(style)}>${escapeXml(arabic.length ? text : text.trimStart())}</tspan>`);
        return [];
      }
      if (text.trim() === '') return [];
      const x = MARGIN + (start + blanks) * CELL;
      return [
        `<text x="${x.toFixed(1)}" y="${y}" ${attributes(style)} xml:space="preserve">${escapeXml(text.trim())}</text>`,
      ];
    });
  if (arabic.length) latin.push(`<text x="${right}" y="${y}" direction="rtl" class="a">${arabic.join('')}</text>`);
  return latin;
});
const height = MARGIN * 2 + lines.length * LINE;
writeFileSync(
  here('output.svg'),
  `<svg xmlns="http://www.w3.org/2000/svg" width="${right + MARGIN}" height="${height}" viewBox="0 0 ${right + MARGIN} ${height}" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14">
<title>Output of analyze ${escapeXml(article)}</title>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
${texts.join('\n')}
</svg>
`,
);
