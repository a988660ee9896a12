/** What a check of the set-up says of what people give: the key, and variables. */

import { type Finding, fine, missing, unknown, warning } from '../../domain/setup/finding.ts';
import type { ModelFault } from '../../ports/model.ts';

const secret = 'Settings > Secrets and variables > Actions > Secrets: ANTHROPIC_API_KEY';

/** null: the key is taken, and the model is there. */
export function modelFinding(model: string, fault: ModelFault | null): Finding {
  const check = 'Claude';
  if (fault === null) return fine(check, `the key is taken, and ${model} is there`);
  switch (fault.kind) {
    case 'no_key':
      return warning(
        check,
        'no API key: candidates are mutations, and rules alone analyse',
        secret,
      );
    case 'wrong_key':
      return missing(
        check,
        `the API does not take the key: ${fault.said}`,
        `A new one, from the Claude Console; ${secret}`,
      );
    case 'unknown_model': {
      const others =
        fault.alternatives.length === 0 ? 'another one' : `one of ${fault.alternatives.join(', ')}`;
      return missing(check, `there is no model ${model}`, `The variable CRUCIBLE_MODEL: ${others}`);
    }
    case 'unpriced_model':
      return missing(
        check,
        `what ${model} costs is not known, so that nothing bounds it`,
        'The variable CRUCIBLE_MODEL_PRICE: dollars per million tokens in and out, 2/10; or a model of the price list',
      );
    default:
      return unknown(
        check,
        `the API did not say: ${fault.kind.replaceAll('_', ' ')}`,
        'Run the check again',
      );
  }
}

/** An input that has a value which it does not take. */
export interface WrongInput {
  readonly name: string;
  readonly why: string;
}

export function variablesFinding(wrong: readonly WrongInput[]): Finding {
  const check = 'variables';
  if (wrong.length === 0) return fine(check, 'every one has a value that its input takes');
  const names = wrong.map(({ name }) => `CRUCIBLE_${name.toUpperCase().replaceAll('-', '_')}`);
  return missing(
    check,
    wrong.map(({ why }) => why).join('; '),
    `Settings > Secrets and variables > Actions > Variables: change or delete ${names.join(', ')}`,
  );
}

/** Of what only a run on GitHub can see. */
export function elsewhereFinding(check: string): Finding {
  return unknown(check, 'needs a runner', 'Actions > check-setup > Run workflow');
}
