import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import * as z from 'zod';
import {
  ownResults,
  readAdvice,
  readEvaluations,
  readPlan,
  writeAdvice,
  writePlan,
  writeResults,
} from '../src/action/artifacts.ts';
import { commentOf } from '../src/action/respond.ts';
import { Budget } from '../src/adapters/anthropic/budget.ts';
import { Claude, defaultModel } from '../src/adapters/anthropic/claude.ts';
import { explainFault } from '../src/adapters/anthropic/fault.ts';
import { readReply } from '../src/adapters/anthropic/reply.ts';
import { absurdity, tidySource } from '../src/adapters/anthropic/written-source.ts';
import { type Advice, parseAdvice } from '../src/domain/advice.ts';
import { type AnalystAnswer, checkAnswer } from '../src/domain/analyst-answer.ts';
import { digestOf } from '../src/domain/digest.ts';
import { type Plan, parsePlan } from '../src/domain/plan.ts';
import { type EvaluationResult, resultFileName, wholeShard } from '../src/domain/result/result.ts';
import { parseResult } from '../src/domain/result/schema.ts';
import { parseTrial } from '../src/domain/trial/schema.ts';
import { UsageError } from '../src/domain/usage-error.ts';
import { anyCharacter } from './support/any-character.ts';
import { codec, limits } from './support/sandbox.ts';
import { spoilt } from './support/spoilt.ts';
import { acceptedTrial, failedTrials, losslessEvaluation } from './support/trials.ts';

const source = codec();
const digest = digestOf(source);
const commit = 'c'.repeat(40);

const plan: Plan = {
  schema: 1,
  shards: 1,
  benchmarks: [
    {
      name: 'lossless',
      measurement_digest: digestOf('clips'),
      baseline_digest: digest,
      baseline_evaluation: losslessEvaluation(),
    },
  ],
  candidates: [
    {
      ...{ benchmark: 'lossless', pull_request: 7, head_sha: commit, source_digest: digest },
      ...{
        title: 'A title',
        hypothesis: 'Why',
        author: 'claude',
        attempts: [digest],
        repairs_left: 1,
      },
    },
  ],
  spending: { run: '1-1', time: 5, reserved: 1, spent: 0.5 },
  sources: { [digest]: source },
};

const result: EvaluationResult = {
  schema: 1,
  source_digest: digest,
  measurement_digest: digestOf('clips'),
  engine: { name: 'quickjs', version: '1', digest: digestOf('wasm'), evaluator_version: 1 },
  shard: wholeShard,
  finding: {
    kind: 'ran',
    cases: [
      {
        index: 0,
        outcome: {
          kind: 'failed',
          faults: [
            {
              site: { call: 'compress', clip: 'dog', quality: 100, frame: 0 },
              fault: {
                kind: 'thrown',
                name: 'E',
                message: 'm',
                stack: 's',
                location: { line: 1, column: 2 },
              },
            },
          ],
          logs: '',
        },
      },
    ],
  },
};

const advice: Advice = {
  schema: 1,
  benchmark: 'lossless',
  source_digest: digest,
  words: { root_cause: 'A', fix_suggestion: 'B', quoted_line: 'C' },
  replacement: { line: 1, code: 'x' },
  repair: { source: 'y', change: 'z' },
  cost: acceptedTrial.cost,
  notes: ['n'],
};

