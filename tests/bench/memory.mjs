// Peak memory of a run over many small documents from a generator. usage: node tests/bench/memory.mjs [DOCUMENTS] [OPTIONS...]
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const count = Number(process.argv[2] ?? 1_000_000);
const options = process.argv.slice(3);
const bin = fileURLToPath(new URL('../../bin/analyze.js', import.meta.url));

const NAMES = ['نبيل الحداد', 'سلمى النجار', 'كريم البحري', 'منى الخياط', 'سالم الوادي'];
const PLACES = ['بيروت', 'طرابلس', 'صفاقس', 'وهران', 'العقبة'];
const document = (i) =>
  `${JSON.stringify({ id: `d${i}`, text: `قال ${NAMES[i % 5]} إن سوق السمك في ${PLACES[(i >> 2) % 5]} سيفتح أبوابه يوم ${i % 28}. وأضاف: «لن نتأخر».` })}\n`;

async function* corpus() {
  for (let i = 0; i < count; ) {
    let chunk = '';
    for (const end = Math.min(count, i + 500); i < end; i++) chunk += document(i);
    yield chunk;
  }
}

const argv = [bin, '--input-format', 'jsonl', '--format', 'jsonl', '-q', ...options, '-'];
const child = spawn(process.execPath, argv, { stdio: ['pipe', 'pipe', 'inherit'] });
const started = Date.now();
let lines = 0;
child.stdout.on('data', (bytes) => {
  for (const byte of bytes) if (byte === 10) lines++;
});
let peak = 0;
const watch = setInterval(() => {
  try {
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0));
  } catch {}
}, 100);
(async () => {
  for await (const chunk of corpus())
    if (!child.stdin.write(chunk)) await new Promise((go) => child.stdin.once('drain', go));
  child.stdin.end();
})();
child.on('close', (code) => {
  clearInterval(watch);
  const seconds = (Date.now() - started) / 1000;
  console.log(
    `${lines} of ${count} documents, exit ${code}, ${seconds.toFixed(1)} s, ${Math.round(lines / seconds)}/s, peak ${Math.round(peak / 1024)} MB`,
  );
});
