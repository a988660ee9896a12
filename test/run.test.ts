import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import type { EvaluationResult } from '../src/domain/result/result.ts';
import { tokenDigest } from '../src/domain/static-check.ts';
import { mostErrors } from '../src/domain/statistics/error-streak.ts';
import { evolve } from '../src/flows/evolve.ts';
import { readHistory, triedTokens } from '../src/flows/history.ts';
import { askFor } from '../src/flows/plan.ts';
import { runJobs } from './support/jobs.ts';
import { MemoryForge } from './support/memory-forge.ts';
import { remembering } from './support/octo-flows.ts';
import { codec } from './support/sandbox.ts';
import { better, codecPath, scripted, smallWorkshop, wasteful } from './support/workshop.ts';

const sandbox = remembering(new QuickJsSandbox(1));
after(() => sandbox.close());

const newForge = () => new MemoryForge({ [codecPath]: wasteful(2) });
const broken = codec({ compress: '\n  return frame / 0;' });
/** Better than `wasteful(2)`, worse than `better`. */
const good = wasteful(1);

function studioOn(forge: MemoryForge, sources: Readonly<Record<string, string>> = {}) {
  const { workshop } = smallWorkshop(forge, sandbox);
  const { benchmark } = workshop;
  const policy = { ...benchmark.policy, implausible_gain_percent: 99 };
  const lenient = { ...workshop, benchmark: { ...benchmark, policy } };
  return { workshop: lenient, proposer: scripted(sources) };
}

async function statesOf(forge: MemoryForge) {
  return (await forge.pullRequests()).map(({ state }) => state);
}

describe('a run in jobs', () => {
  it('gives three candidates their verdicts; the best merges, and the next run starts from it', async () => {
    const forge = newForge();
    const studio = studioOn(forge, { Broken: broken, Worse: wasteful(3), Better: better });
    const { trials, due } = await runJobs(studio, sandbox, { candidates: 3 });
    assert.deepEqual(
      trials.map(({ status }) => status),
      ['failed', 'rejected', 'accepted'],
    );
    assert.deepEqual(due, []);
    assert.deepEqual(await statesOf(forge), ['open', 'closed', 'merged']);
    assert.equal((await forge.baseline(codecPath)).source, better);
    const next = await runJobs(studioOn(forge, { Again: good }), sandbox, { candidates: 1 });
    assert.equal(next.trials[0]?.status, 'rejected');
    assert.notEqual(next.planned.plan.benchmarks[0]?.baseline_evaluation, null);
  });

  it('measures a baseline that never was a candidate in two runs, and from then on keeps what both found', async () => {
    const forge = newForge();
    const known = [];
    for (const [title, source] of Object.entries({
      Worse: wasteful(3),
      Worst: wasteful(4),
      Awful: wasteful(5),
    })) {
      const run = await runJobs(studioOn(forge, { [title]: source }), sandbox, {
        ...{ candidates: 1, run: title },
      });
      assert.equal(run.trials[0]?.status, 'rejected');
      known.push(run.planned.plan.benchmarks[0]?.baseline_evaluation ?? null);
    }
    assert.deepEqual(known.slice(0, 2), [null, null]);
    const [past] = await readHistory(studioOn(forge).workshop);
    assert.deepEqual(known[2], past?.trial.baseline.evaluation);
    assert.notEqual(known[2], null);
  });

  it('comes to the same trial as one machine does, to the byte', async () => {
    const [one, other] = [newForge(), newForge()];
    await evolve(studioOn(one).workshop, scripted({ Better: better }), { rounds: 1, idea: null });
    await runJobs(studioOn(other, { Better: better }), sandbox, { candidates: 1, shards: 2 });
    const [mine, theirs] = await Promise.all(
      [one, other].map(async (forge) => {
        const [past] = await readHistory(studioOn(forge).workshop);
        return JSON.stringify(past?.trial);
      }),
    );
    assert.equal(mine, theirs);
  });

  it('merges the better of two winners; the other loses against it with what is known', async () => {
    const forge = newForge();
    const studio = studioOn(forge, { Good: good, Better: better });
    const { trials, due } = await runJobs(studio, sandbox, { candidates: 2 });
    assert.deepEqual(
      trials.map(({ status }) => status),
      ['accepted', 'accepted'],
    );
    assert.deepEqual(due, []);
    assert.deepEqual(await statesOf(forge), ['closed', 'merged']);
    const reviews = await forge.reviews(1);
    assert.deepEqual(
      reviews.map(({ outdated }) => outdated),
      [true, false],
    );
    assert.match(reviews[1]?.body ?? '', /^\*\*Rejected/);
  });

  it('puts the lesser of two winners on top when it may still win, and judges it in the next run', async () => {
    const forge = newForge();
    const half = better.replace('out.push(difference, run);', 'out.push(difference, run); ');
    const studio = studioOn(forge, { Good: good, Better: better });
    await runJobs(studio, sandbox, { candidates: 1 });
    assert.equal((await forge.baseline(codecPath)).source, good);
    // A second winner was opened against the first baseline, and never judged.
    const draft = { title: 'small: Late', body: '', path: codecPath, branch: 'late' };
    const pull = await forge.openAsPerson(
      { ...draft, source: half, base: (await forge.baseline(codecPath)).commit },
      'ada',
    );
    await forge.pushToMain(codecPath, `${good}// Moved.\n`);
    const run = await runJobs(studioOn(forge), sandbox);
    assert.deepEqual(
      run.trials.map(({ status, candidate }) => [status, candidate.pull_request]),
      [['accepted', pull.number]],
    );
    assert.deepEqual(run.due, [pull.number]);
    const [successor] = (await forge.pullRequests()).slice(-1);
    assert.ok(successor?.byBot);
    assert.match(successor.body, new RegExp(`The file of #${pull.number}, put on top`));
    const next = await runJobs(studioOn(forge), sandbox);
    assert.equal(next.trials.at(-1)?.candidate.pull_request, successor.number);
    assert.equal((await forge.baseline(codecPath)).source, half);
    assert.match((await forge.mainMessages()).at(-1) ?? '', /^Co-authored-by: ada </m);
    assert.equal((await forge.pullRequest(pull.number)).state, 'open');
  });
});

