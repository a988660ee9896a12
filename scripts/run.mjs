// `node scripts/run.mjs ENTRY.ts [EXTRA.ts ...] [-- ARGS]`: bundles a program of the tests as the tests are, and runs it.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { bundle, evaluatorEntries } from './bundle.mjs';

// npm puts node_modules/.bin first in the PATH, and an optional dependency has a `node` of its own there.
const node = process.env.npm_node_execpath ?? process.execPath;
const given = process.argv.slice(2);
const entries = given.filter((name) => /\.ts$/.test(name));
const args = given.filter((name) => !entries.includes(name));
const outdir = `.build/run-${process.pid}`;
await bundle([...entries, ...evaluatorEntries], outdir, {
  packages: 'external',
  sourcemap: 'inline',
});
const [entry] = entries;
const script = path.join(outdir, `${path.basename(entry, '.ts')}.js`);
const { status } = spawnSync(node, ['--enable-source-maps', script, ...args], { stdio: 'inherit' });
rmSync(outdir, { recursive: true });
process.exit(status ?? 1);
