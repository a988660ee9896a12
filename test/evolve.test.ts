import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import { digestOf } from '../src/domain/digest.ts';
import { mostErrors } from '../src/domain/statistics/error-streak.ts';
import type { Trial } from '../src/domain/trial/trial.ts';
import { evolve, finish } from '../src/flows/evolve.ts';
import { readHistory } from '../src/flows/history.ts';
import type { Forge } from '../src/ports/forge.ts';
import type { Proposer } from '../src/ports/proposer.ts';
import type { Sandbox } from '../src/ports/sandbox.ts';
import { parseMergeTrailers } from '../src/render/merge-message.ts';
import { MemoryForge } from './support/memory-forge.ts';
import { remembering } from './support/octo-flows.ts';
import { codec } from './support/sandbox.ts';
import { better, codecPath, scripted, smallWorkshop, wasteful } from './support/workshop.ts';

const sandbox = remembering(new QuickJsSandbox(1));
after(() => sandbox.close());

const baseline = wasteful(1);
const newForge = () => new MemoryForge({ [codecPath]: baseline });

/** Proposes what was not tried yet, as a proposer that looks at the history does. */
function untried(sources: Readonly<Record<string, string>>): Proposer {
  return {
    async propose({ tried }) {
      const found = Object.entries(sources).find(([, source]) => !tried.has(digestOf(source)));
      if (!found) return { kind: 'exhausted', why: 'all were tried' };
      const [title, source] = found;
      return {
        kind: 'proposed',
        proposal: { title, hypothesis: `${title}.`, source, author: 'shipped' },
      };
    },
  };
}

async function tryOne(source: string, forge: Forge = newForge(), box: Sandbox = sandbox) {
  const { workshop, happenings } = smallWorkshop(forge, box);
  const trials = await evolve(workshop, scripted({ 'An idea': source }), { rounds: 1, idea: null });
  const [trial] = trials;
  assert.ok(trial);
  const pullRequest = await forge.pullRequest(trial.candidate.pull_request ?? 0);
  return { trial, workshop, happenings, pullRequest, forge };
}

describe('a candidate that wins', () => {
  it('is merged, and is the baseline from then on', async () => {
    const forge = newForge();
    const { trial, pullRequest, workshop } = await tryOne(better, forge);
    assert.equal(trial.status, 'accepted');
    assert.equal(trial.analysis, null);
    assert.equal(pullRequest.state, 'merged');
    assert.equal((await forge.baseline(codecPath)).source, better);
    const message = (await forge.mainMessages()).at(-1) ?? '';
    const trailers = parseMergeTrailers(message);
    assert.equal(trailers?.trial, trial.experiment_id);
    assert.ok((trailers?.rateChangePercent ?? 0) < -30);
    const last = await forge.newestStatus(pullRequest.headSha);
    assert.equal(last?.state, 'success');
    assert.deepEqual(
      (await readHistory(workshop)).map((each) => each.trial),
      [trial],
    );
  });

  it('shows a large gain on five held-out sets', async () => {
    const { trial } = await tryOne(better);
    assert.equal(trial.comparison?.held_out?.sets.length, 5);
    assert.equal(trial.stage, 'held-out');
  });
});

