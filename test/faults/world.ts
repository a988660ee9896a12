/** GitHub, the Messages API and a table behind gates, and the bot's jobs as its workflows run them. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { analyseAction } from '../../src/action/analyse.ts';
import {
  ownResults,
  readAdvice,
  readEvaluations,
  readPlan,
  writeResults,
} from '../../src/action/artifacts.ts';
import type { InputName } from '../../src/action/inputs.ts';
import type { RunPlace } from '../../src/action/place.ts';
import { proposeAction } from '../../src/action/propose.ts';
import { publishAction } from '../../src/action/publish.ts';
import { reportAction } from '../../src/action/report.ts';
import { respondAction } from '../../src/action/respond.ts';
import { loadBenchmark } from '../../src/adapters/local/benchmark.ts';
import {
  baselineOf,
  evaluationArtifact,
  evaluationJobs,
  type VerificationJob,
  verificationArtifact,
} from '../../src/domain/plan.ts';
import { parseShard } from '../../src/domain/result/result.ts';
import { evaluateShare } from '../../src/flows/results.ts';
import { verifyCandidate } from '../../src/flows/verify.ts';
import type { Sandbox } from '../../src/ports/sandbox.ts';
import { parseProposal } from '../../src/render/pull-request.ts';
import { benchmarkFiles } from '../support/benchmark-folder.ts';
import { type DynamoDbLocal, type Item, region } from '../support/dynamodb-local.ts';
import type { TestRepository } from '../support/github/repository.ts';
import { startTestGitHub, type TestGitHub } from '../support/github/test-github.ts';
import type { CommentPayload } from '../support/github/webhooks.ts';
import { MessagesApi } from '../support/messages-api.ts';
import { codecPath } from '../support/workshop.ts';
import { buryTheDead, Gate, Passage, type Service } from './gate.ts';
import { type Life, live } from './hurried-time.ts';
import { answerBy, type Script } from './model.ts';

/** What all tellings share. */
export interface Place {
  readonly sandbox: Sandbox;
  /** null where there is no Java: the stories are told without a table then. */
  readonly engine: DynamoDbLocal | null;
  readonly table: string;
  readonly api: MessagesApi;
  /** A checkout of the repository, and room for artifacts. */
  readonly folder: string;
}

export type Ended =
  | { readonly kind: 'done'; readonly outputs: Readonly<Record<string, string>> }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'killed' };

/** What came of a run of several jobs. */
export type Ran = 'done' | 'failed' | 'killed';

const workflow = `on:
  workflow_dispatch:
    inputs:
      candidates: { type: string }
jobs: {}
`;

export async function openPlace(
  sandbox: Sandbox,
  engine: DynamoDbLocal | null,
): Promise<Place & { close(): Promise<void> }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'crucible-faults-'));
  const files = { ...policyFiles(), [codecPath]: '' };
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, 'checkout', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  const api = await new MessagesApi().start();
  const table = `faults-${process.pid}`;
  await engine?.createTable(table);
  const close = async () => {
    buryTheDead();
    await api.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { sandbox, engine, table, api, folder, close };
}

function policyFiles() {
  return benchmarkFiles('benchmarks/small', { implausible_gain_percent: 99 });
}

export interface WorldOptions {
  readonly baseline: string;
  readonly script: Script;
  /** Milliseconds in place of every limit. */
  readonly limit: number;
}

/** Ada may write, Eve may not. */
export class World {
  readonly github: TestGitHub;
  readonly repository: TestRepository;
  readonly passage = new Passage();
  readonly place: Place;
  /** How many proposals there shall be in the end. */
  wish: number;
  /** How often a candidate is repaired without a word by anybody. */
  repairs = 1;
  /** Whether trials go to the table, too. */
  storing = true;
  /** What happens once between a run's evaluations and its verdicts. */
  meanwhile: (() => void) | null = null;
  /** What jobs wrote, for whoever wants to know why. */
  readonly lines: string[] = [];
  /** Runs so far, and those that ended before their end. */
  runs = 0;
  lost = 0;
  readonly #options: WorldOptions;
  readonly #token: string;