describe('what was tried', () => {
  it('is remembered without its comments and layout, too', async () => {
    const forge = newForge();
    await runJobs(studioOn(forge, { Better: better }), sandbox, { candidates: 1 });
    const tokens = await triedTokens(studioOn(forge).workshop);
    assert.ok(tokens.has(tokenDigest(`// Another comment.\n\n${better}`)));
    assert.ok(!tokens.has(tokenDigest(good)));
  });
});

describe('a run whose artifacts are wrong', () => {
  async function meddled(
    change: (results: readonly EvaluationResult[]) => readonly EvaluationResult[],
    where: 'evaluated' | 'verified' = 'evaluated',
  ) {
    const forge = newForge();
    const studio = studioOn(forge, { Better: better });
    const request = { candidates: 1, shards: 2 };
    const { trials } = await runJobs(studio, sandbox, request, { [where]: change });
    const [trial] = trials;
    assert.equal(trial?.status, 'error');
    assert.equal(trial.analysis?.failure_category, 'infrastructure_error');
    assert.equal((await forge.pullRequest(1)).state, 'open');
    return trial.analysis.root_cause;
  }

  it('ends in an error that names a missing shard, a doubled one, or one that broke', async () => {
    assert.match(await meddled((all) => all.slice(0, -1)), /shard 2-of-2 is missing/);
    assert.match(await meddled((all) => [...all, ...all.slice(-1)]), /shard 2-of-2 is there twice/);
    assert.match(await meddled(() => []), /its result is missing/);
    const broke = { kind: 'broke', error: 'out of disk' } as const;
    const last = (all: readonly EvaluationResult[]) =>
      all.map((each, i) => (i === all.length - 1 ? { ...each, finding: broke } : each));
    assert.match(await meddled(last), /out of disk/);
  });

  it('believes no winner that is not confirmed by a second machine', async () => {
    const shrunk = (all: readonly EvaluationResult[]): EvaluationResult[] => {
      const fewer = (_: string, bytes: string) => `"bytes":${Math.floor(Number(bytes) * 0.9)}`;
      return JSON.parse(JSON.stringify(all).replace(/"bytes":(\d+)/g, fewer));
    };
    const forged = (all: readonly EvaluationResult[]) => [
      ...all.slice(0, 2),
      ...shrunk(all.slice(2)),
    ];
    assert.match(await meddled(forged), /other results on a second machine/);
    const confirmed = (all: readonly EvaluationResult[]) => all.slice(1);
    assert.match(await meddled(confirmed, 'verified'), /its result is missing/);
    assert.match(await meddled(() => [], 'verified'), /its result is missing/);
  });

  it('tries again in the next runs, but not for ever', async () => {
    const forge = newForge();
    const nothing = { evaluated: () => [] };
    await runJobs(studioOn(forge, { Better: better }), sandbox, { candidates: 1 }, nothing);
    for (let i = 0; i < 4; i++) await runJobs(studioOn(forge), sandbox, {}, nothing);
    assert.equal((await forge.reviews(1)).length, mostErrors + 1);
    assert.equal((await forge.pullRequest(1)).state, 'closed');
    await forge.reopen(1);
    const { workshop } = studioOn(forge);
    await askFor(await forge.pullRequest(1), 'ada', workshop);
    await runJobs(studioOn(forge), sandbox);
    assert.equal((await forge.pullRequest(1)).state, 'merged');
  });
});

