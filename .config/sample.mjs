#!/usr/bin/env node
// Draws quotations (or unquoted sentences with a reporting word) at random from articles, in context, for reading and counting.
// usage: node .config/sample.mjs --from FOLDER_OF_JSONL_GZ [--count 200] [--outlets 20] [--seed 1] [--misses] [--mentions]
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { analyze, defaultLexicon, indexText } from '../dist/index.js';

const option = (name, fallback) => {
  const i = process.argv.indexOf(`--${name}`);
  return i < 0 ? fallback : process.argv[i + 1];
};
const flag = (name) => process.argv.includes(`--${name}`);
const count = Number(option('count', 200));
const wanted = Number(option('outlets', 20));
let state = Number(option('seed', 1)) >>> 0;
/** Mulberry32: the same draws on every machine. */
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const pick = (list) => list[Math.floor(random() * list.length)];

const byOutlet = new Map();
for (const file of readdirSync(option('from'))
  .filter((name) => name.endsWith('.jsonl.gz'))
  .sort()) {
  for (const line of gunzipSync(readFileSync(join(option('from'), file)))
    .toString('utf8')
    .split('\n')) {
    if (!line) continue;
    const { id, source, text } = JSON.parse(line);
    if (text.length < 400 || text.length > 12000) continue;
    if (!byOutlet.has(source)) byOutlet.set(source, []);
    byOutlet.get(source).push({ id, source, text });
  }
}
const all = [...byOutlet.keys()].sort();
const outlets = [];
while (outlets.length < Math.min(wanted, all.length)) {
  const outlet = pick(all);
  if (!outlets.includes(outlet)) outlets.push(outlet);
}

const show = (text) => text.replace(/\s+/g, ' ').trim();
let drawn = 0;
for (let tries = 0; drawn < count && tries < count * 40; tries++) {
  const article = pick(byOutlet.get(outlets[tries % outlets.length]));
  const result = analyze({ text: article.text, id: String(article.id) });
  const { text } = article;
  if (flag('misses')) {
    const index = indexText(text);
    const lexicon = defaultLexicon();
    const free = index.sentences.filter(
      (sentence) =>
        !result.quotations.some((q) => q.content.start < sentence.end && sentence.start < q.content.end) &&
        !result.quotations.some((q) => q.cue && q.cue.start >= sentence.start && q.cue.end <= sentence.end) &&
        index.tokens
          .slice(sentence.first, sentence.last)
          .some(
            (token) =>
              token.kind === 'word' &&
              lexicon.cueForms(token.key, token.form).some(({ form }) => form.lemma.strength === 'strong'),
          ),
    );
    if (!free.length) continue;
    const sentence = pick(free);
    drawn++;
    console.log(
      `${drawn}. [${article.source} ${article.id}] ${show(text.slice(Math.max(0, sentence.start - 80), sentence.start))} ⟦${show(text.slice(sentence.start, sentence.end))}⟧`,
    );
    continue;
  }
  if (flag('mentions')) {
    const mentions = result.entities.flatMap((entity) => entity.mentions.map((mention) => ({ entity, mention })));
    if (!mentions.length) continue;
    const { entity, mention } = pick(mentions);
    drawn++;
    const link = entity.link ? ` ${JSON.stringify(entity.link)}` : '';
    console.log(
      `${drawn}. [${article.source} ${article.id}] …${show(text.slice(Math.max(0, mention.start - 80), mention.start))} ⟦${mention.text}⟧ ${show(text.slice(mention.end, mention.end + 60))}… = ${entity.type} ${entity.name}${link}`,
    );
    continue;
  }
  if (!result.quotations.length) continue;
  const quotation = pick(result.quotations);
  const speaker = result.speakers.find(({ id }) => id === quotation.speaker);
  const { content, cue } = quotation;
  const from = Math.max(
    0,
    Math.min(content.start, cue?.start ?? content.start, quotation.source?.start ?? content.start) - 120,
  );
  const to = Math.min(text.length, Math.max(content.end, cue?.end ?? 0) + 100);
  drawn++;
  console.log(
    `${drawn}. [${article.source} ${article.id}] ${quotation.type} ${quotation.rule} conf ${quotation.confidence}\n` +
      `   cue: ${cue?.text ?? '–'} | source: ${quotation.source?.text ?? '–'} | speaker: ${speaker ? `${speaker.name} (${speaker.kind})` : '–'} [${quotation.resolution}]${quotation.via.length ? ` | via ${quotation.via[0].name}` : ''}\n` +
      `   …${show(text.slice(from, content.start))} ⟦${show(content.text)}⟧ ${show(text.slice(content.end, to))}…`,
  );
}
