import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { play, results, workflow } from './support/play-workflow.ts';
import { handedOn } from './support/runner/job-outputs.ts';

// docs.github.com, "Passing information between jobs"; actions/runner v2.336, JobExtension.cs.
describe('outputs of jobs in the runner', () => {
  const outputs = (script: string, value = `\${{ steps.say.outputs.word }}`) =>
    workflow(`
  job:
    outputs: { word: "${value}" }
    steps: [{ id: say, run: '${script}' }]
  after:
    needs: job
    if: always()
    steps: [{ name: shows, env: { W: "\${{ toJSON(needs.job) }}" }, run: 'echo "$W"' }]`);
  const long = (length: number) =>
    `printf word= >> $GITHUB_OUTPUT; head -c ${length} /dev/zero | tr "\\\\0" x >> $GITHUB_OUTPUT`;

  it('may be 1 MiB in UTF-16 for a job, and fail it beyond', async () => {
    const fits = await play(outputs(long(512 * 1024)));
    assert.equal(fits.job('job').outputs.word?.length, 512 * 1024);
    const beyond = await play(outputs(long(512 * 1024 + 1)));
    const { result, annotations, steps } = beyond.job('job');
    assert.deepEqual([result, steps[0]?.outcome], ['failure', 'success']);
    assert.deepEqual(annotations, [
      { name: 'error', properties: {}, message: 'Job outputs exceed 1,048,576 bytes' },
    ]);
    assert.match(beyond.step('after', 'shows').stdout, /"result": "failure",\s*"outputs": \{\}/);
  });

  it('may be 50 MiB for a run', () => {
    const spent = 50 * 1024 * 1024 - 6;
    assert.equal(handedOn({ a: 'abc' }, { secrets: [], spent }).failed, false);
    const { failed, annotations } = handedOn({ a: 'abcd' }, { secrets: [], spent });
    assert.equal(failed, true);
    assert.match(annotations[0]?.message ?? '', /exceed 52,428,800 bytes/);
  });

  it('are dropped when they hold a secret, plain, encoded or one line of it', async () => {
    const secrets = { KEY: 'first line\nsecond "line"' };
    const shifted = ['x', 'xx'].map((before) => {
      return Buffer.from(`${before}second "line"`).toString('base64');
    });
    for (const text of [
      'a second \\"line\\" b',
      'second%20%22line%22',
      Buffer.from('first line').toString('base64'),
      ...shifted,
    ]) {
      const run = await play(outputs(`echo "word=${text}" >> $GITHUB_OUTPUT`), { secrets });
      const { outputs: kept, annotations } = run.job('job');
      const message = "Skip output 'word' since it may contain secret.";
      assert.deepEqual([kept, annotations[0]?.message], [{}, message], text);
    }
    const masked = 'echo ::add-mask::hush; echo word=hush-hush >> $GITHUB_OUTPUT';
    assert.deepEqual((await play(outputs(masked))).job('job').outputs, {});
  });

  it('are none when they are empty', async () => {
    assert.deepEqual((await play(outputs('true'))).job('job').outputs, {});
  });

  it('fail the job when they cannot be evaluated', async () => {
    const run = await play(outputs('true', `\${{ fromJSON(steps.say.outputs.word) }}`));
    assert.deepEqual([run.job('job').result, run.job('after').result], ['failure', 'success']);
    assert.match(run.job('job').annotations[0]?.message ?? '', /^Fail to evaluate job outputs/);
  });

  it('of a matrix are those of the last instance that has one', async () => {
    const run = await play(
      workflow(`
  job:
    strategy: { matrix: { n: [1, 2, 3] } }
    outputs: { word: "\${{ steps.say.outputs.word }}" }
    steps: [{ id: say, if: matrix.n < 3, run: 'echo word=\${{ matrix.n }} >> $GITHUB_OUTPUT' }]
  after:
    needs: job
    steps: [{ name: shows, run: 'echo \${{ needs.job.outputs.word }}' }]`),
    );
    assert.equal(run.step('after', 'shows').stdout, '2\n');
  });
});

// docs.github.com, "Using a matrix for your jobs"; the threads in strategy.ts.
describe('matrices in the runner', () => {
  const jobs = (list: string, key = 'n') =>
    workflow(`
  plan:
    outputs: { list: "\${{ steps.plan.outputs.list }}" }
    steps: [{ id: plan, run: 'echo list=${list} >> $GITHUB_OUTPUT' }]
  work:
    needs: plan
    strategy: { matrix: { ${key}: "\${{ fromJSON(needs.plan.outputs.list) }}" } }
    steps: [{ run: 'true' }]
  after:
    needs: work
    if: \${{ !cancelled() }}
    steps: [{ name: shows, run: 'echo \${{ needs.work.result }}' }]
  last:
    needs: work
    steps: [run: 'true' ]`);

  it('of more than 256 instances, of none, or of nonsense fail the job before it starts', async () => {
    const many = JSON.stringify(Array.from({ length: 257 }, (_, i) => i));
    for (const [list, key, message] of [
      [many, 'n', /produced 257 configurations which exceeds the maximum of 256/],
      ['[]', 'n', /Error when evaluating 'strategy' .*Matrix vector 'n' does not contain any/],
      ['[]', 'include', /Matrix must define at least one vector/],
      ['7', 'n', /has to be a sequence/],
      ['oops', 'n', /Error when evaluating 'strategy' for job 'work'/],
    ] as const) {
      const run = await play(jobs(list, key));
      assert.match(run.job('work').annotations[0]?.message ?? '', message);
      assert.deepEqual(results(run).slice(1), [
        ...['work failure', 'after success', 'last skipped'],
      ]);
      assert.deepEqual([run.result, run.step('after', 'shows').stdout], ['failure', 'failure\n']);
    }
  });

  it('are not stopped by an instance that may fail', async () => {
    const run = await play(
      workflow(`
  work:
    continue-on-error: \${{ matrix.n == 1 }}
    strategy: { matrix: { n: [1, 2, 3, 4] } }
    steps: [{ run: 'test \${{ matrix.n }} = 2' }]`),
    );
    const found = run.instances('work').map(({ result }) => result);
    assert.deepEqual(found, ['failure', 'success', 'failure', 'cancelled']);
    assert.equal(run.result, 'failure');
  });
});

