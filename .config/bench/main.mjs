// Measures the built program: how fast it starts, how much text each step takes in a CPU second, how that compares with other
// tools on the same bytes, and how time grows. usage: npm run bench [-- --write | --check] [--articles N] [--many N]
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { inTurns, median, ROUNDS, runsOf } from './measure.mjs';
import { loadSteps, otherTools, ourSteps, pyarabic, YARD } from './steps.mjs';
import { articles, longArticle } from './texts.mjs';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
const { values: flags } = parseArgs({
  options: {
    /** Writes the table into the docs, with the figures that `--check` compares with. */
    write: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    articles: { type: 'string', default: '500' },
    many: { type: 'string', default: '600' },
  },
});
const TABLE = '.github/docs/speed.md';
const FIGURES = '.github/docs/speed.json';
const ARTICLE = 'fixtures/articles/agency.txt';
const folder = mkdtempSync(join(tmpdir(), 'isnad-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const count = (number) => Math.round(number).toLocaleString('en');
const rows = [];
const section = (title, ...head) =>
  rows.push('', `**${title}**`, '', `| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`);
const row = (...cells) => {
  rows.push(`| ${cells.join(' | ')} |`);
  console.error(cells.join('   '));
};

/**
 * What `--check` compares: ratios of the least that each took in one run. What else a machine does only adds to a time: medians taken one
 * after the other differed by half between two runs of a day, these in three runs by a twentieth (the index, which is short, by a tenth).
 */
const ratios = {};
const START = 'start, against node -e 0';
const STARTS = [
  ['-e', '0'],
  ['bin/analyze.js', '--help'],
  ['bin/analyze.js', ARTICLE],
];

function start() {
  const [bare, help, one] = runsOf(STARTS, 15);
  section('Start', 'command', 'wall ms', 'CPU ms');
  for (const [name, { wall, cpu }] of [
    ['node -e 0', bare],
    ['analyze --help', help],
    ['analyze, one article', one],
  ])
    row(name, (1000 * wall).toFixed(0), (1000 * cpu).toFixed(0));
  ratios[START] = bare.least / one.least;
}

const CHECKED = ['index (tokens a second)', 'names', 'quotations, without names', 'the whole'];
const ratioOf = (name) => `${name}, against wink-nlp`;

/** Notes how much faster than the yardstick each step is that is checked. */
function noteRatios(works, seconds) {
  const best = (name) => {
    const at = works.findIndex((work) => work.name === name);
    return works[at].units / Math.min(...seconds[at]);
  };
  for (const name of CHECKED)
    if (works.some((work) => work.name === name)) ratios[ratioOf(name)] = best(name) / best(YARD);
}

async function steps(texts) {
  const { words, works: ours } = ourSteps(await loadSteps(folder), texts);
  const works = [...ours, ...otherTools(texts, words)];
  const seconds = inTurns(works);
  const rates = works.map(({ units }, k) => units / median(seconds[k]));
  noteRatios(works, seconds);
  section(`Steps, ${texts.length} articles of ${count(words)} words`, 'step', 'words a CPU second');
  for (const [k, { name }] of ours.entries()) row(name, count(rates[k]));
  section('Other tools, the same bytes', 'tool', 'words a CPU second', 'the whole analysis against it');
  const whole = rates[ours.findIndex(({ name }) => name === 'the whole')];
  const other = (name, perSecond) => row(name, count(perSecond), (whole / perSecond).toFixed(3));
  for (let k = ours.length; k < works.length; k++) other(works[k].name, rates[k]);
  const python = pyarabic(texts, words);
  if (python !== null) other('pyarabic, tokenize', python);
  return works;
}

function manyInputs(texts) {
  const file = join(folder, 'articles.jsonl');
  writeFileSync(file, texts.map((text, id) => `${JSON.stringify({ id, text })}\n`).join(''));
  const command = (jobs) => ['bin/analyze.js', file, '-f', 'jsonl', '-q', '-j', jobs];
  // Each run is warm by itself after its first articles: none goes before.
  const [one, two] = runsOf([command('1'), command('2')], ROUNDS, 0);
  section(`${count(texts.length)} articles as JSON Lines`, 'jobs', 'wall s', 'CPU s', 'peak MB');
  row('1', one.wall.toFixed(1), one.cpu.toFixed(1), one.memory.toFixed(0));
  row('2', two.wall.toFixed(1), two.cpu.toFixed(1), two.memory.toFixed(0));
  row('1 against 2', (one.wall / two.wall).toFixed(2), (one.cpu / two.cpu).toFixed(2), '');
}

async function growth(texts) {
  const { analyze } = await loadSteps(folder);
  const unit = 25_000;
  const kinds = {
    'one long article': (n) => longArticle(texts, n * unit),
    'many quotations': (n) => 'قال سالم: «نعم، لن نعود غداً إلى البيت».\n'.repeat((n * unit) / 42),
    'many marks': (n) => '«كلمة» "أخرى" '.repeat((n * unit) / 15),
    'no stops': (n) => `${longArticle(texts, n * unit)}`.replace(/[.!؟\n]/g, ' '),
  };
  section('How time grows: CPU ms for 25, 50, 100 and 200 thousand characters', 'text', '1×', '2×', '4×', '8×');
  for (const [name, make] of Object.entries(kinds)) {
    const times = [1, 2, 4, 8].map((n) => {
      const text = make(n);
      return median(
        [0, 1, 2].map(() => {
          const before = process.cpuUsage();
          analyze({ text });
          const { user, system } = process.cpuUsage(before);
          return (user + system) / 1000;
        }),
      );
    });
    row(name, ...times.map((time) => time.toFixed(0)));
  }
}

/** Which ratios fell by more than a tenth. */
const fallen = (committed) => Object.entries(committed).filter(([name, ratio]) => (ratios[name] ?? 0) < 0.9 * ratio);

/** Whether something is slower than it was: what seems so is measured again, up to twice. */
function check(works) {
  const { ratios: committed } = JSON.parse(readFileSync(FIGURES, 'utf8'));
  let slower = fallen(committed);
  for (let again = 0; again < 2 && slower.length > 0; again++) {
    console.error(`again: ${slower.map(([name]) => name).join('; ')}`);
    const names = slower.map(([name]) => name);
    const some = works.filter(({ name }) => name === YARD || names.includes(ratioOf(name)));
    if (some.length > 1) noteRatios(some, inTurns(some));
    if (names.includes(START)) {
      const [bare, one] = runsOf([STARTS[0], STARTS[2]], 15);
      ratios[START] = bare.least / one.least;
    }
    slower = fallen(committed);
  }
  const names = slower.map(([name]) => name);
  for (const [name, ratio] of Object.entries(committed))
    console.error(
      `${names.includes(name) ? 'slower: ' : ''}${name}: ${(ratios[name] ?? 0).toFixed(3)}, was ${ratio.toFixed(3)}`,
    );
  if (slower.length > 0) process.exitCode = 1;
}

const load = loadavg()[0];
const { from, texts } = articles(Number(flags.articles));
start();
const works = await steps(texts);
manyInputs(articles(Number(flags.many)).texts);
await growth(texts);
const date = new Date().toISOString().slice(0, 10);
const head = [
  '# How fast it is',
  '',
  `\`npm run bench\` on ${date}: Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}; texts: ${from}. Medians of at least five rounds (of`,
  'three where time grows), each round in turns, CPU seconds of the whole process, collector and compiler included.',
  ...(load > 0.5
    ? [
        '',
        `Other work disturbed the machine (load average ${load.toFixed(1)} at the start): wall times are upper bounds.`,
      ]
    : []),
];
const table = `${[...head, ...rows].join('\n')}\n`;
console.log(table);
if (flags.write) {
  writeFileSync(TABLE, table);
  writeFileSync(FIGURES, `${JSON.stringify({ date, ratios }, null, 2)}\n`);
}
if (flags.check) check(works);
