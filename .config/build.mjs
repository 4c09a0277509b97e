// Builds dist/: the command line as one CommonJS file (starts fastest), the library as one ES module, types, schema, weights.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  minify: true,
  keepNames: false,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  loader: { '.txt': 'text', '.tsv': 'text' },
  define: { __VERSION__: JSON.stringify(version) },
  external: ['node-sqlite3-wasm'],
};
await Promise.all([
  build({ ...shared, entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.cjs', format: 'cjs', define: { ...shared.define, 'import.meta.url': '__moduleUrl' }, banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" } }),
  build({ ...shared, entryPoints: ['src/index.ts'], outfile: 'dist/index.js', format: 'esm', banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" } }),
]);
if (existsSync('src/entities/model')) cpSync('src/entities/model', 'dist/model', { recursive: true });
if (existsSync('src/output/schema.json')) cpSync('src/output/schema.json', 'dist/schema.json');
try {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit', 'false', '--emitDeclarationOnly', '--declaration', '--rewriteRelativeImportExtensions', '--outDir', 'dist/types', '--rootDir', 'src', '-p', '.config/tsconfig.types.json'], { stdio: 'inherit' });
} catch {
  process.exitCode = process.env.npm_lifecycle_event === 'prepare' ? 0 : 1;
}
