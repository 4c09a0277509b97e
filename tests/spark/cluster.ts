/** A standalone cluster of Spark on this machine's loopback: a master, workers, something to kill; and what it is given to do. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { python } from './python.ts';

export const sparkHome = (): string =>
  execFileSync(python, ['-c', 'import pyspark; print(pyspark.__path__[0])'], { encoding: 'utf8' }).trim();

const sleep = (time: number): Promise<void> => new Promise((done) => setTimeout(done, time));

/** Waits until `look` finds something. */
export async function until<T>(look: () => T | null, seconds: number, what: string): Promise<T> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(100)) {
    const found = look();
    if (found !== null) return found;
  }
  throw new Error(`${what}: not after ${seconds} s`);
}

export interface Cluster {
  url: string;
  workers: ChildProcess[];
  /** Ends everything that was started. */
  stop(): void;
}

/** A master and two workers of one core each, whose executors have an environment of their own. */
export async function startCluster(folder: string, memory: string): Promise<Cluster> {
  const home = sparkHome();
  const env = {
    ...process.env,
    SPARK_HOME: home,
    SPARK_LOCAL_IP: '127.0.0.1',
    PYSPARK_PYTHON: python,
    SPARK_DAEMON_MEMORY: '256m',
    SPARK_DAEMON_JAVA_OPTS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC',
    SPARK_LOG_DIR: folder,
  };
  const started: ChildProcess[] = [];
  const start = (name: string, args: string[]): ChildProcess => {
    const log = openSync(join(folder, `${name}.log`), 'w');
    const child = spawn(join(home, 'bin/spark-class'), [`org.apache.spark.deploy.${args[0]}`, ...args.slice(1)], {
      env,
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    started.push(child);
    return child;
  };
  start('master', ['master.Master', '--host', '127.0.0.1', '--port', '0', '--webui-port', '0']);
  const log = (name: string): string => readFileSync(join(folder, `${name}.log`), 'utf8');
  const url = await until(
    () => /Starting Spark master at (spark:\S+)/.exec(log('master'))?.[1] ?? null,
    120,
    'the master starts',
  );
  const workers = ['one', 'two'].map((name) => {
    const places = ['--work-dir', join(folder, `work-${name}`), '--host', '127.0.0.1', '--webui-port', '0'];
    return start(name, ['worker.Worker', '--cores', '1', '--memory', memory, ...places, url]);
  });
  for (const name of ['one', 'two'])
    await until(() => (/Successfully registered/.test(log(name)) ? true : null), 120, 'a worker registers');
  return {
    url,
    workers,
    stop() {
      for (const { pid } of started) if (pid) for (const one of [...below(pid), pid]) kill(one);
    },
  };
}

export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has gone already.
  }
}

/** All processes that a process has started, and those that they have. */
export function below(pid: number): number[] {
  const parents = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const parent = Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]);
      parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
    } catch {
      // It has ended meanwhile.
    }
  }
  const collect = (of: number): number[] => (parents.get(of) ?? []).flatMap((child) => [...collect(child), child]);
  return collect(pid);
}

/** Does a process below this one analyse? */
export const isAtWork = (pid: number): boolean =>
  below(pid).some((one) => {
    try {
      return readFileSync(`/proc/${one}/cmdline`, 'utf8').includes('--spark\0work');
    } catch {
      return false;
    }
  });

export const article = (n: number): string =>
  `أعلنت بلدية الميناء رقم ${n} أن أعمال التوسعة ستنتهي في الربيع، وقال رئيسها نبيل الحداد: "لن نتأخر يوما واحدا".\nوأضاف أن السوق سيفتح أبوابه في الموعد المحدد.`;

/** Articles as lines of JSON: `count` of our own, or those of other files, as often as it takes. */
export function articles(count: number, lines: readonly string[] = []): string[] {
  return Array.from({ length: count }, (_, i) =>
    lines.length ? (lines[i % lines.length] as string) : JSON.stringify({ id: `d${i}`, text: article(i) }),
  );
}

/**
 * Articles as gzipped files: a tenth of the second is cut off, a tenth of the third's lines are no JSON, and so many documents bring a thread
 * or a process down.
 */
export function writeArchive(folder: string, lines: readonly string[], files: number, poison: number): void {
  mkdirSync(folder, { recursive: true });
  const size = Math.ceil(lines.length / files);
  for (let n = 0; n < files; n++) {
    const part = lines.slice(n * size, (n + 1) * size);
    const name = `part-${String(n).padStart(3, '0')}.jsonl.gz`;
    if (n === 2) for (let i = 0; i < part.length; i += 10) part[i] = part[i]?.slice(0, 40) ?? '';
    for (let i = n; i < poison; i += files) {
      const at = Math.floor((part.length * (1 + Math.floor(i / files))) / (2 + Math.floor(poison / files)));
      const kind = i % 2 ? 'EXIT' : 'KILL';
      part[at] = JSON.stringify({ id: `poison-${i}`, text: `قال الوزير: «POISON-${kind}».` });
    }
    const packed = gzipSync(`${part.join('\n')}\n`);
    writeFileSync(join(folder, name), n === 1 ? packed.subarray(0, Math.floor(packed.length * 0.9)) : packed);
  }
}

/** A file that Node loads first (`--require`), so that documents can bring it down. `kills`: also the whole process. */
export function writePoison(file: string, kills: boolean): void {
  writeFileSync(
    file,
    `const parse = JSON.parse;
JSON.parse = function (text, ...more) {
  const kind = typeof text === 'string' && text.startsWith('{"id":"poison') && /POISON-(\\w+)/.exec(text)?.[1];
  if (kind === 'EXIT' || (kind === 'KILL' && !${kills})) process.exit(3);
  if (kind === 'KILL') process.kill(process.pid, 'SIGKILL');
  return parse.call(this, text, ...more);
};
`,
  );
}

export interface Done {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Starts something and gives its end as a promise. */
export function running(command: string, args: string[], env: NodeJS.ProcessEnv, cwd: string): Promise<Done> {
  return new Promise((done) => {
    const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const told = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => (told.stdout += chunk));
    child.stderr.on('data', (chunk) => (told.stderr += chunk));
    child.on('close', (status) => done({ status, ...told }));
  });
}

export const compared = (args: string[], cwd: string): Done => {
  // From the project's folder: the measure is bundled, and lies elsewhere.
  const script = resolve('tests/spark/compare.py');
  const { status, stdout, stderr } = spawnSync(python, [script, ...args], { cwd, encoding: 'utf8' });
  return { status, stdout, stderr };
};
