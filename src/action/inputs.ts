/**
 * The action's inputs and outputs: the one schema. action.yml and the table in the README are made from
 * it, and the commands read through it.
 */

interface InputSpec {
  readonly description: string;
  readonly default: string;
  /** The commands that read it. */
  readonly commands: readonly CommandName[];
}

export const commandNames = [
  'propose',
  'evaluate',
  'analyse',
  'verify',
  'publish',
  'respond',
  'report',
  'check-setup',
] as const;
export type CommandName = (typeof commandNames)[number];

const online: readonly CommandName[] = ['propose', 'publish', 'respond', 'report', 'check-setup'];
const policy: readonly CommandName[] = ['propose', 'publish', 'respond', 'check-setup'];
const ofTable = (description: string) =>
  ({
    description,
    default: '',
    commands: ['publish', 'respond', 'report', 'check-setup'],
  }) as const;

export const inputs = {
  command: {
    description:
      'What to do: `evaluate` a codec; or one of the steps of an evolution: `propose`, `evaluate` (of a plan), `analyse`, `verify`, `publish`, `respond` to a comment, `report`; or `check-setup`: whether the repository is set up for all that.',
    default: 'evaluate',
    commands: commandNames,
  },
  file: {
    description:
      'Path of the codec to evaluate, a JavaScript file that exports compressFrame and decompressFrame. Empty when a plan is evaluated.',
    default: '',
    commands: ['evaluate'],
  },
  benchmark: {
    description:
      'Name of a benchmark, or path of its folder. Empty means lossless-quick for `evaluate` of a file, and for `propose` those that `benchmarks` names.',
    default: '',
    commands: ['evaluate', 'propose', 'verify'],
  },
  benchmarks: {
    description:
      'Names of the benchmarks that new candidates are proposed for, separated by commas or spaces. Empty means those that do not say `"evolve": "by_name"` in their benchmark.json.',
    default: '',
    commands: ['propose', 'check-setup'],
  },
  baseline: {
    description: "Path of the codec to compare with. Empty means the benchmark's own codec.js.",
    default: '',
    commands: ['evaluate'],
  },
  'early-stop': {
    description: 'Whether one clip that loses too much ends the evaluation of a file at once.',
    default: 'false',
    commands: ['evaluate'],
  },
  jobs: {
    description: 'Worker threads. 0 means one for each core; the result does not depend on it.',
    default: '0',
    commands: ['evaluate', 'verify'],
  },
  artifacts: {
    description:
      'Folder with the artifacts of this run, as actions/download-artifact puts them there: the plan, and what the jobs before this one left. Empty for a file. For `check-setup` a folder of two such, `alone` and `together`; empty to make what is to be uploaded.',
    default: '',
    commands: ['evaluate', 'analyse', 'verify', 'publish', 'check-setup'],
  },
  digest: {
    description: 'SHA-256 of the source in the plan that is to be run.',
    default: '',
    commands: ['evaluate', 'verify'],
  },
  shard: {
    description: 'Which share of the evaluation to run, such as `2/8`.',
    default: '1/1',
    commands: ['evaluate'],
  },
  output: {
    description:
      'Folder that the command leaves something in for later jobs or runs: `propose` its plan, `evaluate`, `analyse` and `verify` their results, `publish` and `report` what they know of closed pull requests, `check-setup` a plan and an evaluation.',
    default: '',
    commands: ['propose', 'evaluate', 'analyse', 'verify', 'publish', 'report', 'check-setup'],
  },
  page: {
    description:
      'Folder that `report` writes the dashboard as a page to, as index.html. Empty: no page.',
    default: '',
    commands: ['report'],
  },
  token: {
    description: 'GitHub token. Steps that run candidates need none: pass an empty one to them.',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the runner evaluates it
    default: '${{ github.token }}',
    commands: online,
  },
  candidates: {
    description: 'How many new candidates to propose. 0 only finishes what is open.',
    default: '1',
    commands: ['propose', 'check-setup'],
  },
  idea: {
    description: 'An idea for the next candidate, in a sentence.',
    default: '',
    commands: ['propose'],
  },
  proposer: {
    description:
      'Who writes new candidates: `claude`, `mutation` (changes constants and operators of the baseline), or `auto`: Claude where there is an API key.',
    default: 'auto',
    commands: ['propose', 'check-setup'],
  },
  repairs: {
    description: 'How often a failed candidate of the bot may be repaired.',
    default: '1',
    commands: ['propose', 'check-setup'],
  },
  'pull-request': {
    description: 'Number of a pull request to evaluate, whatever verdict it has.',
    default: '',
    commands: ['propose'],
  },
  shards: {
    description: 'Into how many shares each evaluation is cut, a runner for each.',
    default: '1',
    commands: ['propose', 'check-setup'],
  },
  'accept-from': {
    description:
      'Whose winners are merged without a word by a person: `bot` (its own alone), `writers` (also those of people with write access), `anyone`.',
    default: 'writers',
    commands: policy,
  },
  'candidate-checks': {
    description:
      'Names of commit statuses, separated by commas, that the bot posts as success on a candidate that it is about to merge: those that a branch rule asks for and that no workflow reports on what a bot opens. Empty: none.',
    default: '',
    commands: policy,
  },
  'keep-failed-hours': {
    description: "How long a failed candidate of the bot's stays open for repair.",
    default: '24',
    commands: policy,
  },
  'max-open-candidates': {
    description: 'Nothing new is proposed while so many candidates of the bot are open.',
    default: '5',
    commands: ['propose', 'check-setup'],
  },
  'max-candidates-per-day': {
    description: 'At most so many new candidates within 24 hours.',
    default: '24',
    commands: ['propose', 'check-setup'],
  },
  'dry-run': {
    description: 'true: say what would be done, and change nothing.',
    default: 'false',
    commands: ['propose'],
  },
  paused: {
    description:
      'true: do nothing. Meant for the repository variable CRUCIBLE_PAUSED, which people alone can change.',
    default: '',
    commands: ['propose', 'publish', 'respond', 'check-setup'],
  },
  'run-in-fork': {
    description:
      'true: the schedule runs although the repository is a fork. Meant for the repository variable CRUCIBLE_RUN_IN_FORK.',
    default: '',
    commands: ['check-setup'],
  },
  'next-workflow': {
    description: 'File name of the workflow that `publish` starts when candidates are left.',
    default: 'evolve.yml',
    commands: ['publish', 'check-setup'],
  },
  'anthropic-api-key': {
    description:
      'API key with which Claude is asked for candidates, repairs and analyses. Empty: candidates are mutations, and rules analyse.',
    default: '',
    commands: ['propose', 'analyse', 'check-setup'],
  },
  'has-api-key': {
    description:
      'true when the runs of the evolution have an API key. Not the key: answers need none.',
    default: 'false',
    commands: ['respond'],
  },
  model: {
    description: 'Model that is asked.',
    default: 'claude-sonnet-5-5',
    commands: ['propose', 'analyse', 'check-setup'],
  },
  'model-price': {
    description:
      'Price of a model that is not on the price list, in dollars per million tokens in and out: `2/10`.',
    default: '',
    commands: ['propose', 'analyse', 'check-setup'],
  },
  'anthropic-base-url': {
    description: "Base URL of the Messages API, for a gateway. Empty: Anthropic's own.",
    default: '',
    commands: ['propose', 'analyse', 'check-setup'],
  },
  'max-usd-per-day': {
    description: 'At most so many dollars are spent within 24 hours.',
    default: '5',
    commands: ['propose', 'check-setup'],
  },
  'max-usd-per-candidate': {
    description: 'At most so many dollars are spent on the repair and analysis of one candidate.',
    default: '0.50',
    commands: ['propose', 'analyse', 'check-setup'],
  },
  'reserved-usd': {
    description: 'Dollars that `propose` has set aside for `analyse`.',
    default: '0',
    commands: ['analyse'],
  },
  'write-interval': {
    description:
      'Milliseconds between two requests that write. GitHub.com asks for a second; an Enterprise Server without rate limits needs none.',
    default: '1000',
    commands: online,
  },
  'dynamodb-table': ofTable('DynamoDB table that trials are kept in, too. Empty: none is.'),
  'dynamodb-region': ofTable('Its region. Empty: as AWS_REGION says.'),
  'dynamodb-endpoint': ofTable("URL of another DynamoDB than Amazon's own."),
  'dynamodb-ttl-days': ofTable('Days after which the table drops a trial. Empty: never.'),
} as const satisfies Readonly<Record<string, InputSpec>>;

