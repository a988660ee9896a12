/** The action's edge: one command a step. Everything unexpected ends here. */

import * as core from '@actions/core';
import { type CommandName, commandNames } from './action/inputs.ts';
import { runPlace } from './action/place.ts';
import { choiceInput, textInput } from './action/read-input.ts';

/** Commands are loaded when they are called: those that run candidates load nothing that talks to GitHub. */
async function run(command: CommandName): Promise<void> {
  switch (command) {
    case 'evaluate':
      if (textInput('artifacts') === '')
        return (await import('./action/evaluate.ts')).evaluateAction();
      return (await import('./action/evaluate-plan.ts')).evaluatePlanAction(runPlace());
    case 'verify':
      return (await import('./action/verify.ts')).verifyAction(runPlace());
    case 'propose':
      return (await import('./action/propose.ts')).proposeAction(runPlace());
    case 'analyse':
      return (await import('./action/analyse.ts')).analyseAction(runPlace());
    case 'publish':
      return (await import('./action/publish.ts')).publishAction(runPlace());
    case 'respond':
      return (await import('./action/respond.ts')).respondAction(runPlace());
    case 'report':
      return (await import('./action/report.ts')).reportAction(runPlace());
    case 'check-setup':
      return (await import('./action/check-setup.ts')).checkSetupAction(runPlace());
  }
}

try {
  await run(choiceInput('command', commandNames));
} catch (error) {
  core.setFailed(error instanceof Error ? error.message : String(error));
}
