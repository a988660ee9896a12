/** The bot's flows in this process, over HTTP against the test GitHub: faster than runners, the same requests. */

import { openGitHubPorts } from '../../src/adapters/github/ports.ts';
import { digestOf } from '../../src/domain/digest.ts';
import type { ProbeResult } from '../../src/domain/experiments/probe.ts';
import type { CaseOutcome } from '../../src/domain/outcome.ts';
import type { Author } from '../../src/domain/trial/trial.ts';
import type { Clip } from '../../src/domain/video/frame.ts';
import type { Workshop } from '../../src/flows/workshop.ts';
import type { Proposer } from '../../src/ports/proposer.ts';
import type { Sandbox } from '../../src/ports/sandbox.ts';
import { labels } from '../../src/render/labels.ts';
import { benchmarkFiles } from './benchmark-folder.ts';
import type { TestRepository } from './github/repository.ts';
import { startTestGitHub, type TestGitHub } from './github/test-github.ts';
import { codecPath, smallWorkshop } from './workshop.ts';

export type GitHubPorts = ReturnType<typeof openGitHubPorts>;

/** Where every job says that it is to be seen. */
export const runUrl = 'https://github.test/octo/codecs/actions/runs/7';

export interface Scene {
  readonly github: TestGitHub;
  readonly repository: TestRepository;
  /** What a job has that begins now: it knows nothing from before. */
  begin(changes?: { readonly retries?: number }): Job;
}

export interface Job extends GitHubPorts {
  readonly workshop: Workshop;
  /** What the adapter logged. */
  readonly lines: readonly string[];
}

/** `baseline` stands on the default branch. Ada may write, Eve may not. */
export async function openScene(baseline: string, sandbox: Sandbox): Promise<Scene> {
  const github = await startTestGitHub();
  // Texts quote commits: what is done twice shall have the same ones.
  github.clock.stop();
  const repository = github.repository('octo', 'codecs', {
    ...benchmarkFiles('benchmarks/small'),
    [codecPath]: baseline,
    '.github/workflows/evolve.yml': dispatched,
  });
  repository.setRole('ada', 'write');
  const begin: Scene['begin'] = ({ retries = 3 } = {}): Job => {
    const lines: string[] = [];
    const ports = openGitHubPorts({
      ...{ owner: 'octo', repo: 'codecs', apiUrl: github.url, userAgent: 'codec-crucible/test' },
      token: github.actionsToken(repository, {
        ...{ contents: 'write', 'pull-requests': 'write', issues: 'write' },
        ...{ statuses: 'write', actions: 'write' },
      }),
      ...{ writeInterval: 0, retries, retryDelay: 1, paths: [codecPath], labels },
      ...{ dashboardTitle: 'Dashboard', workflow: 'evolve.yml', targetUrl: runUrl },
      log: (line) => lines.push(line),
    });
    const { workshop: local } = smallWorkshop(ports.forge, sandbox);
    const policy = { ...local.benchmark.policy, implausible_gain_percent: 99 };
    const benchmark = { ...local.benchmark, policy };
    const now = () => github.clock.now;
    return { ...ports, lines, workshop: { ...local, benchmark, people: ports.people, now } };
  };
  return { github, repository, begin };
}

const dispatched = `on:
  workflow_dispatch:
    inputs:
      candidates: { type: string }
jobs: {}
`;

/** Never runs the same case, or the same probe, of the same source twice: it would come to the same. */
export function remembering(sandbox: Sandbox): Sandbox {
  const known = new Map<string, Promise<readonly CaseOutcome[]>>();
  const probed = new Map<string, Promise<readonly ProbeResult[]>>();
  return {
    engine: sandbox.engine,
    run(job, watch) {
      const cases = job.cases.map(({ clip, quality }) => [quality, ...keyOf(clip)]);
      const key = JSON.stringify([job.source, cases, job.exact]);
      const outcomes = known.get(key) ?? sandbox.run(job, watch);
      known.set(key, outcomes);
      return outcomes;
    },
    probing(rules) {
      const runner = sandbox.probing(rules);
      return {
        probe(probes) {
          const all = probes.map((probe) => ({ ...probe, clip: keyOf(probe.clip) }));
          const key = digestOf(JSON.stringify([rules, all]));
          const results = probed.get(key) ?? runner.probe(probes);
          probed.set(key, results);
          return results;
        },
      };
    },
    close: () => sandbox.close(),
  };
}

function keyOf({ name, width, height, frames }: Clip): readonly unknown[] {
  return [name, width, height, ...frames.map((frame) => Buffer.from(frame).toString('base64'))];
}

/** Proposes what was not tried yet, in order, as a proposer that looks at the history does. */
export function untried(
  sources: Readonly<Record<string, string>>,
  author: Author = 'shipped',
): Proposer {
  return {
    async propose({ tried }) {
      const found = Object.entries(sources).find(([, source]) => !tried.has(digestOf(source)));
      if (!found) return { kind: 'exhausted', why: 'all were tried' };
      const [title, source] = found;
      const proposal = { title, hypothesis: `${title}.`, source, author };
      return { kind: 'proposed', proposal };
    },
  };
}