export type InputName = keyof typeof inputs;

export const outputs = {
  verdict: 'accepted, held, rejected, failed or error. After `publish`: of the best candidate.',
  'pull-request': "Number of that candidate's pull request. Empty for a file.",
  'rate-change':
    'Rate change against the baseline in percent, negative is better. Empty when there is none.',
  'failure-category': 'Category of the failure analysis. Empty when accepted.',
  severity: 'Severity of the failure analysis (critical, high, medium, low). Empty when accepted.',
  trial: 'The whole trial record, as JSON.',
  evaluations: 'Of `propose`: the jobs of the evaluate matrix, as JSON.',
  candidates:
    'Of `propose`: the candidates of the run, as JSON. Of `respond`: how many new candidates the run is asked for.',
  verifications: 'Of `analyse`: the jobs of the verify matrix, as JSON.',
  'reserved-usd': 'Of `propose`: dollars set aside for `analyse`.',
  evolve: 'Of `respond`: true when a run of the evolution has to follow.',
  benchmark: 'Of `respond`: the benchmark that the run is asked for. Empty leaves the choice.',
  idea: 'Of `respond`: the idea that the run is given.',
  dashboard: 'Of `report`: number of the dashboard issue.',
  history:
    'Of `publish` and `report`: true when the folder `output` holds something new that is worth keeping.',
} as const;

export type OutputName = keyof typeof outputs;
