// `npm run faults`: tells the main stories again with every trouble at every request, in two processes, and
// compares what came of it with the story as it goes without. `npm run faults -- --every 20` takes each
// twentieth case of the faults; `--kills` only kills; `--story NAME` and `--only TEXT` choose.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { parseArgs } from 'node:util';
import { bundle, evaluatorEntries } from './bundle.mjs';

const { values } = parseArgs({
  options: {
    every: { type: 'string', default: '1' },
    story: { type: 'string', default: '' },
    only: { type: 'string', default: '' },
    kills: { type: 'boolean', default: false },
    processes: { type: 'string', default: '2' },
  },
});
const outdir = `.build/faults-${process.pid}`;
await bundle(['test/faults/run.ts', ...evaluatorEntries], outdir, {
  packages: 'external',
  sourcemap: 'inline',
});
const start = Date.now();
const stories = new Map();
const kinds = new Map();
let wrong = 0;

function note(line) {
  if (line.kind === 'told') {
    if (!stories.has(line.story)) {
      const none = { kills: 0, faults: 0, declared: 0, differences: 0 };
      stories.set(line.story, { requests: line.requests, ...none });
    }
    for (const each of line.wrong) complain(line.story, `without any trouble: ${each}`);
    return;
  }
  const story = stories.get(line.story);
  story[line.trouble] += 1;
  if (line.declared.length > 0) story.declared += 1;
  kinds.set(line.fault, (kinds.get(line.fault) ?? 0) + 1);
  if (line.wrong.length > 0) complain(line.story, `${line.name}\n    ${line.wrong.join('\n    ')}`);
}

function complain(story, words) {
  wrong += 1;
  stories.get(story).differences += 1;
  console.log(`  ${words}`);
}

/** One share in a process of its own; a process that ends badly is a difference, too. */
async function share(what, part, of, every) {
  const args = [values.story, what, part, of, every, values.only].map(String);
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', path.join(outdir, 'run.js'), ...args],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  for await (const line of readline.createInterface({ input: child.stdout })) {
    note(JSON.parse(line));
  }
  const code = child.exitCode ?? (await new Promise((resolve) => child.on('exit', resolve)));
  if (code !== 0) {
    wrong += 1;
    console.log(`  the process of part ${part + 1} of ${of} ended with ${code}`);
  }
}

const processes = Number(values.processes);
for (const what of values.kills ? ['kills'] : ['kills', 'faults']) {
  const every = what === 'kills' ? 1 : Number(values.every);
  await Promise.all(
    Array.from({ length: processes }, (_, part) => share(what, part, processes, every)),
  );
}
rmSync(outdir, { recursive: true });
for (const [name, { requests, kills, faults, declared, differences }] of stories) {
  const points = `killed at ${kills} points, ${faults} faults`;
  const cases = `${declared} cases with declared differences, ${differences} differences`;
  console.log(`${name}: ${requests} requests, ${points}, ${cases}`);
}
const list = [...kinds].map(([name, count]) => `${name} (${count})`).sort();
console.log(`kinds: ${list.join(', ')}`);
console.log(`${wrong} differences in ${Math.round((Date.now() - start) / 1000)} s`);
process.exit(wrong === 0 ? 0 : 1);