describe('a run that the world overtakes', () => {
  it('does not judge a head that moved after the evaluation; the next run judges the new one', async () => {
    const forge = newForge();
    const studio = studioOn(forge, { Better: better });
    const beforePublish = () => forge.push(1, codecPath, broken);
    const { trials, notes, due } = await runJobs(
      studio,
      sandbox,
      { candidates: 1 },
      { beforePublish },
    );
    assert.deepEqual(trials, []);
    assert.match(notes[0] ?? '', /head moved/);
    assert.deepEqual(due, [1]);
    const next = await runJobs(studioOn(forge), sandbox);
    assert.deepEqual(
      next.trials.map(({ status }) => status),
      ['failed'],
    );
  });

  it('judges anew when the baseline moved during the run', async () => {
    const forge = newForge();
    const studio = studioOn(forge, { Better: better });
    const beforePublish = () => forge.pushToMain(codecPath, good);
    const { trials, notes, due } = await runJobs(
      studio,
      sandbox,
      { candidates: 1 },
      { beforePublish },
    );
    assert.deepEqual(trials, []);
    assert.match(notes[0] ?? '', /baseline moved/);
    assert.deepEqual(due, [1]);
    await runJobs(studioOn(forge), sandbox);
    assert.equal((await forge.pullRequest(1)).state, 'merged');
    assert.equal((await forge.baseline(codecPath)).source, better);
  });

  it('evaluates anew what was measured on clips that were changed since', async () => {
    const forge = newForge();
    const studio = studioOn(forge, { Broken: broken });
    await runJobs(studio, sandbox, { candidates: 1 });
    const { workshop } = studioOn(forge);
    const clips = workshop.benchmark.clips.slice(0, 1);
    const benchmark = { ...workshop.benchmark, clips, measurement_digest: 'c'.repeat(64) };
    const { trials } = await runJobs(
      { workshop: { ...workshop, benchmark }, proposer: null },
      sandbox,
    );
    assert.deepEqual(
      trials.map((trial) => trial.benchmark.measurement_digest),
      ['c'.repeat(64)],
    );
  });

  it('stops proposing at the limits, and says why', async () => {
    const forge = newForge();
    const sources = { One: codec({ top: '// 1', compress: 'throw 1;' }), Two: broken };
    const first = await runJobs(studioOn(forge, sources), sandbox, {
      candidates: 2,
      maxOpenCandidates: 1,
    });
    assert.deepEqual(first.planned.opened, [1]);
    assert.match(first.planned.notes[0] ?? '', /max-open-candidates is 1/);
    const daily = await runJobs(studioOn(forge, sources), sandbox, {
      candidates: 2,
      maxCandidatesPerDay: 1,
    });
    assert.match(daily.planned.notes[0] ?? '', /max-candidates-per-day is 1/);
  });
});

