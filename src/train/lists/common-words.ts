/**
 * Makes `entities/ar/common-words.txt`: the words of news that are no part of a name. Run by hand over a folder of news (`*.jsonl.gz`, a document
 * `{"text"}` a line); only counts of words are taken from it:
 *
 *   node .config/run.mjs src/train/lists/common-words.ts FOLDER
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import commonWords from '../../entities/ar/common-words.txt';
import firstNames from '../../entities/ar/first-names.txt';
import { wordsOf } from '../../entities/data.ts';
import { GIVEN, GIVEN_OR_WORD, sensesOf, wordEntry } from '../../entities/lists.ts';
import { foldKey } from '../../text/index.ts';

const LEAST = 120;
/** A word that follows a given name in more of its places than this is a name. */
const MOST_AFTER_NAMES = 0.12;
/** A word with a clitic is left to the clitic where the rest is at least this often. */
const LEAST_REST = 0.3;
const WORDS_A_LINE = 20;
const WORD = /[\u0621-\u064A\u0671\u067E\u0686\u06A4\u06A9\u06AF\u06CC\u0640\u064B-\u0652\u0670]+/g;

interface Counts {
  words: Map<string, number>;
  /** How often a word follows a given name, بن, أبو, عبد. */
  afterNames: Map<string, number>;
}

function count(folder: string, names: ReadonlySet<string>): Counts {
  const words = new Map<string, number>();
  const afterNames = new Map<string, number>();
  const folded = new Map<string, string>();
  const bump = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl.gz'))
    .sort()) {
    for (const line of gunzipSync(readFileSync(join(folder, file)))
      .toString('utf8')
      .split('\n')) {
      if (line === '') continue;
      let before = '';
      for (const [form] of (JSON.parse(line) as { text: string }).text.matchAll(WORD)) {
        let key = folded.get(form);
        if (key === undefined) {
          key = foldKey(form);
          folded.set(form, key);
        }
        bump(words, key);
        if (names.has(before)) bump(afterNames, key);
        before = key;
      }
    }
  }
  return { words, afterNames };
}

/** Common words by falling frequency. */
function commonWordsOf({ words, afterNames }: Counts, names: ReadonlySet<string>): string[] {
  const kept: string[] = [];
  for (const [word, n] of [...words].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) {
    if (n < LEAST) break;
    if (word.length < 2 || names.has(word)) continue;
    if ((afterNames.get(word) ?? 0) / n > MOST_AFTER_NAMES) continue;
    if (isListed(word) || restsOf(word).some((rest) => isFrequent(rest, n))) continue;
    kept.push(word);
  }
  return kept;

  function isFrequent(rest: string, n: number): boolean {
    return (words.get(rest) ?? 0) >= LEAST_REST * n;
  }
}

/** Listed as a name already: a given name, or a place or organisation that is hardly anything else. */
function isListed(word: string): boolean {
  if ((wordEntry(word)?.flags ?? 0) & (GIVEN | GIVEN_OR_WORD)) return true;
  return sensesOf(word)?.some((sense) => !sense.ambiguous) ?? false;
}

/** What remains of a word without one or two clitics. */
function restsOf(word: string): string[] {
  const rests: string[] = [];
  if (/^[وفبلك]/.test(word) && word.length > 3) rests.push(word.slice(1));
  if (/^[وف][بلك]/.test(word) && word.length > 4) rests.push(word.slice(2));
  if (/^لل/.test(word)) rests.push(`ال${word.slice(2)}`);
  if (/^[وف]لل/.test(word)) rests.push(`ال${word.slice(3)}`);
  if (/^س[يتنا]/.test(word)) rests.push(word.slice(1));
  return rests;
}

const folder = process.argv[2];
if (folder && process.argv[1]?.endsWith('lists/common-words.ts')) {
  const names = new Set(['بن', 'ابو', 'عبد']);
  for (const name of wordsOf(firstNames)) if (!name.endsWith('?') && name !== 'علي') names.add(foldKey(name));
  const words = commonWordsOf(count(folder, names), names);
  const lines = [];
  for (let at = 0; at < words.length; at += WORDS_A_LINE) lines.push(words.slice(at, at + WORDS_A_LINE).join(' '));
  const head = commonWords.split('\n')[0]!;
  writeFileSync('src/entities/ar/common-words.txt', `${head}\n${lines.join('\n')}\n`);
  console.log(`${words.length} words`);
}
