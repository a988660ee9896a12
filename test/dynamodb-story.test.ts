import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { DynamoDbLocal, region } from './support/dynamodb-local.ts';
import { json } from './support/messages-api.ts';
import { type Octo, proposal, statesOf, withOcto } from './support/octo.ts';
import type { Event, Payload } from './support/runner/events.ts';
import type { WorkflowRun } from './support/runner/record.ts';
import { installed, need } from './support/tools.ts';
import { TroubledEndpoint } from './support/troubled-endpoint.ts';
import { better, wasteful } from './support/workshop.ts';

const java = installed('java', '-version');
const down = { status: 500, type: 'InternalServerError', message: 'Try again.' };

describe('an evolution on GitHub with a table', () => {
  let engine: DynamoDbLocal | null = null;
  let endpoint: TroubledEndpoint;
  before(async () => {
    if (java === null) return;
    engine = await DynamoDbLocal.start(java);
    endpoint = await new TroubledEndpoint(engine.url).start();
  });
  after(async () => {
    await engine?.stop();
    if (engine) await endpoint.stop();
  });

  interface Story {
    readonly octo: Octo;
    readonly vars: Readonly<Record<string, string>>;
    /** `#2 rejected`: what the table holds. */
    stored(): Promise<string[]>;
  }

  async function withTable(context: TestContext, tell: (story: Story) => Promise<void>) {
    if (!need(java, 'Java 17', context) || !engine) return;
    const table = engine;
    const name = context.name.replace(/\W/g, '-');
    await table.createTable(name);
    endpoint.fate = () => 'pass';
    const vars = {
      CRUCIBLE_DYNAMODB_TABLE: name,
      CRUCIBLE_DYNAMODB_REGION: region,
      CRUCIBLE_DYNAMODB_ENDPOINT: endpoint.url,
      CRUCIBLE_AWS_ROLE: 'arn:aws:iam::123456789012:role/crucible',
    };
    const stored = async () => {
      const items = await table.items(name);
      return items.map(({ pull_request, status }) => `#${pull_request?.N} ${status?.S}`).sort();
    };
    await withOcto(context, {}, (octo) => tell({ octo, vars, stored }));
  }

  const warningOf = (run: WorkflowRun, job: string) =>
    run.step(job, job).commands.find(({ name }) => name === 'warning')?.message ?? '';

  it('has its verdicts out whatever becomes of the table, and the report makes it good', async (context) => {
    await withTable(context, async ({ octo, vars, stored }) => {
      octo.api.queue(proposal('Worse', wasteful(3)), proposal('Better', better), json({}));
      endpoint.fate = ({ body }) => (body.includes('"accepted"') ? down : 'pass');
      const run = await octo.schedule(2, { vars });
      assert.equal(run.result, 'success', run.log());
      assert.deepEqual(statesOf(octo), ['closed', 'merged']);
      assert.deepEqual(await stored(), ['#2 rejected']);
      assert.match(
        warningOf(run, 'publish'),
        /1 trial written to .*; 1 left, which the next `report` writes; .*cannot be reached: InternalServerError/,
      );
      for (const { id, steps } of run.jobs) {
        const keys = steps.filter(({ env }) => 'AWS_ACCESS_KEY_ID' in env).map((step) => step.id);
        assert.deepEqual(keys, id === 'publish' ? ['publish'] : [], id);
      }
      endpoint.fate = () => 'pass';
      const report = await octo.run('report', { name: 'schedule' }, { vars });
      assert.equal(report.result, 'success', report.log());
      assert.deepEqual(await stored(), ['#2 rejected', '#3 accepted']);
    });
  });

  it('stores what a person merged, and goes on without a role', async (context) => {
    await withTable(context, async ({ octo, vars, stored }) => {
      const { repository } = octo;
      octo.api.queue(proposal('Better', better), json({}));
      const { CRUCIBLE_AWS_ROLE: _, ...keyless } = vars;
      const run = await octo.schedule(1, {
        vars: keyless,
        beforeStep: ({ job, step }) => {
          if (job === 'publish' && step === 'publish')
            repository.as('ada').label(2, 'crucible: on hold');
        },
      });
      assert.equal(run.result, 'success', run.log());
      assert.match(warningOf(run, 'publish'), /DynamoDB: there are no credentials: give `vars/);
      const [held] = repository.pulls;
      assert.ok(held?.labels.includes('crucible: held'), String(held?.labels));
      const payload = repository.as('ada').comment(2, `/merge ${held?.headSha}`);
      const event: Event = { name: 'issue_comment', payload: { ...payload } as unknown as Payload };
      const answered = await octo.run('commands', event, { vars });
      assert.deepEqual(statesOf(octo), ['merged'], answered.log());
      assert.deepEqual(await stored(), ['#2 accepted']);
    });
  });
});