describe('records of garbage from other jobs', () => {
  const forms = {
    plan: [plan, parsePlan],
    result: [result, parseResult],
    advice: [advice, parseAdvice],
    'an accepted trial': [acceptedTrial, parseTrial],
    'a failed trial': [failedTrials.runtime_error, parseTrial],
  } as const;
  for (const [name, [good, parse]] of Object.entries(forms)) {
    it(`${name}: is refused with the field, or taken as it is, whatever field is spoilt`, () => {
      assert.notEqual(parse(JSON.parse(JSON.stringify(good))).kind, 'broken');
      let refused = 0;
      for (const { what, path: field, value } of spoilt(good)) {
        const parsed = parse(value);
        if (parsed.kind !== 'broken') {
          // What it gives out is what came in: nothing was made of it on the way.
          const taken = Object.values(parsed)[1];
          assert.ok(isDeepStrictEqual(taken, value) || /: with __proto__$/.test(what), what);
          assert.equal((taken as { polluted?: unknown }).polluted, undefined);
          continue;
        }
        refused += 1;
        assert.match(parsed.why, /^[^\p{Cc}\p{Cf}\p{Cs}]{3,600}$/u, what);
        const [first = ''] = field.split('.');
        const known = [first, 'source', 'experiment_id', 'analysis', name.split(' ').at(-1) ?? ''];
        assert.ok(
          known.some((word) => parsed.why.includes(word)),
          `${what}: ${parsed.why}`,
        );
      }
      assert.ok(refused > 100, String(refused));
    });
  }
});

describe('artifacts of garbage', () => {
  let root = '';
  before(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'crucible-artifacts-'));
  });
  after(() => rm(root, { recursive: true }));

  const whole = JSON.stringify(result);
  const name = resultFileName(result);
  /** What may stand where a file is expected. */
  const places: Readonly<Record<string, (file: string) => Promise<unknown>>> = {
    nothing: async () => {},
    'an empty file': (file) => writeFile(file, ''),
    'half a file': (file) => writeFile(file, whole.slice(0, 200)),
    bytes: (file) => writeFile(file, Buffer.from([0xff, 0xfe, 0x00, 0x80])),
    'a byte order mark': (file) => writeFile(file, `\ufeff${whole}`),
    'two values': (file) => writeFile(file, `${whole}${whole}`),
    depth: (file) => writeFile(file, '['.repeat(1_000_000)),
    'closed depth': (file) => writeFile(file, '['.repeat(300_000) + ']'.repeat(300_000)),
    'a number beyond numbers': (file) =>
      writeFile(file, whole.replace('"index":0', '"index":1e999')),
    'a folder': (file) => mkdir(file),
    'a link to a good file': (file) => symlink(path.join(root, 'good.json'), file),
    'a link to itself': (file) => symlink(file, file),
    'a link to a device': (file) => symlink('/dev/zero', file),
    'a pipe': async (file) => spawnSync('mkfifo', [file]),
    'a file beyond all size': async (file) => {
      await writeFile(file, '');
      await truncate(file, 5 * 1024 ** 3);
    },
  };

  it('are refused one by one, with file and reason, and the others are read', async () => {
    await writeFile(path.join(root, 'good.json'), whole);
    const folder = path.join(root, 'results');
    const sharded = { ...plan, shards: 100 };
    const artifact = (at: number, of = digest) =>
      path.join(folder, `evaluation-lossless-${of}-${at}-of-100`);
    for (const [at, put] of Object.values(places).entries()) {
      await mkdir(artifact(at + 1), { recursive: true });
      await put(path.join(artifact(at + 1), name));
    }
    await writeResults(artifact(90), [result]);
    await writeFile(path.join(artifact(90), 'another.json'), whole);
    // Of a source that is not in the plan, cut in another way, and without a folder of its own: all are left alone.
    await writeResults(artifact(90, digestOf('other')), [result]);
    await writeResults(artifact(90).replace('-of-100', '-of-101'), [result]);
    await writeResults(folder, [result]);
    const read = await readEvaluations(folder, sharded);
    assert.deepEqual(ownResults(read), [result]);
    assert.equal(read.refused.length, Object.keys(places).length, read.refused.join('\n'));
    for (const line of read.refused)
      assert.match(line, /^evaluation-lossless-[\w-]+\/[\w.-]+\.json: .{5}/);
    const none = await readEvaluations(path.join(root, 'nowhere'), plan);
    assert.deepEqual([none.byDigest.size, none.refused], [0, []]);
  });

  it('are refused when they are far too many, and the others are read', async () => {
    const folder = path.join(root, 'many');
    const flood = path.join(folder, `evaluation-lossless-${digest}-1-of-2`);
    await mkdir(flood, { recursive: true });
    for (let at = 0; at <= 2_000; at++) await writeFile(path.join(flood, `${at}.json`), '');
    await writeResults(path.join(folder, `evaluation-lossless-${digest}-2-of-2`), [result]);
    const read = await readEvaluations(folder, { ...plan, shards: 2 });
    assert.deepEqual(ownResults(read), [result]);
    assert.match(read.refused.join(), /2001 files are more than 2000/);
  });

  it('of a plan end the command with a word about the file', async () => {
    await writePlan(path.join(root, 'plan'), plan);
    // Downloaded alone it lies in the folder itself; with others in one of its name.
    assert.deepEqual(await readPlan(path.join(root, 'plan')), plan);
    assert.deepEqual(await readPlan(root), plan);
    for (const [what, put] of Object.entries(places)) {
      const folder = path.join(root, `plan of ${what}`);
      await mkdir(folder);
      await put(path.join(folder, 'plan.json'));
      await assert.rejects(readPlan(folder), (error: Error) => {
        assert.ok(error instanceof UsageError, what);
        assert.match(error.message, /plan\.json: .{5}/, what);
        return true;
      });
    }
  });

  it('of advice are left out, and a sum that cannot be read is not known', async () => {
    const good = path.join(root, 'good');
    await writeAdvice(path.join(good, 'analyses'), [advice], { run: '1-1', usd: 0.5 });
    assert.deepEqual(await readAdvice(good), {
      ...{ advice: [advice], refused: [], spent: { run: '1-1', usd: 0.5 } },
    });
    for (const [what, put] of Object.entries(places)) {
      const artifacts = path.join(root, `advice of ${what}`);
      const folder = path.join(artifacts, 'analyses');
      await writeAdvice(folder, [advice], { run: '1-1', usd: 0.5 });
      await put(path.join(folder, 'another.json'));
      await rm(path.join(folder, 'spent.json'));
      await put(path.join(folder, 'spent.json'));
      const read = await readAdvice(artifacts);
      assert.deepEqual(read.advice, [advice], what);
      assert.equal(read.spent, null, what);
      assert.equal(read.refused.length, what === 'nothing' ? 0 : 2, `${what}: ${read.refused}`);
    }
  });
});

