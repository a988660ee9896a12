/**
 * `npm run bench`: what the bot costs, as ratios measured in one run. `--json FILE` writes the figures,
 * `--check` compares with docs/performance.json, `--rounds N`, `--only PART ...`.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { benchCommands } from './commands.ts';
import { benchEngines, engineWorks } from './engines.ts';
import { type Figure, printFigures, worsened } from './figures.ts';
import { benchGrowth, benchReports, countRequests } from './growth.ts';
import { benchHistory } from './history.ts';
import { benchFirstCall, benchHosts } from './hosts.ts';

interface Report {
  readonly node: string;
  readonly cores: number;
  readonly processor: string;
  readonly figures: readonly Figure[];
}

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    check: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', multiple: true, default: [] },
  },
});
const root = process.cwd();
const rounds = Number(values.rounds);
const parts: Readonly<Record<string, () => Promise<Figure[]> | Figure[]>> = {
  engines: async () => benchEngines(await engineWorks(root), rounds),
  hosts: async () => benchHosts(root, await engineWorks(root), rounds),
  'first-call': async () => benchFirstCall(root, await engineWorks(root), rounds),
  commands: () => benchCommands(root, rounds),
  growth: () => benchGrowth(rounds),
  history: () => benchHistory(rounds),
  reports: () => benchReports(rounds),
  requests: () => countRequests(root),
};

const figures: Figure[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (values.only.length > 0 && !values.only.includes(name)) continue;
  const found = await measure();
  process.stdout.write(`\n${name}\n${printFigures(found)}\n`);
  figures.push(...found);
}
const processor = os.cpus()[0]?.model ?? 'unknown';
const report: Report = {
  node: process.version,
  cores: os.availableParallelism(),
  processor,
  figures,
};
if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
if (values.check) process.exitCode = check(figures);

function check(now: readonly Figure[]): number {
  const recorded: Report = JSON.parse(readFileSync('docs/performance.json', 'utf8'));
  const worse = worsened(now, recorded.figures);
  for (const line of worse) process.stdout.write(`worse: ${line}\n`);
  if (worse.length === 0) process.stdout.write(`\n${now.length} figures, none is worse\n`);
  return worse.length === 0 ? 0 : 1;
}