describe('a candidate that does not win', () => {
  it('is closed with an analysis when it works', async () => {
    const { trial, pullRequest } = await tryOne(wasteful(2));
    assert.equal(trial.status, 'rejected');
    assert.equal(trial.analysis?.failure_category, 'performance_rejection');
    assert.equal(trial.analysis.severity, 'medium');
    assert.equal(pullRequest.state, 'closed');
    assert.ok(pullRequest.labels.includes('crucible: rejected'));
  });

  it('ties when it is the baseline in other words, and ties exactly', async () => {
    const { trial } = await tryOne(`${baseline}// The same.\n`);
    assert.equal(trial.status, 'rejected');
    assert.equal(trial.comparison?.rate_change_percent, 0);
    assert.ok(trial.comparison?.per_clip.every((clip) => clip.rate_change_percent === 0));
  });

  it('stays open with a review when it does not work, and the failing line is commented on', async () => {
    const { trial, pullRequest, forge } = await tryOne(
      codec({ compress: '\n  return frame / 0;' }),
    );
    assert.equal(trial.status, 'failed');
    assert.equal(trial.analysis?.failure_category, 'runtime_error');
    assert.equal(pullRequest.state, 'open');
    const [review] = await forge.reviews(pullRequest.number);
    assert.match(review?.body ?? '', /divides by zero/);
    assert.equal(review?.comments[0]?.line, 3);
    const last = await forge.newestStatus(pullRequest.headSha);
    assert.equal(last?.state, 'failure');
  });

  it('is closed when nobody repaired it for a day', async () => {
    const { workshop, pullRequest, forge } = await tryOne(codec({ compress: 'throw 1;' }));
    const later = (hours: number) => ({
      ...workshop,
      now: () => pullRequest.headTime + hours * 3600,
    });
    await finish(later(23.9));
    assert.equal((await forge.pullRequest(pullRequest.number)).state, 'open');
    await finish(later(24));
    assert.equal((await forge.pullRequest(pullRequest.number)).state, 'closed');
  });

  it('names earlier pull requests that failed in the same way', async () => {
    const forge = newForge();
    const { workshop } = smallWorkshop(forge, sandbox);
    const broken = (n: number) => codec({ top: `// ${n}`, compress: 'return frame / 0;' });
    const trials = await evolve(workshop, scripted({ First: broken(1), Second: broken(2) }), {
      rounds: 2,
      idea: null,
    });
    assert.deepEqual(
      trials.map((trial) => trial.seen_before),
      [[], [1]],
    );
  });

  it('is held when its gain is beyond belief', async () => {
    const forge = new MemoryForge({ [codecPath]: wasteful(2) });
    const { workshop } = smallWorkshop(forge, sandbox);
    const policy = { ...workshop.benchmark.policy, implausible_gain_percent: 40 };
    const strict = { ...workshop, benchmark: { ...workshop.benchmark, policy } };
    const [trial] = await evolve(strict, scripted({ Magic: wasteful(1) }), {
      rounds: 1,
      idea: null,
    });
    assert.equal(trial?.status, 'held');
    assert.equal(trial?.held_reason, 'implausible');
    assert.equal(trial?.analysis?.failure_category, 'performance_rejection');
    assert.equal((await forge.pullRequest(1)).state, 'open');
  });

  it('is held when there is no baseline that works to compare it with', async () => {
    const forge = new MemoryForge({ [codecPath]: codec({ compress: 'throw 1;' }) });
    const { trial } = await tryOne(better, forge);
    assert.equal(trial.held_reason, 'broken_baseline');
    assert.match(trial.analysis?.root_cause ?? '', /baseline does not.*throws/);
    assert.equal(trial.comparison, null);
    assert.ok(trial.evaluation);
  });
});

