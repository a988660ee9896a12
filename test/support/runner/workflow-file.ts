/** A workflow file, read by GitHub's own parser, as plain data with expressions in between. */

import type { parseWorkflow } from '@actions/workflow-parser';
import { actionsLibrary } from './actions-library.ts';
import { Expression, type Tree } from './expressions.ts';

export type Mapping = { readonly [key: string]: Tree };

export interface WorkflowFile {
  readonly name: string;
  readonly on: Mapping;
  readonly permissions: Tree | undefined;
  readonly env: Mapping;
  readonly concurrency: Tree | undefined;
  readonly jobs: Readonly<Record<string, JobDefinition>>;
}

/** The keys of a job; `uses` stands for a called workflow, `steps` for a job of its own. */
export interface JobDefinition {
  readonly id: string;
  readonly needs: readonly string[];
  readonly keys: Mapping;
}

/** A key this runner does not know is refused: what it skipped silently would prove nothing. */
const jobKeys = [
  ...['name', 'needs', 'if', 'permissions', 'concurrency', 'strategy', 'runs-on', 'env', 'outputs'],
  ...['timeout-minutes', 'continue-on-error', 'steps', 'uses', 'with', 'secrets'],
  // Who may deploy is settled on GitHub; the steps run as they would without it.
  'environment',
];
const stepKeys = [
  ...['id', 'name', 'if', 'uses', 'with', 'run', 'env', 'shell', 'working-directory'],
  ...['continue-on-error', 'timeout-minutes'],
];
const rootKeys = ['name', 'run-name', 'on', 'permissions', 'env', 'jobs', 'concurrency'];

/** Throws with every mistake GitHub's parser finds, and for keys that this runner does not know. */
export async function readWorkflow(file: string, text: string): Promise<WorkflowFile> {
  const { parseWorkflow, NoOperationTraceWriter } = await actionsLibrary();
  const parsed = parseWorkflow({ name: file, content: text }, new NoOperationTraceWriter());
  const errors = parsed.context.errors.getErrors().map(({ message }) => message);
  if (errors.length > 0 || !parsed.value) throw new Error(errors.join('\n'));
  const root = mapping(treeOf(parsed.value));
  refuseUnknown(file, root, rootKeys);
  const jobs = Object.entries(mapping(root.jobs ?? {})).map(([id, tree]) => {
    return [id, jobOf(file, id, mapping(tree))] as const;
  });
  return {
    name: typeof root.name === 'string' ? root.name : file,
    on: triggers(root.on ?? null),
    permissions: root.permissions,
    env: mapping(root.env ?? {}),
    concurrency: root.concurrency,
    jobs: Object.fromEntries(jobs),
  };
}

function jobOf(file: string, id: string, keys: Mapping): JobDefinition {
  refuseUnknown(`${file}: job ${id}`, keys, jobKeys);
  for (const step of list(keys.steps ?? [])) {
    refuseUnknown(`${file}: a step of ${id}`, mapping(step), stepKeys);
  }
  return { id, needs: list(keys.needs ?? []).map(String), keys };
}

function refuseUnknown(where: string, found: Mapping, known: readonly string[]): void {
  const unknown = Object.keys(found).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw new Error(`${where}: not supported: ${unknown.join(', ')}`);
}

/** `on` may be a name, a list of names or a mapping. */
function triggers(on: Tree): Mapping {
  if (typeof on === 'string') return { [on]: null };
  if (Array.isArray(on)) return Object.fromEntries(on.map((name) => [String(name), null]));
  return mapping(on);
}

/** A tree that has to be a mapping; nothing counts as an empty one. */
export function mapping(tree: Tree | undefined): Mapping {
  if (tree === null || tree === undefined) return {};
  if (typeof tree !== 'object' || Array.isArray(tree) || tree instanceof Expression) {
    throw new Error(`a mapping is needed, not ${JSON.stringify(tree)}`);
  }
  return tree as Mapping;
}

/** One value or a list of them, as a list. */
export function list(tree: Tree): readonly Tree[] {
  return Array.isArray(tree) ? tree : [tree];
}

type Token = NonNullable<ReturnType<typeof parseWorkflow>['value']>;

function treeOf(token: Token): Tree {
  switch (token.typeName()) {
    case 'MappingToken':
      return Object.fromEntries(
        [...token.assertMapping('')].map(({ key, value }) => [key.toString(), treeOf(value)]),
      );
    case 'SequenceToken': {
      const sequence = token.assertSequence('');
      return Array.from({ length: sequence.count }, (_, i) => treeOf(sequence.get(i)));
    }
    case 'NullToken':
      return null;
    case 'BooleanToken':
      return token.assertBoolean('').value;
    case 'NumberToken':
      return token.assertNumber('').value;
    case 'StringToken':
      return token.assertString('').value;
    default:
      return expressionOf(token);
  }
}

function expressionOf(token: Token): Expression {
  if (!('expression' in token)) throw new Error(`not supported: ${token.typeName()}`);
  return new Expression(String(token.expression));
}
