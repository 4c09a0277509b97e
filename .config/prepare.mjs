// Builds after `npm ci`; passes over quietly while the bundler is not installed yet (npx in a clone runs `prepare` first).
try {
  await import('esbuild');
} catch {
  process.exit(0);
}
await import('./build.mjs');
