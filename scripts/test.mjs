// `npm test`: installs what is missing, checks style, types and dist/, then runs the tests.
// `npm test -- --only NAME ...` runs only the test files whose name contains one of the names.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

// npm puts node_modules/.bin first in the PATH, and an optional dependency has a `node` of its own there.
const node = process.env.npm_node_execpath ?? process.execPath;

function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

function installed() {
  const mark = 'node_modules/.package-lock.json';
  return existsSync(mark) && statSync(mark).mtimeMs >= statSync('package-lock.json').mtimeMs;
}

if (!installed()) run('npm', ['ci', '--ignore-scripts']);

const only = process.argv[2] === '--only' ? process.argv.slice(3) : [];
if (only.length === 0) {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const step of scripts.check.split(' && ')) {
    const [tool, ...args] = step.split(' ');
    run(`node_modules/.bin/${tool}`, args);
  }
  run(node, ['scripts/build.mjs', '--check']);
}

// Some of them wait for a watchdog, a browser or a process: two more than there are cores keep those busy.
const atOnce = Math.min(os.availableParallelism(), 4) + 2;

const { bundle, evaluatorEntries } = await import('./bundle.mjs');
const { testEntries } = await import('./test-entries.mjs');
const outdir = `.build/test-${process.pid}`;
const tests = testEntries(
  readdirSync('test', { recursive: true })
    .filter((name) => name.endsWith('.test.ts'))
    .filter((name) => only.length === 0 || only.some((part) => name.includes(part))),
  outdir,
);
await bundle([...tests, ...evaluatorEntries], outdir, {
  packages: 'external',
  sourcemap: 'inline',
});

// What takes longest begins first, or one core waits for it at the end. The runner takes files by name.
const longest = [
  ...['github-story', 'hostile', 'cli', 'github-reruns', 'investigate', 'cheats', 'fuzz', 'page'],
  ...['github-story-commands', 'github-history', 'github-kills', 'shipped', 'dynamodb'],
];
const files = tests.map((test) => {
  const name = path.basename(test, '.ts');
  const rank = longest.indexOf(path.basename(name, '.test'));
  const file = path.join(outdir, `${10 + (rank < 0 ? longest.length : rank)}-${name}.js`);
  renameSync(path.join(outdir, `${name}.js`), file);
  return file;
});
const { status } = spawnSync(
  node,
  [
    '--enable-source-maps',
    '--test',
    `--test-concurrency=${atOnce}`,
    '--test-reporter=spec',
    ...files,
  ],
  { stdio: 'inherit' },
);
rmSync(outdir, { recursive: true });
process.exit(status ?? 1);
