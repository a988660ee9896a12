import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import type { Portrait } from './support/github/portrait.ts';
import { portraitOf } from './support/github/portrait.ts';
import { runJobs } from './support/jobs.ts';
import { openScene, remembering, type Scene, untried } from './support/octo-flows.ts';
import { codec } from './support/sandbox.ts';
import { better, wasteful } from './support/workshop.ts';

const sandbox = remembering(new QuickJsSandbox(1));
after(() => sandbox.close());

const sources = {
  Broken: codec({ compress: 'throw 1;' }),
  Good: wasteful(1),
  Better: better,
};

/** One whole run, as a schedule starts it; how many it proposes is what is still missing. */
async function run(scene: Scene): Promise<void> {
  const { workshop } = scene.begin({ retries: 0 });
  const missing = Object.keys(sources).length - scene.repository.pulls.length;
  await runJobs({ workshop, proposer: untried(sources) }, sandbox, {
    candidates: Math.max(0, missing),
  });
}

const reading =
  /^GET |^GraphQL (?:Snapshot|Changed|Past|Repository|PullRequest|Branch|Files|FindDashboard)$/;

interface Undisturbed {
  readonly portrait: Portrait;
  /** After how many requests GitHub holds something else than after the request before. */
  readonly points: readonly number[];
}

async function undisturbed(): Promise<Undisturbed> {
  const scene = await openScene(wasteful(2), sandbox);
  await run(scene);
  const names = scene.github.requests.map(({ name }) => name);
  const points = names.flatMap((name, i) => (reading.test(name) ? [] : [i + 1]));
  // As the schedule comes again and again.
  for (let i = 0; i < 2; i++) await run(scene);
  const portrait = portraitOf(scene.repository);
  assert.deepEqual(scene.github.violations, []);
  await scene.github.close();
  return { portrait, points: [0, ...points.slice(0, -1)] };
}

describe('a run on GitHub that is killed', () => {
  it('is made good by the next one, after whichever change it was killed', async () => {
    const expected = await undisturbed();
    assert.ok(expected.points.length > 20, `${expected.points.length}`);
    for (const request of expected.points) {
      const scene = await openScene(wasteful(2), sandbox);
      scene.github.dieAfter(request);
      await assert.rejects(run(scene), `${request} requests were all`);
      scene.github.revive();
      await run(scene);
      // Nothing is left to the run after it in most cases, and there it would only look.
      const made = isDeepStrictEqual(portraitOf(scene.repository), expected.portrait);
      if (!made) await run(scene);
      assert.deepEqual(portraitOf(scene.repository), expected.portrait, `killed after ${request}`);
      assert.deepEqual(scene.github.violations, []);
      await scene.github.close();
    }
    console.log(`${expected.points.length} points, 0 differences`);
  });
});
