/** The file of a report: a frame, the data, and the page's style and script, which its policy knows by their hashes. */
import type { Analysis } from '../model.ts';
import type { Language } from './labels.ts';
import { LABELS } from './labels.ts';
import { visible } from './visible.ts';

/** Style and script as `.config/build.mjs` makes them, with the hashes that the policy names. */
export interface PageAssets {
  style: string;
  script: string;
  styleHash: string;
  scriptHash: string;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);

/** JSON that can stand in an element of a page: no `<` that a reader of markup would see, no end of a line but its own. */
export const escapeJson = (json: string): string =>
  json.replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

const held = (id: string, value: unknown): string =>
  `<script type="application/json" id="${id}">${escapeJson(JSON.stringify(value))}</script>\n`;

/** No network, nothing that the file doesn't hold; script and style by their hashes only. */
const policy = ({ scriptHash, styleHash }: PageAssets): string =>
  [
    "default-src 'none'",
    `script-src '${scriptHash}'`,
    `style-src '${styleHash}'`,
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/** What comes before the data. The title is in a language that is not known: it has its own direction. */
export function pageHead(assets: PageAssets, title: string, language: Language): string {
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(assets)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="isnad">
<title>${escapeHtml(visible(title))}</title>
<style>${assets.style}</style>
</head>
<body>
<div id="app"></div>
${held('settings', { language })}`;
}

export const pageFoot = (assets: PageAssets): string => `<script>${assets.script}</script>\n</body>\n</html>\n`;

/** The report of one article: its whole result is in the file, text included. */
export function articlePage(analysis: Analysis, assets: PageAssets, language: Language): string {
  const { title, source } = analysis;
  const name = title ?? source.path ?? source.id ?? LABELS[language].article;
  return `${pageHead(assets, `${name} · ${LABELS[language].report}`, language)}${held('article', analysis)}${pageFoot(assets)}`;
}
