/** The Python that has Spark: `SPARK_PYTHON`, or the usual one; and why a test is passed over where there is none. */
import { spawnSync } from 'node:child_process';

const NEEDED = 'pyspark, pyarrow, pandas, duckdb';

export const python = process.env.SPARK_PYTHON ?? 'python3';

const has = (command: string, args: string[]): boolean => spawnSync(command, args).status === 0;

/** Null: everything is there. */
export function missing(): string | null {
  if (!has(python, ['-c', `import ${NEEDED}`])) return `no Python with ${NEEDED} (SPARK_PYTHON names one)`;
  return has('java', ['-version']) ? null : 'no Java';
}

export const hasPython = has('python3', ['--version']);