describe('events of garbage', () => {
  const require = createRequire(import.meta.url);
  const examples = async () => {
    const file = require.resolve('@octokit/webhooks-examples/api.github.com/index.json');
    return JSON.parse(await readFile(file, 'utf8')) as { name: string; examples: unknown[] }[];
  };

  it('bring no comment unless they are one', async () => {
    let comments = 0;
    for (const { name, examples: payloads } of await examples()) {
      for (const payload of payloads) {
        const comment = commentOf(payload);
        if (comment !== null) comments += 1;
        const created = JSON.stringify(payload).includes('"action":"created"');
        assert.ok(comment === null || (created && name === 'issue_comment'), name);
      }
    }
    assert.ok(comments > 0);
    const anything = fc.anything({ withNullPrototype: true, withMap: true, withBigInt: true });
    fc.assert(fc.property(anything, (payload) => assert.equal(commentOf(payload), null)));
  });

  it('bring a whole comment or none, whatever field is spoilt', async () => {
    const [example] =
      (await examples()).find(({ name }) => name === 'issue_comment')?.examples ?? [];
    assert.ok(example);
    let [brought, none] = [0, 0];
    for (const { what, value } of spoilt(example, [
      null,
      '',
      -1,
      0.5,
      [],
      {},
      'Bot',
      'x'.repeat(70_000),
    ])) {
      const comment = commentOf(value);
      if (comment === null) none += 1;
      else {
        brought += 1;
        const { id, number, author, body } = comment;
        assert.ok(
          Number.isSafeInteger(id) && id > 0 && Number.isSafeInteger(number) && number > 0,
          what,
        );
        assert.ok(typeof author === 'string' && typeof body === 'string', what);
      }
    }
    assert.ok(brought > 500 && none > 50, `${brought} ${none}`);
  });
});

