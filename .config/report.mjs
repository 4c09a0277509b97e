// Builds the report's page: its script and style as one line of JSON each, with the hashes that its policy names.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';

const FONTS = [
  ['Isnad Naskh', '400 700', '@fontsource-variable/noto-naskh-arabic/files/noto-naskh-arabic-arabic-wght-normal.woff2'],
  ['Isnad Sans', '500', '@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-500-normal.woff2'],
];

/**
 * The Arabic letters only: Latin comes from the reader's machine. The blank is among them, so that lines are as high on every machine,
 * and with the overrides as high as the tints behind the words should be.
 */
const ARABIC = 'U+0020, U+0600-06FF, U+0750-077F, U+08A0-08FF, U+FB50-FDFF, U+FE70-FEFF, U+200C-200F';

const METRICS = 'ascent-override:98%;descent-override:42%;line-gap-override:0%;';

const fontFace = ([name, weight, file]) =>
  `@font-face{font-family:"${name}";font-weight:${weight};font-display:block;${METRICS}src:url(data:font/woff2;base64,${readFileSync(`node_modules/${file}`).toString('base64')}) format("woff2");unicode-range:${ARABIC}}`;

const hash = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** Style, script and their hashes. To be called in the project's folder. */
export async function buildReport() {
  const { outputFiles } = await build({
    entryPoints: { page: 'src/report/page/main.ts', style: 'src/report/page/page.css' },
    outdir: 'out',
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: ['chrome111', 'firefox113', 'safari16.4'],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    loader: { '.txt': 'text' },
  });
  const textOf = (ending) => outputFiles.find(({ path }) => path.endsWith(ending)).text.trim();
  // An end tag in the script would end the element that holds it.
  const script = textOf('page.js').replaceAll('</', '<\\/');
  const style = `/* Noto Naskh Arabic, IBM Plex Sans Arabic: SIL Open Font License 1.1 */${FONTS.map(fontFace).join('')}${textOf('style.css')}`;
  return { style, script, styleHash: hash(style), scriptHash: hash(script) };
}