describe('the bot in trouble', () => {
  const broken: Sandbox = {
    engine: sandbox.engine,
    run: () => Promise.reject(new Error('the worker thread ended: 137')),
    probing: () => ({ probe: () => Promise.reject(new Error('the worker thread ended')) }),
    close: () => Promise.resolve(),
  };

  it('ends the trial with an analysis that blames itself, and tries again later', async () => {
    const forge = newForge();
    const { trial, pullRequest } = await tryOne(better, forge, broken);
    assert.equal(trial.status, 'error');
    assert.equal(trial.analysis?.failure_category, 'infrastructure_error');
    assert.equal(trial.analysis.severity, 'critical');
    assert.match(trial.analysis.root_cause, /137/);
    assert.equal(pullRequest.state, 'open');
    await finish(smallWorkshop(forge, sandbox).workshop);
    assert.equal((await forge.pullRequest(1)).state, 'merged');
  });

  it('gives up after three tries on the same head and baseline', async () => {
    const forge = newForge();
    await tryOne(better, forge, broken);
    for (let i = 0; i < 4; i++) await finish(smallWorkshop(forge, broken).workshop);
    const reviews = await forge.reviews(1);
    assert.equal(reviews.length, mostErrors + 1);
    assert.match(reviews.at(-1)?.body ?? '', /^\*\*Given up\*\*: .* 3 trials .*137/s);
    assert.equal((await forge.pullRequest(1)).state, 'closed');
  });

  it('puts a winner on top of a baseline that moved, and judges it anew', async () => {
    const forge = newForge();
    const { workshop } = smallWorkshop(forge, sandbox);
    const first = await forge.baseline(codecPath);
    const { trial } = await tryOne(codec({ compress: 'throw 1;' }), forge);
    assert.equal(trial.status, 'failed');
    await forge.pushToMain(codecPath, `${baseline}// Moved.\n`);
    await forge.push(1, codecPath, better);
    await finish(workshop);
    assert.equal((await forge.pullRequest(1)).state, 'merged');
    assert.match((await forge.mainMessages()).at(-1) ?? '', /^Trial: small-/m);
    assert.notEqual((await forge.baseline(codecPath)).commit, first.commit);
    assert.equal((await forge.baseline(codecPath)).source, better);
  });

  it('believes no marker that somebody else wrote, or that no status vouches for', async () => {
    const forge = newForge();
    const { workshop } = smallWorkshop(forge, sandbox);
    const { trial, forge: other } = await tryOne(better);
    const body = (await other.reviews(1))[0]?.body ?? '';
    await tryOne(codec({ compress: 'throw 1;' }), forge);
    const { headSha } = await forge.pullRequest(1);
    await forge.reviewAsPerson(1, { headSha, body, comments: [] });
    const history: Trial[] = (await readHistory(workshop)).map((each) => each.trial);
    assert.ok(!history.some((each) => each.status === trial.status));
    assert.equal(history.length, 1);
  });
});

describe('a run that is killed', () => {
  const sources = { Broken: codec({ compress: 'throw 1;' }), Worse: wasteful(2), Better: better };

  /** Lets so many calls of the forge through, then fails for good, as a killed process does. */
  function mortal(forge: MemoryForge, calls: number): Forge {
    let left = calls;
    return new Proxy(forge, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]) => {
          if (left-- <= 0) throw new Error('killed');
          return Reflect.apply(member, target, args);
        };
      },
    });
  }

  async function stateOf(forge: MemoryForge): Promise<unknown> {
    const pulls = await forge.pullRequests();
    return {
      main: await forge.mainMessages(),
      pulls: await Promise.all(
        pulls.map(async ({ number, title, state, labels, headSha }) => ({
          ...{ title, state, labels },
          reviews: (await forge.reviews(number)).length,
          last: (await forge.newestStatus(headSha))?.state,
        })),
      ),
    };
  }

  it('is completed by the next one, wherever it was killed: nothing twice, nothing lost', async () => {
    const undisturbed = newForge();
    const { workshop } = smallWorkshop(undisturbed, sandbox);
    await evolve(workshop, untried(sources), { rounds: 9, idea: null });
    const expected = await stateOf(undisturbed);
    let points = 0;
    for (let killed = true; killed; points += killed ? 1 : 0) {
      const forge = newForge();
      const first = { ...workshop, forge: mortal(forge, points) };
      killed = await evolve(first, untried(sources), { rounds: 9, idea: null }).then(
        () => false,
        () => true,
      );
      await evolve({ ...workshop, forge }, untried(sources), { rounds: 9, idea: null });
      assert.deepEqual(await stateOf(forge), expected, `killed after ${points} calls`);
    }
    assert.ok(points > 50, `only ${points} points were covered`);
  });
});
