import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { play, results, workflow } from './support/play-workflow.ts';

describe('the workflow runner', () => {
  it('runs jobs in the order of their needs and hands on outputs', async () => {
    const run = await play(
      workflow(`
  last:
    needs: [first]
    steps:
      - env: { SAID: "\${{ needs.first.outputs.said }}, \${{ needs.first.result }}" }
        run: echo "$SAID" | tee -a "$GITHUB_STEP_SUMMARY"
  first:
    outputs: { said: "\${{ steps.say.outputs.word }}!" }
    steps:
      - id: say
        run: |
          echo "word=hello" >> "$GITHUB_OUTPUT"
          printf 'more<<END\\ntwo\\nlines\\nEND\\n' >> "$GITHUB_OUTPUT"`),
    );
    assert.deepEqual(results(run), ['first success', 'last success']);
    assert.deepEqual(run.step('first', 'say').outputs, { word: 'hello', more: 'two\nlines' });
    assert.equal(run.job('last').steps[0]?.summary, 'hello!, success\n');
  });

  it('stops a job at a failing step, and skips what needs it', async () => {
    const run = await play(
      workflow(`
  breaks:
    steps:
      - { name: forgiven, run: exit 3, continue-on-error: true }
      - { name: fails, run: 'echo "::error file=a.js,line=2::it%0Abroke"; exit 4' }
      - { name: never, run: echo no }
      - { name: afterwards, if: always(), run: 'echo "\${{ job.status }} \${{ steps.x }}"' }
      - { name: on failure, if: failure(), run: echo yes }
  dependent:
    needs: breaks
    steps: [{ run: echo no }]
  beyond:
    needs: dependent
    steps: [{ run: echo no }]
  cleanup:
    needs: [breaks, dependent]
    if: \${{ !cancelled() && needs.breaks.result == 'failure' }}
    steps: [{ run: echo yes }]
  quirk:
    needs: cleanup
    steps: [{ run: echo no }]`),
    );
    assert.deepEqual(results(run), [
      'breaks failure',
      'dependent skipped',
      'beyond skipped',
      'cleanup success',
      // GitHub's success() looks behind cleanup, at what it needed.
      'quirk skipped',
    ]);
    assert.equal(run.result, 'failure');
    const outcomes = run.job('breaks').steps.map((step) => `${step.outcome} ${step.conclusion}`);
    assert.deepEqual(outcomes, [
      'failure success',
      'failure failure',
      'skipped skipped',
      'success success',
      'success success',
    ]);
    const { exitCode, commands } = run.step('breaks', 'fails');
    assert.equal(exitCode, 4);
    assert.deepEqual(commands, [
      { name: 'error', properties: { file: 'a.js', line: '2' }, message: 'it\nbroke' },
    ]);
    assert.equal(run.step('breaks', 'afterwards').stdout, 'failure \n');
  });

  it('spreads a matrix, skips it when its condition is false, and fails an empty one', async () => {
    const jobs = (list: string, condition: string) =>
      workflow(`
  plan:
    outputs: { list: "\${{ steps.plan.outputs.list }}" }
    steps: [{ id: plan, env: { LIST: '${list}' }, run: 'echo "list=$LIST" >> $GITHUB_OUTPUT' }]
  work:
    needs: plan
    if: ${condition}
    strategy:
      fail-fast: false
      matrix: { include: "\${{ fromJSON(needs.plan.outputs.list) }}" }
    steps: [{ env: { N: "\${{ matrix.n }}" }, run: 'echo "$N"; test "$N" != 1' }]`);
    const run = await play(jobs('[{"n":1},{"n":2}]', "needs.plan.outputs.list != '[]'"));
    assert.deepEqual(results(run), ['plan success', 'work failure', 'work success']);
    assert.deepEqual(run.instances('work')[1]?.matrix, { n: 2 });
    assert.throws(() => run.job('work'), /2 instances/);
    const none = await play(jobs('[]', "needs.plan.outputs.list != '[]'"));
    assert.deepEqual(results(none), ['plan success', 'work skipped']);
    const empty = await play(jobs('[]', 'true'));
    assert.deepEqual(results(empty), ['plan success', 'work failure']);
  });

  it('cancels the rest of a matrix that fails fast, and multiplies vectors', async () => {
    const run = await play(
      workflow(`
  work:
    strategy:
      matrix:
        os: [a, b]
        node: [20, 24]
        exclude: [{ os: a, node: 24 }]
        include: [{ os: b, extra: true }, { os: c }]
    steps: [{ run: 'test "\${{ matrix.os }}" != b' }]`),
    );
    assert.deepEqual(
      run.instances('work').map(({ matrix, result }) => [matrix, result]),
      [
        [{ os: 'a', node: 20 }, 'success'],
        [{ os: 'b', node: 20, extra: true }, 'failure'],
        [{ os: 'b', node: 24, extra: true }, 'cancelled'],
        [{ os: 'c' }, 'cancelled'],
      ],
    );
  });

  it('gives a step the environment of its workflow and nothing of this process', async () => {
    process.env.CRUCIBLE_TEST = 'not for children';
    const text = workflow(`
  job:
    env: { B: "\${{ secrets.KEY }}-\${{ vars.V }}" }
    outputs: { leak: "\${{ steps.leak.outputs.key }}", safe: "\${{ steps.leak.outputs.safe }}" }
    steps:
      - { run: echo "C=3" >> "$GITHUB_ENV", env: { D: own } }
      - { name: shows, env: { D: "\${{ env.C }}" }, run: 'echo "$A $B $C $D $CRUCIBLE_TEST"' }
      - { id: leak, run: 'echo "key=<$B>" >> $GITHUB_OUTPUT; echo safe=1 >> $GITHUB_OUTPUT' }`);
    const options = { secrets: { KEY: 'a long secret' }, vars: { V: 'v' } };
    const run = await play(text.replace('jobs:', 'env: { A: 1 }\njobs:'), options);
    delete process.env.CRUCIBLE_TEST;
    const shows = run.step('job', 'shows');
    assert.equal(shows.stdout, '1 a long secret-v 3 3 \n');
    const names = Object.keys(shows.env).filter((name) => !/^(GITHUB|RUNNER)_/.test(name));
    assert.deepEqual(names.sort(), ['A', 'B', 'C', 'CI', 'D', 'HOME', 'PATH']);
    // GitHub hands on no output that holds a secret.
    assert.deepEqual(run.job('job').outputs, { safe: '1' });
    const conditional = text.replace('- { id: leak,', "- { id: leak, if: secrets.KEY != '',");
    await assert.rejects(play(conditional, options), /Unrecognized named-value: 'secrets'/);
  });
});
