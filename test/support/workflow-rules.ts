/** The rules every workflow of this project keeps, as functions from a file to what breaks them. */

import { parse } from 'yaml';
import { Expression, type Tree } from './runner/expressions.ts';
import {
  type JobDefinition,
  list,
  type Mapping,
  mapping,
  type WorkflowFile,
} from './runner/workflow-file.ts';

export interface Source {
  readonly path: string;
  readonly text: string;
  readonly file: WorkflowFile;
}

/** What the files refer to. */
export interface Surroundings {
  readonly actionText: string;
  /** The project's own workflows by file name. */
  readonly workflows: Readonly<Record<string, WorkflowFile>>;
}

export interface Finding {
  readonly rule: RuleName;
  readonly message: string;
}

interface Step {
  readonly job: JobDefinition;
  readonly keys: Mapping;
}

type Rule = (source: Source, around: Surroundings) => readonly string[];

/** The jobs that run candidates, by the command they give the action. */
const runsCandidates = ['evaluate', 'verify'];
/** The jobs that write to the repository one after the other. */
const takesTurns = ['propose', 'publish', 'respond'];
/** The only jobs that may have AWS credentials. */
const storesTrials = ['publish', 'respond', 'report'];
/** The only jobs that know the API key. */
const mayKnowTheKey = ['propose', 'analyse', 'check-setup'];

const jobsOf = ({ file }: Source) => Object.values(file.jobs);
const stepsOfJob = (job: JobDefinition): Step[] =>
  list(job.keys.steps ?? []).map((step) => ({ job, keys: mapping(step) }));
const stepsOf = (source: Source) => jobsOf(source).flatMap(stepsOfJob);
const usesOf = ({ keys }: { readonly keys: Mapping }) => String(keys.uses ?? '');
const isOwn = (step: Step) => usesOf(step).startsWith('./');
const commandOf = (step: Step) => String(mapping(step.keys.with).command ?? '');
const commandsOf = (job: JobDefinition) => stepsOfJob(job).filter(isOwn).map(commandOf);
const has = (job: JobDefinition, commands: readonly string[]) =>
  commandsOf(job).some((command) => commands.includes(command));

/** Every expression in a tree, with the keys that lead to it. */
function expressionsIn(tree: Tree, at: readonly string[] = []): [string, string][] {
  if (tree instanceof Expression) return [[at.join('.'), tree.source]];
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]) => expressionsIn(value, [...at, key]));
}

