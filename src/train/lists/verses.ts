/**
 * Makes `quotations/verses.txt`, by which verses of the Quran are known, of its text in a registry package:
 *
 *   node .config/run.mjs src/train/lists/verses.ts DIR
 *
 * where DIR holds the package `quran-validator` (MIT), which is no dependency. The text itself isn't kept: of every three words in a row a number.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowsOf, skeletons } from '../../quotations/verses.ts';

interface Verse {
  surah: number;
  text: string;
}

/** The spelling of the codex in that of the news: `الصلوٰة` as `الصلاة`, `إبرٰهـۧم` as `إبراهيم`, `يـٰٓأيها` as `يا أيها`. */
export const modern = (text: string): string =>
  text
    .replace(/\u0648\u0670|\u0649\u0670(?=[^ ]*[\u0621-\u064A])/g, '\u0627')
    .replace(/(^| )(\u0648?\u064E?)\u064A\u064E\u0640\u0670\u0653?/g, '$1$2\u064A\u0627 ')
    .replace(/\u0671\u0644\u0651\u064E\u064A\u0652\u0644/g, '\u0627\u0644\u0644\u064A\u0644')
    .replace(/\u06E7/g, '\u064A')
    .replace(/[\u06D6-\u06ED\u0653-\u0655\u0670]/g, '')
    .replace(/\u0671/g, '\u0627');

function compileVerses(verses: readonly Verse[]): string {
  const numbers = new Set<number>();
  const surahs = new Map<number, string[]>();
  for (const { surah, text } of verses) {
    const words = surahs.get(surah) ?? [];
    words.push(...skeletons(modern(text)));
    surahs.set(surah, words);
  }
  for (const words of surahs.values()) for (const number of rowsOf(words)) numbers.add(number);
  const lines = writeNumbers([...numbers]).match(/.{1,120}/g)!;
  return `# Numbers of every three words in a row of the Quran, made by \`src/train/lists/verses.ts\`; the text isn't in them.\n${lines.join('\n')}\n`;
}

/** Numbers by size, each as its distance from the one before, seven bits a byte, in base 64. */
function writeNumbers(numbers: readonly number[]): string {
  const bytes: number[] = [];
  let before = 0;
  for (const number of numbers.toSorted((a, b) => a - b)) {
    let distance = number - before;
    before = number;
    for (; distance > 0x7f; distance >>>= 7) bytes.push((distance & 0x7f) | 0x80);
    bytes.push(distance);
  }
  return Buffer.from(bytes).toString('base64');
}

if (process.argv[1]?.endsWith('lists/verses.ts')) {
  const folder = process.argv[2];
  if (!folder) throw new Error('usage: verses.ts DIR');
  const file = join(folder, 'quran-validator/data/quran-verses.json');
  writeFileSync('src/quotations/verses.txt', compileVerses(JSON.parse(readFileSync(file, 'utf8'))));
}