describe('answers of garbage from a model', () => {
  const queued: { body: string; contentType: string }[] = [];
  const server = createServer((request, response) => {
    const { body = '', contentType = '' } = queued.shift() ?? {};
    request.resume();
    response.writeHead(200, { 'content-type': contentType }).end(body);
  });
  let url = '';
  const claude = () =>
    new Claude({
      ...{ apiKey: 'a-key', model: defaultModel, effort: null, price: null, middleware: [] },
      ...{ budget: new Budget(1), deadlineSeconds: 60, baseUrl: url },
    });
  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const schema = z.strictObject({ yes: z.boolean() });
  const call = {
    prompt: { system: [], user: [{ name: 'task', text: 'Answer yes.', cached: false }] },
    ...{ schema, maxTokens: 1_000, effort: 'low' as const },
  };
  const events = (...each: readonly unknown[]) =>
    each
      .map(
        (event) =>
          `event: ${(event as { type?: string })?.type ?? 'ping'}\ndata: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`,
      )
      .join('');
  const usage = { input_tokens: 5, output_tokens: 1 };
  const start = { type: 'message_start', message: { usage } };
  const text = (said: unknown) => ({
    type: 'content_block_delta',
    index: 0,
    delta: { type: 'text_delta', text: said },
  });
  const stop = {
    type: 'message_delta',
    delta: { stop_reason: 'end_turn' },
    usage: { output_tokens: 3 },
  };
  const end = { type: 'message_stop' };

  it('become a fault in words, and cost a number', async () => {
    const bodies = [
      '',
      '\n\n',
      'no stream',
      '<html>502</html>',
      '{"type":"error"}',
      'data: {',
      'data: [[[[',
      '\u0000\u0001',
      events(null),
      events('null'),
      events('"x"'),
      events('[]'),
      events({ type: 'message_start' }),
      events(start, '{"type": "content_block_delta"'),
      events({ type: 'message_start', message: null }),
      events({ type: 'content_block_delta' }),
      events({ type: 'message_delta' }),
      events(stop, end),
      events(start, { ...stop, usage: null }, end),
      events(start, text(null), stop, end),
      events(start, text({}), stop, end),
      events(start, text('```json\n{"yes": true}\n```'), stop, end),
      events(start, text('{"yes": tru'), stop, end),
      events(start, text('{"yes": true}{"yes": true}'), stop, end),
      events(start, text('['.repeat(200_000)), stop, end),
      events(start, text('{"yes": true, "more": 1}'), stop, end),
      events(start, text('x'.repeat(2_000_000)), stop, end),
      events(start, text('{"yes": 1, "__proto__": {"yes": true}}'), stop, end),
      events(start, text('{"yes": true}'), { ...stop, delta: { stop_reason: 7 } }, end),
      events(start, text('{"yes": true}')),
      ...[-1, 1.5, '5', null, 1e300, {}].map((tokens) =>
        events(
          {
            type: 'message_start',
            message: { usage: { input_tokens: tokens, output_tokens: tokens } },
          },
          { ...stop, usage: { output_tokens: tokens } },
          end,
        ),
      ),
    ];
    for (const body of bodies) {
      for (const contentType of ['text/event-stream', 'application/json']) {
        queued.push({ body, contentType });
        const answer = await claude().ask(call);
        assert.equal(answer.kind, 'faulted', body.slice(0, 80));
        const { usd } = answer.spending.cost;
        assert.ok(Number.isFinite(usd) && usd >= 0 && usd < 1, `${usd} for ${body.slice(0, 200)}`);
        if (answer.kind === 'faulted')
          assert.match(explainFault(answer.fault), /^[A-Z][^\p{Cc}]{10,600}\.$/u);
      }
    }
    queued.push({
      body: events(start, text('{"yes": '), text('true}'), stop, end),
      contentType: 'text/event-stream',
    });
    assert.equal((await claude().ask(call)).kind, 'answered');
  });

  it('are read as a reply, whatever the events are', async () => {
    const part = fc.constantFrom<unknown>(
      undefined,
      null,
      0,
      -1,
      'x',
      [],
      {},
      usage,
      start.message,
      stop.delta,
      text('y').delta,
      { stop_details: 3 },
    );
    const type = fc.constantFrom<unknown>(
      'message_start',
      'content_block_delta',
      'message_delta',
      'message_stop',
      'error',
      null,
      5,
    );
    const event = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({ type, message: part, delta: part, usage: part, index: part }),
      },
      { weight: 1, arbitrary: fc.anything() },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 8 }), async (each) => {
        const stream = (async function* () {
          yield* each as never[];
        })();
        const reply = await readReply(stream, 100);
        assert.equal(reply.error, null);
        for (const tokens of Object.values(reply.usage ?? {})) {
          assert.ok(Number.isSafeInteger(tokens) && tokens >= 0);
        }
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('about a failure count only as far as they hold', () => {
    const { analysis } = failedTrials.runtime_error;
    assert.ok(analysis);
    const secrets = ['d'.repeat(32), 'You are the analyst of a bot. '.repeat(40)];
    const lines = source.split('\n');
    const words = fc.oneof(
      fc.constantFrom(
        '',
        ' ',
        'x',
        ...lines,
        ...secrets,
        '\u0000',
        '\ud800',
        'a'.repeat(60_000),
        '```\n@all',
      ),
      fc.string({ unit: anyCharacter, maxLength: 30 }),
    );
    const answers: fc.Arbitrary<AnalystAnswer> = fc.record({
      ...{ quoted_line: words, root_cause: words, fix_suggestion: words },
      failure_category: fc.constantFrom('timeout' as const, 'logic_error' as const),
      severity: fc.constantFrom('low' as const, 'critical' as const),
      replacement: fc.option(
        fc.record({ line: fc.oneof(fc.integer({ min: -2, max: 9 }), fc.double()), code: words }),
      ),
    });
    let good = 0;
    fc.assert(
      fc.property(answers, (answer) => {
        const check = checkAnswer(answer, { analysis, source, secrets });
        if (check.kind === 'broken') return;
        good += 1;
        const { root_cause, fix_suggestion, ...rest } = check.analysis;
        assert.ok(root_cause.length <= 1_000 && fix_suggestion.length <= 1_000);
        assert.deepEqual(rest.failure_category, analysis.failure_category);
        assert.deepEqual(
          [rest.severity, rest.evidence, rest.fingerprint],
          [analysis.severity, analysis.evidence, analysis.fingerprint],
        );
        assert.equal(lines[check.quote.line - 1], check.quote.text);
        assert.ok(!secrets.some((secret) => root_cause.includes(secret)));
        if (check.replacement !== null) assert.ok(lines[check.replacement.line - 1] !== undefined);
      }),
      { numRuns: 400, seed: 1 },
    );
    assert.ok(good > 0);
    const endless = {
      ...{ quoted_line: lines[1] ?? '', root_cause: 'y'.repeat(30_000_000), fix_suggestion: 'z' },
    };
    const rest = { failure_category: 'timeout', severity: 'low', replacement: null } as const;
    assert.equal(
      checkAnswer({ ...endless, ...rest }, { analysis, source, secrets }).kind,
      'broken',
    );
  });

  it('are no source unless they look like one', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 200 }), (said) => {
        assert.match(tidySource(said), /(^|\S)\n$/);
        assert.notEqual(absurdity(said, limits), null);
      }),
    );
    assert.equal(absurdity(source, limits), null);
    assert.notEqual(absurdity(source.repeat(10_000), limits), null);
  });
});