const pinned: Rule = (source) => {
  const lines = source.text.split('\n').filter((line) => /^\s*(- )?uses: /.test(line));
  return lines
    .map((line) => line.trim())
    .filter((line) => !/uses: \.\//.test(line))
    .filter((line) => !/@[0-9a-f]{40}( # v\d+\.\d+\.\d+)?$/.test(line))
    .concat(lines.filter((line) => /uses: actions\//.test(line) && !/ # v[\d.]+$/.test(line)));
};

const permissions: Rule = (source) => {
  const top = JSON.stringify(source.file.permissions) === '{}' ? [] : ['top: has to be {}'];
  const jobs = jobsOf(source).flatMap((job) => {
    if (job.keys.permissions === undefined) return [`${job.id}: has no permissions`];
    const granted = JSON.stringify(job.keys.permissions);
    const wrong = has(job, runsCandidates) && granted !== '{"contents":"read"}';
    return wrong ? [`${job.id}: runs candidates with ${granted}`] : [];
  });
  return [...top, ...jobs];
};

const injection: Rule = (source) =>
  stepsOf(source)
    .filter(({ keys }) => keys.run instanceof Expression || /\$\{\{/.test(String(keys.run ?? '')))
    .map(({ job, keys }) => `${job.id}: an expression in run: ${JSON.stringify(keys.run)}`);

const credentials: Rule = (source) =>
  stepsOf(source)
    .filter((step) => usesOf(step).startsWith('actions/checkout@'))
    .filter(({ keys }) => mapping(keys.with)['persist-credentials'] !== 'false')
    .filter(({ keys }) => mapping(keys.with)['persist-credentials'] !== false)
    .map(({ job }) => `${job.id}: a checkout keeps its credentials`);

/** Clips, benchmarks and the action come from these commits, never from a pull request. */
const trustedSources = [
  'github.sha',
  'inputs.action-ref || github.sha',
  'inputs.action-repository || github.repository',
];
const checkouts: Rule = (source) =>
  stepsOf(source)
    .filter((step) => usesOf(step).startsWith('actions/checkout@'))
    .flatMap(({ job, keys }) => expressionsIn(keys.with ?? null).map(([, text]) => [job.id, text]))
    .filter(([, text]) => !trustedSources.includes(text ?? ''))
    .map(([job, text]) => `${job}: checks out ${text}`);

const secrets: Rule = (source) => {
  const outside = expressionsIn({ ...source.file, jobs: {} } as unknown as Tree);
  const inJobs = jobsOf(source).flatMap((job) =>
    expressionsIn(job.keys)
      .filter(([, text]) => /secrets|github\.token|toJSON\(github\)/i.test(text))
      .filter(([at, text]) => !secretMayStand(job, at, text))
      .map(([at, text]) => `${job.id}: ${at}: ${text}`),
  );
  const inherited = jobsOf(source).filter((job) => job.keys.secrets === 'inherit');
  const tokens = stepsOf(source)
    .filter((step) => isOwn(step) && runsCandidates.includes(commandOf(step)))
    .filter(({ keys }) => mapping(keys.with).token !== '')
    .map(({ job }) => `${job.id}: runs candidates without token: ""`);
  return [
    ...outside.filter(([, text]) => /secrets|github\.token/i.test(text)).map(([at]) => at),
    ...inJobs,
    ...inherited.map((job) => `${job.id}: secrets: inherit`),
    ...tokens,
  ];
};

function secretMayStand(job: JobDefinition, at: string, text: string): boolean {
  // Whether there is a key is no secret.
  if (text === "secrets.ANTHROPIC_API_KEY != ''") return at.endsWith('.with.has-api-key');
  if (text === 'secrets.ANTHROPIC_API_KEY') {
    if (at === 'secrets.ANTHROPIC_API_KEY') return true;
    return at.endsWith('.with.anthropic-api-key') && has(job, mayKnowTheKey);
  }
  if (text !== 'github.token' || has(job, runsCandidates)) return false;
  return at.endsWith('.with.token') || at.endsWith('.env.GH_TOKEN');
}

const triggers: Rule = ({ file }) =>
  Object.keys(file.on).filter((name) => ['pull_request_target', 'workflow_run'].includes(name));

const timeouts: Rule = (source) =>
  jobsOf(source)
    .filter((job) => job.keys.uses === undefined)
    .filter(({ keys }) => !(Number(keys['timeout-minutes']) <= 120))
    .map((job) => `${job.id}: timeout-minutes: ${job.keys['timeout-minutes']}`);

/** GitHub starts runs late, or not at all, at the times that everybody takes. */
const cron: Rule = ({ file }) =>
  list(file.on.schedule ?? [])
    .map((entry) => String(mapping(entry).cron))
    .filter((text) => !/^\d+ /.test(text) || Number.parseInt(text, 10) % 5 === 0);

const turns: Rule = (source) =>
  jobsOf(source)
    .filter((job) => has(job, takesTurns))
    .filter(({ keys }) => {
      const wanted = { group: 'codec-crucible', queue: 'max' };
      return JSON.stringify(keys.concurrency) !== JSON.stringify(wanted);
    })
    .map((job) => `${job.id}: concurrency: ${JSON.stringify(job.keys.concurrency)}`);

/** One broken candidate does not end the evaluation of the others, and nothing is shared through a cache. */
const isolation: Rule = (source) =>
  jobsOf(source)
    .filter((job) => has(job, runsCandidates))
    .flatMap((job) => {
      const strategy = mapping(job.keys.strategy);
      const fast = strategy['fail-fast'] === false ? [] : [`${job.id}: fails fast`];
      const known = /^(\.\/|actions\/(checkout|upload-artifact|download-artifact)@)/;
      const others = stepsOfJob(job).filter((step) => step.keys.uses && !known.test(usesOf(step)));
      return [...fast, ...others.map((step) => `${job.id}: uses ${usesOf(step)}`)];
    });

/** The only jobs that keep a history: those that write the dashboard which vouches for it. */
const keepsHistory = ['publish', 'report'];
const upload = 'actions/upload-artifact@';
const download = 'actions/download-artifact@';

/**
 * Nothing is restored from a cache: its files may land anywhere on the runner, and jobs that run candidates can write
 * one. What runs leave to each other is an artifact, and only some jobs leave it.
 */
const caches: Rule = (source) =>
  jobsOf(source).flatMap((job) => {
    const steps = stepsOfJob(job);
    const uses = steps.filter((step) => /^actions\/cache/.test(usesOf(step)));
    const history = steps.filter(
      (step) =>
        usesOf(step).startsWith(upload) && mapping(step.keys.with).name === 'crucible-history',
    );
    return [
      ...uses.map(() => `${job.id}: uses a cache`),
      ...(history.length > 0 && !has(job, keepsHistory) ? [`${job.id}: leaves a history`] : []),
    ];
  });

/**
 * download-artifact gives a match of a pattern a folder of its name unless it is the only one: what is asked for by
 * pattern holds the plan, which is always there, beside something else. And another attempt of a run finds the names of
 * the one before it taken.
 */
const artifacts: Rule = (source) =>
  stepsOf(source).flatMap(({ job, keys }) => {
    const uses = usesOf({ keys });
    const { name, pattern, overwrite } = mapping(keys.with);
    const [, others] = /^\{plan,(.+)\}$/.exec(String(pattern ?? '')) ?? [];
    if (uses.startsWith(download) && name === undefined && !others) {
      return [`${job.id}: downloads ${String(pattern)}, which may be a single artifact`];
    }
    if (uses.startsWith(upload) && overwrite !== 'true' && overwrite !== true) {
      return [`${job.id}: cannot run again: the artifact ${String(name)} is there already`];
    }
    return [];
  });

const awsLogin = 'aws-actions/configure-aws-credentials@';
const mayProveWhoTheyAre = /^actions\/deploy-pages@|\/\.github\/workflows\/(evolve|commands)\.yml/;

/** Only jobs that store trials get AWS credentials; without them they go on. */
const identity: Rule = (source) =>
  jobsOf(source).flatMap((job) => {
    const steps = stepsOfJob(job);
    const stores = has(job, storesTrials);
    const granted = mapping(job.keys.permissions)['id-token'] !== undefined;
    const known = stores || [job, ...steps].some((each) => mayProveWhoTheyAre.test(usesOf(each)));
    const logins = steps.filter((step) => usesOf(step).startsWith(awsLogin));
    const strict = logins.filter(({ keys }) => keys['continue-on-error'] !== true);
    return [
      ...(granted && !known ? [`${job.id}: may prove who it is`] : []),
      ...(logins.length > 0 && !stores ? [`${job.id}: has AWS credentials`] : []),
      ...strict.map(() => `${job.id}: fails without AWS credentials`),
    ];
  });

/** The inputs that the action has, and its outputs. */
const action: Rule = (source, { actionText }) => {
  const { inputs, outputs } = parse(actionText) as Record<'inputs' | 'outputs', object>;
  const steps = stepsOf(source).filter(isOwn);
  const given = steps.flatMap(({ job, keys }) =>
    Object.keys(mapping(keys.with))
      .filter((name) => !(name in inputs))
      .map((name) => `${job.id}: the action has no input ${name}`),
  );
  const taken = jobsOf(source).flatMap((job) => {
    const own = steps.filter((step) => step.job === job).map((step) => String(step.keys.id));
    return expressionsIn(job.keys)
      .flatMap(([, text]) => [...text.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)])
      .filter(([, id, name]) => own.includes(id ?? '') && !((name ?? '') in outputs))
      .map(([, , name]) => `${job.id}: the action has no output ${name}`);
  });
  return [...given, ...taken];
};

/** What one job takes from another is there. */
const outputs: Rule = (source) => {
  const everywhere = expressionsIn({ ...source.file } as unknown as Tree);
  return everywhere
    .flatMap(([, text]) => [...text.matchAll(/(?:needs|jobs)\.([\w-]+)\.outputs\.([\w-]+)/g)])
    .filter(
      ([, job, name]) => !((name ?? '') in mapping(source.file.jobs[job ?? '']?.keys.outputs)),
    )
    .map(([text]) => `${text} does not exist`);
};

/** A call of a workflow of this project: its inputs and secrets exist, and the action is of the same commit. */
const calls: Rule = (source, { workflows }) =>
  jobsOf(source).flatMap((job) => {
    const [, from, name, ref] =
      /^(.*)\/\.github\/workflows\/([\w-]+\.yml)(?:@(.+))?$/.exec(usesOf(job)) ?? [];
    if (!name) return [];
    const called = workflows[name];
    if (!called) return [`${job.id}: there is no workflow ${name}`];
    const { inputs, secrets } = mapping(called.on.workflow_call);
    const given = mapping(job.keys.with);
    const passed = job.keys.secrets === 'inherit' ? {} : mapping(job.keys.secrets);
    const unknown = [
      ...Object.keys(given).filter((input) => !(input in mapping(inputs))),
      ...Object.keys(passed).filter((key) => !(key in mapping(secrets))),
    ].map((input) => `${job.id}: ${name} does not take ${input}`);
    const same = given['action-repository'] === from && given['action-ref'] === ref;
    return ref && !same ? [...unknown, `${job.id}: another action than the workflow's`] : unknown;
  });

const rules = {
  pinned,
  permissions,
  injection,
  credentials,
  checkouts,
  secrets,
  triggers,
  timeouts,
  cron,
  turns,
  isolation,
  caches,
  artifacts,
  identity,
  action,
  outputs,
  calls,
} as const;

export type RuleName = keyof typeof rules;
export const ruleNames = Object.keys(rules) as RuleName[];

export function findingsIn(source: Source, around: Surroundings): Finding[] {
  return ruleNames.flatMap((rule) =>
    rules[rule](source, around).map((message) => ({ rule, message })),
  );
}
