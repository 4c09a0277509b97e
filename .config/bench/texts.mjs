// The texts that are measured: real articles where the archive is, else our own over and over.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const NEWS = '../shared/data/news';

/** Longer ones are books; Intl.Segmenter takes the square of their length. */
const LONGEST = 20_000;

/** So many articles, the same number of each outlet's file. */
export function articles(count) {
  if (!existsSync(NEWS)) {
    const own = readdirSync('fixtures/articles').sort();
    const texts = own.map((name) => readFileSync(join('fixtures/articles', name), 'utf8'));
    return { from: 'fixtures/articles', texts: Array.from({ length: count }, (_, i) => texts[i % texts.length]) };
  }
  const files = readdirSync(NEWS)
    .filter((name) => name.endsWith('.jsonl.gz'))
    .sort();
  const lists = files.map((file) =>
    gunzipSync(readFileSync(join(NEWS, file)))
      .toString('utf8')
      .split('\n')
      .filter(Boolean),
  );
  const texts = [];
  const add = (text) => text.length <= LONGEST && texts.push(text);
  for (let i = 0; texts.length < count; i++) {
    const before = texts.length;
    for (const lines of lists) if (lines[i] !== undefined && texts.length < count) add(JSON.parse(lines[i]).text);
    if (texts.length === before) break;
  }
  return { from: NEWS, texts };
}

/** A long article of so many characters, from short ones. */
export function longArticle(texts, length) {
  let text = '';
  for (let i = 0; text.length < length; i++) text += `${texts[i % texts.length]}\n`;
  return text.slice(0, length);
}
