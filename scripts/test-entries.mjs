// Which test files share a process: half of what the smallest take is the start of one, and what stands in for GitHub
// or its runners reads its schemas once for all. Only files that leave nothing behind for the next: no change of the
// environment, the folder, the clock or a prototype. A failure names its own file all the same.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const groups = {
  pure: [
    ...[
      'architecture',
      'bd-rate',
      'command-grammar',
      'compare',
      'dashboard',
      'dependencies',
      'diagnose',
    ],
    ...[
      'dynamodb-item',
      'dynamodb-template',
      'evaluation-cache',
      'figures',
      'manifest',
      'marker',
      'metrics',
      'prompt',
    ],
    ...['prompt-strategy', 'pull-request', 'release', 'result', 'review', 'sanitize', 'secrets'],
    ...[
      'static-check',
      'static-wrapped',
      'statistics',
      'terminal',
      'transform',
      'trend',
      'verdict',
      'y4m',
    ],
  ],
  'stand-in-github': [
    ...['github-client', 'test-github', 'test-github-access', 'test-github-faults'],
    ...['test-github-graphql', 'test-github-rules'],
  ],
  'messages-api': ['anthropic', 'anthropic-analyst', 'anthropic-faults', 'anthropic-recording'],
  sandboxed: ['account', 'instrument', 'readme', 'static-guards'],
  'stand-in-runner': [
    ...[
      'runner-actions',
      'runner-artifacts',
      'runner-calls',
      'runner-minutes',
      'runner-reruns',
      'runner-rules',
    ],
    'runner-steps',
  ],
};

/** The entry points that run these test files: their own, or a file in `folder` that imports those of a group. */
export function testEntries(files, folder) {
  mkdirSync(folder, { recursive: true });
  const grouped = Object.entries(groups).flatMap(([group, names]) => {
    const members = files.filter((file) => names.includes(path.basename(file, '.test.ts')));
    if (members.length === 0) return [];
    const entry = path.join(folder, `${group}.test.ts`);
    const lines = members.map((file) => `import '${path.resolve('test', file)}';\n`);
    writeFileSync(entry, lines.join(''));
    return [{ entry, members }];
  });
  const taken = new Set(grouped.flatMap(({ members }) => members));
  const alone = files.filter((file) => !taken.has(file)).map((file) => path.join('test', file));
  return [...alone, ...grouped.map(({ entry }) => entry)];
}