// docs.github.com, "Workflow syntax", and actions/runner#1161 for what `needs` says.
describe('conditions of jobs in the runner', () => {
  it('and other keys fail the job when they cannot be evaluated', async () => {
    for (const key of [
      'if: fromJSON(inputs.x)',
      `env: { A: "\${{ fromJSON(github.actor_id) }}" }`,
    ]) {
      const run = await play(workflow(`\n  job:\n    ${key}\n    steps: [{ run: 'true' }]`));
      assert.deepEqual([run.job('job').result, run.job('job').steps], ['failure', []], key);
      assert.equal(run.job('job').annotations[0]?.name, 'error');
    }
  });

  it('take a job that may fail for a success', async () => {
    const run = await play(
      workflow(`
  breaks:
    continue-on-error: true
    steps: [{ run: exit 1 }]
  after:
    needs: breaks
    steps: [{ name: shows, run: 'echo \${{ needs.breaks.result }}' }]`),
    );
    assert.deepEqual(results(run), ['breaks failure', 'after success']);
    assert.deepEqual([run.result, run.step('after', 'shows').stdout], ['success', 'success\n']);
  });

  it('hold for always, failure and not cancelled behind a failure, and for nothing else', async () => {
    const after = (id: string, condition: string) => `
  ${id}:
    needs: breaks${condition && `\n    if: ${condition}`}
    steps: [{ run: 'true' }]`;
    const conditions = {
      plain: '',
      said: 'success()',
      wanted: "needs.breaks.result == 'failure'",
      always: 'always()',
      failure: 'failure()',
      uncancelled: `\${{ !cancelled() }}`,
      cancelled: 'cancelled()',
    };
    const run = await play(
      workflow(
        `\n  breaks:\n    steps: [{ run: exit 1 }]${Object.entries(conditions)
          .map(([id, condition]) => after(id, condition))
          .join('')}`,
      ),
    );
    const ran = run.jobs.filter(({ result }) => result === 'success').map(({ id }) => id);
    assert.deepEqual(ran, ['always', 'failure', 'uncancelled']);
    // Without a status function success() is asked as well.
    assert.equal(run.job('wanted').result, 'skipped');
  });
});

// docs.github.com, "Workflow cancellation reference"; actions/runner v2.336, StepsRunner.cs.
describe('a run that is cancelled', () => {
  const text = workflow(`
  before:
    steps: [{ run: 'true' }]
  job:
    needs: before
    steps:
      - { name: first, run: 'true' }
      - { name: second, run: echo no }
      - { name: plain, run: echo no }
      - { name: on failure, if: failure(), run: echo no }
      - { name: uncancelled, if: "\${{ !cancelled() }}", run: echo no }
      - { name: always, if: always(), run: "echo \${{ job.status }}; exit 1" }
      - { name: on cancel, if: cancelled(), run: 'true' }
  dependent:
    needs: job
    steps: [{ run: 'true' }]
  uncancelled:
    needs: job
    if: \${{ !cancelled() }}
    steps: [{ run: 'true' }]
  aside:
    needs: before
    steps: [{ run: 'true' }]
  never:
    if: "false"
    steps: [{ run: 'true' }]
  always:
    needs: job
    if: always()
    steps: [{ name: shows, run: "echo \${{ needs.job.result }} \${{ job.status }}" }]`);

  it('stops the step and the job, and runs what asks for it', async () => {
    const run = await play(text, { cancelAt: ({ step }) => step === 'second' });
    assert.deepEqual(results(run), [
      ...['before success', 'job cancelled', 'dependent skipped'],
      // GitHub would have started it beside the job.
      ...['uncancelled skipped', 'aside cancelled', 'never skipped', 'always success'],
    ]);
    assert.equal(run.result, 'cancelled');
    const outcomes = run.job('job').steps.map(({ name, outcome }) => `${name} ${outcome}`);
    assert.deepEqual(outcomes, [
      ...['first success', 'second cancelled', 'plain skipped', 'on failure skipped'],
      ...['uncancelled skipped', 'always failure', 'on cancel success'],
    ]);
    assert.equal(run.step('job', 'always').stdout, 'cancelled\n');
    assert.equal(run.step('always', 'shows').stdout, 'cancelled success\n');
  });

  it('goes on in a step and in a job that always run', async () => {
    const step = await play(text, { cancelAt: ({ step }) => step === 'always' });
    assert.equal(step.step('job', 'always').outcome, 'failure');
    assert.equal(step.job('job').result, 'cancelled');
    const job = await play(text, { cancelAt: ({ step }) => step === 'shows' });
    assert.deepEqual([job.job('always').result, job.result], ['success', 'cancelled']);
  });

  it('starts no further instance of a matrix', async () => {
    const matrix = workflow(`
  job:
    if: \${{ !cancelled() }}
    strategy: { fail-fast: false, matrix: { n: [1, 2, 3] } }
    steps: [{ name: works, run: 'true' }]`);
    const run = await play(matrix, {
      cancelAt: ({ matrix }) => (matrix as { n: number }).n === 2,
    });
    const found = run.instances('job').map(({ result }) => result);
    assert.deepEqual(found, ['success', 'cancelled', 'cancelled']);
  });
});