  private constructor(github: TestGitHub, place: Place, options: WorldOptions) {
    this.github = github;
    this.place = place;
    this.#options = options;
    this.wish = Object.keys(options.script.proposals).length;
    github.clock.stop();
    this.repository = github.repository('octo', 'codecs', {
      ...policyFiles(),
      [codecPath]: options.baseline,
      '.github/workflows/evolve.yml': workflow,
    });
    this.repository.setRole('ada', 'write');
    this.#token = github.actionsToken(this.repository, {
      ...{ contents: 'write', 'pull-requests': 'write', issues: 'write' },
      ...{ statuses: 'write', actions: 'write' },
    });
  }

  static async open(place: Place, options: WorldOptions): Promise<World> {
    const world = new World(await startTestGitHub(), place, options);
    place.api.requests.length = 0;
    place.api.answer(answerBy(options.script, world.repository));
    await place.engine?.clear(place.table);
    return world;
  }

  async close(): Promise<void> {
    await this.github.close();
  }

  /** What the table holds. */
  async items(): Promise<Item[]> {
    return (await this.place.engine?.items(this.place.table)) ?? [];
  }

  /** A run of the evolution as the schedule starts it, and those that it starts. */
  async schedule(): Promise<Ran> {
    for (;;) {
      const before = this.github.dispatches.length;
      const said = this.lines.length;
      const ran = await this.#evolve();
      // A run that could not start the next one leaves it to the schedule, which comes before anything else happens.
      const left = this.lines.slice(said).some((line) => line.startsWith('the next run waits'));
      if (ran !== 'done' || (!left && this.github.dispatches.length === before)) return ran;
    }
  }

  async report(): Promise<Ran> {
    const output = path.join(this.place.folder, 'history');
    return this.#note(await this.#job('report', reportAction, { output, ...this.#tableInputs() }));
  }

  /** A comment is answered; the output `evolve` says whether a run has to follow. */
  async answer(payload: CommentPayload): Promise<Ended> {
    const place = { eventName: 'issue_comment', payload: payload as never };
    const inputs = { 'has-api-key': 'true', ...this.#tableInputs() };
    const act = (own: RunPlace) => respondAction({ ...own, ...place });
    const ended = await this.#job('respond', act, inputs);
    this.#note(ended);
    return ended;
  }

  async #evolve(): Promise<Ran> {
    this.runs += 1;
    const folder = path.join(this.place.folder, 'run');
    rmSync(folder, { recursive: true, force: true });
    const at = (name: string) => path.join(folder, name);
    const proposed = await this.#job('propose', proposeAction, {
      output: at('plan'),
      candidates: String(Math.max(0, this.wish - this.#proposed())),
      'max-open-candidates': '100',
      'max-candidates-per-day': '100',
      'max-usd-per-day': '50',
      repairs: String(this.repairs),
      ...this.#keyInputs(),
    });
    if (proposed.kind !== 'done') return this.#note(proposed);
    const { outputs } = proposed;
    if (outputs.candidates === '[]') return 'done';
    await this.#evaluate(folder);
    const analysed = await this.#job('analyse', analyseAction, {
      artifacts: folder,
      output: at('analyses'),
      'reserved-usd': outputs['reserved-usd'] ?? '0',
      ...this.#keyInputs(),
    });
    // A machine that is lost takes the run with it; a job that fails does not.
    if (analysed.kind === 'killed') return this.#note(analysed);
    const verifications = analysed.kind === 'done' ? analysed.outputs.verifications : undefined;
    await this.#verify(folder, JSON.parse(verifications ?? '[]') as VerificationJob[]);
    this.meanwhile?.();
    this.meanwhile = null;
    const published = await this.#job('publish', publishAction, {
      artifacts: folder,
      output: path.join(this.place.folder, 'history'),
      ...this.#tableInputs(),
    });
    return this.#note(published);
  }

  /** The bot's own proposals so far; a run that was lost may have left one that is a branch alone. */
  #proposed(): number {
    const { pulls, refs } = this.repository;
    const own = pulls.filter(({ author, body }) => {
      const parsed = author.type === 'Bot' ? parseProposal(body ?? '') : null;
      return parsed?.kind === 'proposal' && parsed.proposal.successor_of === null;
    });
    const known = new Set(pulls.map(({ headRef }) => `refs/heads/${headRef}`));
    const bare = [...refs.keys()].filter(
      (ref) => ref.startsWith('refs/heads/crucible/') && !known.has(ref),
    );
    return own.length + bare.length;
  }

  #note(ended: Ended): Ran {
    if (ended.kind === 'failed') this.lines.push(`failed: ${ended.why}`);
    if (ended.kind !== 'done') this.lost += 1;
    return ended.kind;
  }

  async #evaluate(artifacts: string): Promise<void> {
    const plan = await readPlan(artifacts);
    for (const job of evaluationJobs(plan)) {
      const { benchmark: name, digest, shard } = job;
      const share = parseShard(shard);
      const source = plan.sources[digest];
      if (!share || source === undefined) throw new Error(`${digest} ${shard}`);
      const benchmark = await loadBenchmark(name, path.join(this.place.folder, 'checkout'));
      const result = await evaluateShare(
        { source, baselineSource: baselineOf(plan, job), benchmark, what: digest },
        share,
        this.#ports,
      );
      await writeResults(path.join(artifacts, evaluationArtifact(job)), [result]);
    }
  }

  async #verify(artifacts: string, jobs: readonly VerificationJob[]): Promise<void> {
    const plan = await readPlan(artifacts);
    const results = ownResults(await readEvaluations(artifacts, plan));
    const { advice: advices } = await readAdvice(artifacts);
    for (const job of jobs) {
      const { benchmark: name, digest } = job;
      const met = plan.benchmarks.find((each) => each.name === name);
      if (!met) throw new Error(name);
      const benchmark = await loadBenchmark(name, path.join(this.place.folder, 'checkout'));
      const { baseline_digest: baseline, baseline_evaluation: evaluation } = met;
      const sources = {
        source: plan.sources[digest] ?? '',
        baselineSource: plan.sources[baseline] ?? '',
      };
      const known = new Map(evaluation ? [[baseline, evaluation]] : []);
      const advice = advices.find((each) => each.source_digest === digest) ?? null;
      const recordings = { results, verifications: [], known };
      const made = await verifyCandidate(sources, { benchmark, recordings, advice }, this.#ports);
      if (made.length === 0) continue;
      await writeResults(path.join(artifacts, verificationArtifact(job)), made);
    }
  }

  get #ports() {
    return { sandbox: this.place.sandbox, narrate: () => {} };
  }

  #keyInputs(): Inputs {
    return { 'anthropic-api-key': this.place.api.key };
  }

  #tableInputs(): Inputs {
    if (!this.place.engine || !this.storing) return {};
    return { 'dynamodb-table': this.place.table, 'dynamodb-region': region };
  }

  /** One process, which may be killed at any request. */
  async #job(
    name: string,
    act: (place: RunPlace) => Promise<void>,
    inputs: Inputs,
  ): Promise<Ended> {
    this.passage.job = name;
    let killed: () => void = () => {};
    const death = new Promise<Ended>((resolve) => {
      killed = () => resolve({ kind: 'killed' });
    });
    const now = () => this.github.clock.now;
    const life: Life = { now, limit: this.#options.limit, dead: false, lines: this.lines };
    const died = () => {
      life.dead = true;
      killed();
    };
    const gates = await this.#gates({ died, isDead: () => life.dead });
    const outputs = prepare(this.place.folder, {
      token: this.#token,
      'write-interval': '0',
      'anthropic-base-url': gates.anthropic.url,
      ...inputs,
      ...(inputs['dynamodb-table'] ? { 'dynamodb-endpoint': gates.dynamodb.url } : {}),
    });
    const place: RunPlace = {
      ...{ owner: 'octo', repo: 'codecs', apiUrl: gates.github.url, runUrl: null },
      ...{ repositoryUrl: 'https://github.test/octo/codecs', runId: `${this.runs}-1` },
      ...{ eventName: 'schedule', payload: {}, actor: 'octo' },
      workspace: path.join(this.place.folder, 'checkout'),
    };
    const ended = await Promise.race([
      live(life, () => act(place)).then(
        (): Ended => outputs.read(),
        (error: unknown): Ended => ({ kind: 'failed', why: String(error) }),
      ),
      death,
    ]);
    outputs.end();
    for (const gate of Object.values(gates)) gate.close();
    return ended;
  }

  async #gates(end: { died: () => void; isDead: () => boolean }) {
    const { passage, github, place } = this;
    const open = (service: Service, behind: string) =>
      new Gate({ service, behind, passage, ...end }).open();
    return {
      github: await open('github', github.url),
      anthropic: await open('anthropic', place.api.url),
      dynamodb: await open('dynamodb', place.engine?.url ?? 'http://127.0.0.1:9'),
    };
  }
}

