/** (f): what a run reads as pull requests grow in number, those that are done with and those that are open. */

import { openGitHubPorts } from '../../src/adapters/github/ports.ts';
import { readHistory } from '../../src/flows/history.ts';
import { reconcile } from '../../src/flows/reconcile.ts';
import type { Workshop } from '../../src/flows/workshop.ts';
import { labels } from '../../src/render/labels.ts';
import { everything } from '../support/github/story.ts';
import { startTestGitHub } from '../support/github/test-github.ts';
import { addPast, openOwn } from '../support/past-pulls.ts';
import { sampleBenchmark } from '../support/trials.ts';
import { type Figure, figure, growth, timed } from './figures.ts';

const steps = [1, 4, 16];
const path = 'benchmarks/lossless/codec.js';

interface Cost {
  readonly milliseconds: number;
  readonly requests: number;
}

/** Pull requests of a repository, and what of a run is timed. */
interface Growth {
  readonly least: number;
  readonly closed: (count: number) => number;
  readonly open: (count: number) => number;
  readonly run: (workshop: Workshop) => Promise<unknown>;
}

const growths: Readonly<Record<string, Growth>> = {
  'closed pull requests, read for the first time': {
    least: 120,
    closed: (count) => count,
    open: () => 0,
    run: async (workshop) => [await workshop.forge.pullRequests(), await readHistory(workshop)],
  },
  'open candidates, placed': {
    least: 4,
    closed: () => 40,
    open: (count) => count,
    run: (workshop) => reconcile(workshop),
  },
};

export async function benchHistory(rounds: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, grown] of Object.entries(growths)) {
    const costs = new Map<number, Cost[]>(steps.map((times) => [times, []]));
    // What the first one pays for is no growth.
    await costOf(grown, steps.at(-1) ?? 1);
    for (let round = 0; round < rounds; round++) {
      for (const times of steps) costs.get(times)?.push(await costOf(grown, times));
    }
    const least = costs.get(1) ?? [];
    for (const times of steps) {
      const all = costs.get(times) ?? [];
      const count = grown.least * times;
      const title = `${count} ${name}`;
      figures.push(figure(`${title}: requests`, 'requests', [all[0]?.requests ?? 0]));
      if (times === 1) continue;
      const ratios = all.map(
        (cost, i) => cost.milliseconds / times / (least[i]?.milliseconds ?? 0),
      );
      figures.push(growth(`${title}: time / (${times} x time of ${grown.least})`, ratios));
    }
  }
  return figures;
}

async function costOf({ least, closed, open, run }: Growth, times: number): Promise<Cost> {
  const github = await startTestGitHub();
  try {
    const repository = github.repository('octo', 'codecs', { [path]: '// the baseline\n' });
    repository.setRole('ada', 'write');
    addPast(repository, closed(least * times));
    for (let i = 0; i < open(least * times); i++) openOwn(repository, `open ${i}`);
    const { forge, people } = openGitHubPorts({
      ...{ owner: 'octo', repo: 'codecs', apiUrl: github.url, userAgent: 'codec-crucible' },
      ...{ paths: [path], labels, dashboardTitle: 'Dashboard', workflow: 'evolve.yml' },
      ...{ targetUrl: null, writeInterval: 0, retryDelay: 1, retries: 0, history: null },
      ...{ token: github.actionsToken(repository, everything), log: () => {} },
    });
    const benchmark = sampleBenchmark('lossless');
    const rules = { acceptFrom: 'bot', keepFailedHours: 72 } as const;
    const workshop = {
      ...{ forge, people, benchmark, path, rules, desk: null },
      ...{ now: () => 0, narrate: () => {} },
    } as unknown as Workshop;
    const before = github.requests.length;
    const milliseconds = await timed(() => run(workshop));
    return { milliseconds, requests: github.requests.length - before };
  } finally {
    await github.close();
  }
}
