import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ownResults, readEvaluations, readPlan } from '../src/action/artifacts.ts';
import { digestOf } from '../src/domain/digest.ts';
import { evaluationArtifact, evaluationJobs, type Plan } from '../src/domain/plan.ts';
import { type EvaluationResult, parseShard, resultFileName } from '../src/domain/result/result.ts';
import { play, workflow } from './support/play-workflow.ts';
import { ArtifactStore } from './support/runner/artifact-store.ts';
import { codec } from './support/sandbox.ts';

const source = codec();
const digest = digestOf(source);
const measurement = digestOf('clips');
/** As the jobs of evolve.yml ask for it. */
const pattern = '{plan,evaluation-*,analyses,verification-*}';

function planOf(shards: number): Plan {
  const name = 'small';
  const evaluation = { complete: true, cases: [], total_bytes: 1, bits_per_sample: 1 };
  return {
    ...{ schema: 1, shards, spending: null, sources: { [digest]: source } },
    benchmarks: [
      {
        ...{ name, measurement_digest: measurement },
        ...{ baseline_digest: digest, baseline_evaluation: evaluation },
      },
    ],
    candidates: [
      {
        ...{ benchmark: name, pull_request: 1, head_sha: 'c'.repeat(40), source_digest: digest },
        ...{ title: 'T', hypothesis: 'H', author: 'person', attempts: [], repairs_left: 0 },
      },
    ],
  };
}

function resultOf(of: string, shard: string): EvaluationResult {
  const share = parseShard(shard);
  assert.ok(share);
  return {
    ...{ schema: 1, source_digest: of, measurement_digest: measurement, shard: share },
    engine: { name: 'quickjs', version: '1', digest: digestOf('wasm'), evaluator_version: 1 },
    finding: { kind: 'broke', error: 'no clips' },
  };
}

const from = { runId: 1, attempt: 1, since: 1 };

function put(store: ArtifactStore, name: string, files: Readonly<Record<string, unknown>>): void {
  const contents = Object.entries(files).map(([file, value]) => {
    return [file, Buffer.from(JSON.stringify(value))] as const;
  });
  assert.equal(store.upload({ name, files: new Map(contents), from }).kind, 'stored');
}

describe('what a job finds of the jobs before it', () => {
  let root = '';
  before(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'crucible-run-'));
  });
  after(() => rm(root, { recursive: true }));

  /** Downloads as a workflow does, into a folder that is left. */
  async function download(store: ArtifactStore, folder: string): Promise<void> {
    const run = await play(
      workflow(`
  job:
    steps:
      - uses: actions/download-artifact@v8
        with: { pattern: "${pattern}", path: in }
      - run: if [ -e in ]; then mv in "${folder}"; fi`),
      { artifacts: store, runId: 1 },
    );
    assert.equal(run.result, 'success', run.log());
  }

  for (const count of [0, 1, 2, 256]) {
    it(`is all of it, for ${count} evaluations`, async () => {
      const plan = planOf(Math.max(1, count));
      const store = new ArtifactStore();
      put(store, 'plan', { 'plan.json': plan });
      const jobs = evaluationJobs(plan).slice(0, count);
      for (const job of jobs) {
        const result = resultOf(digest, job.shard);
        put(store, evaluationArtifact(job), { [resultFileName(result)]: result });
      }
      const folder = path.join(root, String(count));
      await download(store, folder);
      assert.deepEqual(await readPlan(folder), plan);
      const read = await readEvaluations(folder, plan);
      assert.deepEqual(read.refused, []);
      assert.equal(ownResults(read).length, count);
    });
  }

  it('is never a result of another source than that of the job, not even in the only artifact', async () => {
    const plan = planOf(1);
    const store = new ArtifactStore();
    const [job] = evaluationJobs(plan);
    assert.ok(job);
    const foreign = resultOf(digestOf('other'), '1-of-1');
    put(store, 'plan', { 'plan.json': plan });
    put(store, evaluationArtifact({ ...job, digest: digestOf('other') }), {
      [resultFileName(resultOf(digest, '1-of-1'))]: resultOf(digest, '1-of-1'),
    });
    put(store, evaluationArtifact(job), { [resultFileName(foreign)]: foreign });
    const folder = path.join(root, 'foreign');
    await download(store, folder);
    assert.deepEqual(ownResults(await readEvaluations(folder, plan)), []);
  });

  it('is nothing when all has expired, and the word is a new run', async () => {
    const store = new ArtifactStore();
    put(store, 'plan', { 'plan.json': planOf(1) });
    store.expire(1);
    const folder = path.join(root, 'expired');
    await download(store, folder);
    await assert.rejects(readPlan(folder), /start a new run instead of running this one again/);
  });
});
