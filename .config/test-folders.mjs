// A folder for all that the tests write, gone when they are through: workers share modules, so none knows when its last file ends.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function setup() {
  const root = mkdtempSync(join(tmpdir(), 'isnad-test-'));
  process.env.ISNAD_TEST_FOLDERS = root;
  return () => rmSync(root, { recursive: true, force: true });
}
