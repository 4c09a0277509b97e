/**
 * What Spark costs: `node .config/run.mjs tests/spark/measure.ts [--count N] [--articles FOLDER] [--warc PAGES]`. The same articles (JSON Lines, packed)
 * by `analyze -j 2` and by the job with two cores, in seconds of processor time of everything that was started, the start of Spark taken
 * off; and the most memory that its processes took. With `--warc` a web archive, a third of it in English.
 */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createGzip, gunzipSync } from 'node:zlib';
import { article, articles, below, compared, sparkHome, writeArchive } from './cluster.ts';
import { python } from './python.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    articles: { type: 'string' },
    warc: { type: 'string' },
    keep: { type: 'boolean' },
  },
});
const root = process.cwd();
const analyze = join(root, 'bin/analyze.js');
const job = join(root, 'dist/spark/job.py');
const home = mkdtempSync(join(tmpdir(), 'isnad-measure-'));

interface Cost {
  wall: number;
  cpu: number;
  /** Megabytes at most at one time, by the program's name. */
  memory: Record<string, number>;
  out: string;
}

const TICK = 100;
/** Processor time so far and memory of a process; null where it has gone. */
function usage(pid: number): { name: string; cpu: number; memory: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const name = /\((.*)\)/.exec(stat)?.[1] ?? '';
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // User and system time of its own; what it started is counted by itself.
    return { name, cpu: (Number(fields[11]) + Number(fields[12])) / TICK, memory: Number(fields[21]) * 4096e-6 };
  } catch {
    return null;
  }
}

/** Runs something and looks at all its processes five times a second. */
function cost(command: string, args: string[]): Promise<Cost> {
  const started = Date.now();
  const child = spawn(command, args, {
    cwd: home,
    env: { ...process.env, PYSPARK_PYTHON: python, SPARK_LOCAL_IP: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let out = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  const cpu = new Map<number, number>();
  const memory: Record<string, number> = {};
  const look = (): void => {
    const now: Record<string, number> = {};
    for (const pid of [child.pid as number, ...below(child.pid as number)]) {
      const found = usage(pid);
      if (!found) continue;
      cpu.set(pid, found.cpu);
      const kind = /java|python|node/.exec(found.name)?.[0] ?? (found.name.startsWith('MainThread') ? 'node' : 'other');
      now[kind] = (now[kind] ?? 0) + found.memory;
    }
    for (const [name, used] of Object.entries(now)) memory[name] = Math.max(memory[name] ?? 0, Math.round(used));
  };
  const timer = setInterval(look, 200);
  return new Promise((done) =>
    child.on('close', () => {
      clearInterval(timer);
      const sum = [...cpu.values()].reduce((all, one) => all + one, 0);
      done({ wall: (Date.now() - started) / 1000, cpu: sum, memory, out: out.trim() });
    }),
  );
}

const spark = (input: string, output: string, ...more: string[]): Promise<Cost> =>
  cost(join(sparkHome(), 'bin/spark-submit'), [
    ...['--master', 'local[2]', '--conf', 'spark.ui.enabled=false', '--driver-memory', '1g', job],
    ...['--input', input, '--output', output, ...more],
  ]);

const told = (name: string, { wall, cpu, memory, out }: Cost): void =>
  console.log(`${name}: ${cpu.toFixed(1)} s of processor, ${wall.toFixed(1)} s, MB ${JSON.stringify(memory)} ${out}`);

function linesOf(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl.gz'))
    .sort()
    .flatMap((name) =>
      gunzipSync(readFileSync(join(folder, name)))
        .toString('utf8')
        .trim()
        .split('\n'),
    );
}

const sizeOf = (folder: string): number =>
  readdirSync(join(home, folder), { recursive: true, encoding: 'utf8' }).reduce(
    (sum, name) => sum + statSync(join(home, folder, name)).size,
    0,
  );

async function overhead(count: number): Promise<void> {
  const lines = values.articles ? linesOf(values.articles) : [];
  const stride = Math.max(1, Math.floor(lines.length / count));
  const chosen = lines.filter((_, i) => i % stride === 0);
  writeArchive(join(home, 'archive'), articles(count, chosen), 40, 0);
  writeArchive(join(home, 'nothing'), articles(1), 1, 0);
  const single = await cost(process.execPath, [
    ...[analyze, 'archive', '-o', 'single.parquet/', '--errors', 'single.errors', '-j', '2'],
  ]);
  told('analyze -j 2', single);
  const start = await spark('nothing', 'start');
  told('Spark, one article', start);
  const many = await spark('archive', 'tables');
  told('Spark, two cores', many);
  console.log(`ratio of processor time, without the start: ${((many.cpu - start.cpu) / single.cpu).toFixed(2)}`);
  console.log(
    `tables: ${(sizeOf('tables') / 1e6).toFixed(1)} MB, of one machine ${(sizeOf('single.parquet') / 1e6).toFixed(1)} MB`,
  );
  const { status, stdout, stderr } = compared(['single.parquet', 'tables', 'single.errors'], home);
  console.log(status === 0 ? stdout : stderr);
}

/** A packed archive of pages, every third in English. */
async function writeWarc(path: string, pages: number): Promise<void> {
  const zip = createGzip();
  const written = new Promise<void>((done) => zip.pipe(createWriteStream(path)).on('finish', () => done()));
  for (let n = 0; n < pages; n++) {
    const html =
      n % 3 === 2
        ? `<html><body><article><p>The mayor of the port said on day ${n} that the works would end in spring, and that the market would open as planned.</p></article></body></html>`
        : `<html lang="ar"><head><title>خبر ${n}</title></head><body><nav>الرئيسية</nav><article><p>${article(n)}</p></article></body></html>`;
    const body = `HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`;
    const head = `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/${n}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
    if (!zip.write(`${head}${body}\r\n\r\n`)) await new Promise<void>((done) => zip.once('drain', () => done()));
  }
  zip.end();
  await written;
}

async function web(pages: number): Promise<void> {
  await writeWarc(join(home, 'pages.warc.gz'), pages);
  told(`${pages} pages`, await spark('pages.warc.gz', 'web', '--', '--arabic-only'));
}

console.log(`load ${loadavg().map((load) => load.toFixed(1))}, in ${home}`);
if (values.warc) await web(Number(values.warc));
else await overhead(Number(values.count));
console.log(`load ${loadavg().map((load) => load.toFixed(1))}`);
if (!values.keep) rmSync(home, { recursive: true, force: true });
