/** A name out of a slice of the text: what the article means, without what is only writing. */
import { fold } from './fold.ts';
import type { Switches } from './rules.ts';

/** Vowel marks, hamza and the letters stay: they may tell one name from another. */
const WRITING: Switches = {
  compose: true,
  presentationForms: true,
  tatweel: true,
  directionControls: true,
  joiners: true,
  spaces: true,
  bom: true,
};

/** `الـسـيـسـي` -> `السيسي`, `ﻣﺤﻤﺪ⏎ﻋﻠﻮش` -> `محمد علوش`, `حزب "القوات` -> `حزب "القوات"`. */
export function nameOf(slice: string): string {
  return PLAIN.test(slice) ? slice : withPartners(fold(slice, WRITING).key.replace(/\s+/g, ' ').trim());
}

/** Letters with their vowel marks, and what stands between words: most slices need nothing. */
const PLAIN = /^[\u0621-\u063f\u0641-\u0652A-Za-z0-9.،-]+(?: [\u0621-\u063f\u0641-\u0652A-Za-z0-9.،-]+)*$/;

/** Marks that pair with one another, whichever way they face. */
const FAMILIES: readonly { glyphs: RegExp; partners: Readonly<Record<string, string>> }[] = [
  { glyphs: /[«»]/g, partners: { '«': '»', '»': '«' } },
  { glyphs: /[“”„‟]/g, partners: { '“': '”', '„': '“' } },
  { glyphs: /["＂]/g, partners: {} },
  { glyphs: /''/g, partners: {} },
  { glyphs: /[‹›]/g, partners: { '‹': '›', '›': '‹' } },
  { glyphs: /[()]/g, partners: { '(': ')', ')': '(' } },
];

/** A mark without its partner goes from the edge of a name; inside, one that closes gets it in front: `"سفينة نوح" العربية`. */
function withPartners(name: string): string {
  let whole = name;
  for (const { glyphs, partners } of FAMILIES) {
    const found = [...whole.matchAll(glyphs)];
    if (found.length % 2 === 0) continue;
    const first = found[0]!;
    const { 0: glyph, index } = found.at(-1)!;
    const after = index + glyph.length;
    const partner = partners[glyph] ?? glyph;
    if (after === whole.length) whole = whole.slice(0, index).trimEnd();
    else if (first.index === 0) whole = whole.slice(first[0].length).trimStart();
    else whole = whole[after] === ' ' && whole[index - 1] !== ' ' ? partner + whole : whole + partner;
  }
  return whole;
}
