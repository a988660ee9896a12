#!/usr/bin/env node
/** The local edge: the same bot on the embedded forge. The one place that catches everything. */

import { type Environment, readEnvironment } from './cli/environment.ts';
import { usage } from './cli/help.ts';
import { type Command, parseCommand } from './cli/options.ts';
import { UsageError } from './domain/usage-error.ts';

/** As sysexits.h has it: the command was used wrongly. */
const wrongUsage = 64;
const ownError = 3;

/** Commands are loaded when they are called: `--help` needs none of them. */
async function run(command: Command, environment: Environment): Promise<number> {
  const { stdout, stderr } = environment;
  switch (command.kind) {
    case 'help':
      stdout.write(usage);
      return 0;
    case 'wrong':
      stderr.write(`crucible: ${command.why}\nSee crucible --help.\n`);
      return wrongUsage;
    case 'start':
      return (await import('./cli/start.ts')).startCommand(command, environment);
    case 'propose':
      return (await import('./cli/start.ts')).proposeCommand(command, environment);
    case 'evaluate':
      return (await import('./cli/evaluate.ts')).evaluateCommand(command, environment);
    case 'report':
      return (await import('./cli/report.ts')).reportCommand(command, environment);
    case 'sync':
      return (await import('./cli/sync.ts')).syncCommand(command, environment);
    case 'replay':
      return (await import('./cli/record.ts')).replayCommand(command, environment);
    case 'doctor':
      if (command.github === null) {
        return (await import('./cli/doctor.ts')).doctorCommand(environment);
      }
      return (await import('./cli/doctor-github.ts')).doctorGitHub(command.github, environment);
  }
}

const environment = readEnvironment();
try {
  process.exitCode = await run(parseCommand(process.argv.slice(2)), environment);
} catch (error) {
  environment.stderr.write(`crucible: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = error instanceof UsageError ? wrongUsage : ownError;
}
