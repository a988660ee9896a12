// `npm run build`: writes the committed bundle. `npm run build -- --check` fails when it differs from a fresh one.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { bundle, evaluatorEntries } from './bundle.mjs';

const entries = ['src/cli.ts', 'src/main.ts', ...evaluatorEntries];
const options = { minifySyntax: true, minifyWhitespace: true };

async function contents(folder) {
  const names = (await readdir(folder)).sort();
  return Promise.all(names.map(async (name) => [name, await readFile(path.join(folder, name))]));
}

if (process.argv.includes('--check')) {
  const fresh = await mkdtemp(path.join(os.tmpdir(), 'crucible-dist-'));
  await bundle(entries, fresh, options);
  const [expected, committed] = await Promise.all([contents(fresh), contents('dist')]);
  await rm(fresh, { recursive: true });
  const same =
    expected.length === committed.length &&
    expected.every(([name, bytes], i) => name === committed[i][0] && bytes.equals(committed[i][1]));
  if (!same) {
    console.error('dist/ differs from a fresh build: run `npm run build` and commit the result.');
    process.exit(1);
  }
} else {
  await rm('dist', { recursive: true, force: true });
  await bundle(entries, 'dist', options);
}