describe('a candidate by a person', () => {
  async function personal(author: string, files: Readonly<Record<string, string>>) {
    const forge = newForge();
    const { commit: base } = await forge.baseline(codecPath);
    const draft = { title: 'Runs of differences', body: 'Hello', branch: 'mine', path: codecPath };
    const pull = await forge.openAsPerson({ ...draft, source: better, base }, author);
    for (const [file, text] of Object.entries(files)) await forge.push(pull.number, file, text);
    const { workshop } = studioOn(forge);
    const people = { mayWrite: async (login: string) => login === 'ada' };
    const studio = { workshop: { ...workshop, people }, proposer: null };
    return { forge, studio, number: pull.number };
  }

  it('is evaluated and merged when its author has write access', async () => {
    const { forge, studio, number } = await personal('ada', {});
    const { trials } = await runJobs(studio, sandbox);
    assert.equal(trials[0]?.candidate.author, 'person');
    assert.equal(trials[0]?.candidate.title, 'Runs of differences');
    assert.equal((await forge.pullRequest(number)).state, 'merged');
  });

  it('waits for a word when its author has none, and its win is held', async () => {
    const { forge, studio, number } = await personal('eve', {});
    assert.deepEqual((await runJobs(studio, sandbox)).trials, []);
    const waiting = await forge.pullRequest(number);
    assert.deepEqual(waiting.labels, ['crucible: waiting']);
    await askFor(waiting, 'ada', studio.workshop);
    const { trials } = await runJobs(studio, sandbox);
    assert.equal(trials[0]?.status, 'held');
    assert.equal(trials[0]?.held_reason, 'unauthorised');
    assert.equal((await forge.pullRequest(number)).state, 'open');
    await forge.push(number, codecPath, `${better}// More.\n`);
    assert.deepEqual((await runJobs(studio, sandbox)).trials, []);
  });

  it('is never closed, nor pushed to, nor judged again for each new baseline when it lost', async () => {
    const { forge, studio, number } = await personal('ada', { [codecPath]: wasteful(3) });
    await runJobs(studio, sandbox);
    const { state, headSha } = await forge.pullRequest(number);
    assert.equal(state, 'open');
    await forge.pushToMain(codecPath, good);
    const { trials, due } = await runJobs(studio, sandbox);
    assert.deepEqual([trials, due], [[], []]);
    assert.equal((await forge.pullRequest(number)).headSha, headSha);
  });

  it('is refused, once for each head, when it changes anything else', async () => {
    const { forge, studio, number } = await personal('ada', {
      'benchmarks/small/benchmark.json': '{}',
    });
    for (let i = 0; i < 2; i++) assert.deepEqual((await runJobs(studio, sandbox)).trials, []);
    const reviews = await forge.reviews(number);
    assert.equal(reviews.length, 1);
    assert.match(reviews[0]?.body ?? '', /changes exactly one file/);
    const { headSha } = await forge.pullRequest(number);
    assert.equal((await forge.newestStatus(headSha))?.state, 'failure');
  });

  it('is none of its business when it does not touch a codec', async () => {
    const forge = newForge();
    const { commit: base } = await forge.baseline(codecPath);
    const draft = { title: 'Docs', body: '', branch: 'docs', path: 'README.md', source: 'x', base };
    const { number, headSha } = await forge.openAsPerson(draft, 'ada');
    await runJobs(studioOn(forge), sandbox);
    assert.equal(await forge.newestStatus(headSha), null);
    assert.deepEqual(await forge.reviews(number), []);
  });
});