type Inputs = Readonly<Partial<Record<InputName, string>>>;

/** The environment that the runner gives an action, and what comes of it. */
function prepare(folder: string, inputs: Inputs) {
  const [outputFile, summaryFile] = ['output', 'summary'].map((name) => path.join(folder, name));
  if (!outputFile || !summaryFile) throw new Error(folder);
  writeFileSync(outputFile, '');
  writeFileSync(summaryFile, '');
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('INPUT_')) delete process.env[name];
  }
  for (const [name, value] of Object.entries(inputs)) {
    process.env[`INPUT_${name.toUpperCase()}`] = value;
  }
  process.env.GITHUB_OUTPUT = outputFile;
  process.env.GITHUB_STEP_SUMMARY = summaryFile;
  const before = process.exitCode;
  process.exitCode = undefined;
  return {
    end() {
      process.exitCode = before;
    },
    read(): Ended {
      if (process.exitCode === 1) return { kind: 'failed', why: 'the step says so' };
      const text = readFileSync(outputFile, 'utf8');
      const found = text.matchAll(/^(.+)<<(ghadelimiter_.+)\n([\s\S]*?)\n\2$/gm);
      return {
        kind: 'done',
        outputs: Object.fromEntries([...found].map(([, name, , value]) => [name, value ?? ''])),
      };
    },
  };
}
