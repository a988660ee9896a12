/** The action's edge: reads inputs, runs the command, sets outputs. Everything unexpected ends here. */

import * as core from '@actions/core';
import { evaluateAction } from './action/evaluate.ts';

try {
  const command = core.getInput('command');
  if (command !== 'evaluate') {
    throw new Error(`input command: '${command}' is not known; use 'evaluate'`);
  }
  await evaluateAction();
} catch (error) {
  core.setFailed(error instanceof Error ? error.message : String(error));
}
