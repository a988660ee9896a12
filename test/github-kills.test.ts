import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
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

/** As the schedule comes again and again. */
async function finish(scene: Scene): Promise<void> {
  for (let i = 0; i < 2; i++) await run(scene);
}

async function undisturbed(): Promise<{ portrait: Portrait; requests: number }> {
  const scene = await openScene(wasteful(2), sandbox);
  await run(scene);
  const requests = scene.github.requests.length;
  await finish(scene);
  const portrait = portraitOf(scene.repository);
  assert.deepEqual(scene.github.violations, []);
  await scene.github.close();
  return { portrait, requests };
}

describe('a run on GitHub that is killed', () => {
  it('is made good by the next one, between whichever two requests it was killed', async () => {
    const expected = await undisturbed();
    for (let request = 0; request < expected.requests; request++) {
      const scene = await openScene(wasteful(2), sandbox);
      scene.github.dieAfter(request);
      await assert.rejects(run(scene), `${request} requests were all`);
      scene.github.revive();
      await finish(scene);
      assert.deepEqual(portraitOf(scene.repository), expected.portrait, `killed after ${request}`);
      assert.deepEqual(scene.github.violations, []);
      await scene.github.close();
    }
    console.log(`${expected.requests} points, 0 differences`);
  });
});
