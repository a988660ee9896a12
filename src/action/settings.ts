/** What repository variables may say: one reader for each input that is meant for one. */

import { verdictContext } from '../adapters/github/queries.ts';
import { type Evolved, namesIn } from '../domain/evolved.ts';
import { mostShards } from '../domain/plan.ts';
import { parsePrice } from '../domain/price.ts';
import { plainLine } from '../domain/text/plain-text.ts';
import { UsageError } from '../domain/usage-error.ts';
import { acceptFrom } from '../flows/workshop.ts';
import type { WrongInput } from '../render/setup/inputs.ts';
import { dollarInput } from './claude.ts';
import type { InputName } from './inputs.ts';
import { choiceInput, flagInput, textInput, wholeInput } from './read-input.ts';

/** `auto` is Claude where there is a key, and mutations where there is none. */
const proposers = ['auto', 'claude', 'mutation'] as const;
export type ProposerName = (typeof proposers)[number];

/** By the input's name. Each throws a UsageError for a value that it does not take. */
export const settings = {
  benchmarks: () => namesIn(textInput('benchmarks')),
  candidates: () => wholeInput('candidates', 0, 100),
  proposer: () => choiceInput('proposer', proposers),
  repairs: () => wholeInput('repairs', 0, 20),
  shards: () => wholeInput('shards', 1, mostShards),
  'candidate-checks': () => checkNames(textInput('candidate-checks')),
  'accept-from': () => choiceInput('accept-from', acceptFrom),
  'keep-failed-hours': () => wholeInput('keep-failed-hours', 0, 100_000),
  'max-open-candidates': () => wholeInput('max-open-candidates', 0, 1000),
  'max-candidates-per-day': () => wholeInput('max-candidates-per-day', 0, 1000),
  'max-usd-per-day': () => dollarInput('max-usd-per-day'),
  'max-usd-per-candidate': () => dollarInput('max-usd-per-candidate'),
  'model-price': priceInput,
  paused: () => flagInput('paused'),
  'run-in-fork': () => flagInput('run-in-fork'),
  'write-interval': () => wholeInput('write-interval', 0, 60_000),
  'dynamodb-ttl-days': ttlInput,
} as const satisfies Partial<Record<InputName, () => unknown>>;

/** What is wrong with a benchmark's name that is of none. */
export function unknownBenchmark({ name, among }: Extract<Evolved, { kind: 'unknown' }>): string {
  return `there is no '${plainLine(name, 60)}' here; there are ${among.join(', ')}`;
}

/** Every input whose value is not one that it takes. */
export function wrongInputs(): readonly WrongInput[] {
  return Object.entries(settings).flatMap(([name, read]) => {
    try {
      read();
      return [];
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return [{ name, why: error.message }];
    }
  });
}

function priceInput(): string {
  const text = textInput('model-price');
  if (text === '' || parsePrice(text) !== null) return text;
  throw new UsageError(`input model-price: '${text}' is not of the form 2/10`);
}

/** null: for ever. */
function ttlInput(): number | null {
  return textInput('dynamodb-ttl-days') === '' ? null : wholeInput('dynamodb-ttl-days', 1, 99_999);
}

/** Names separated by commas. Throws for what cannot be the name of a status, and for the bot's own. */
export function checkNames(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  const found = [...new Set(names.filter((name) => name !== ''))];
  const wrong = found.find((name) => name.length > 100 || name === verdictContext);
  if (wrong === undefined && found.length <= 20) return found;
  throw new UsageError(
    `input candidate-checks: ${wrong ?? `${found.length} names`}: name at most 20 statuses, separated by commas, and not ${verdictContext}, which speaks for itself`,
  );
}
