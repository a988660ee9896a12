import { UsageError } from './usage-error.ts';

/** The place where the bot lives is not set up for it. The message names the setting and where it is. */
export class SetupError extends UsageError {
  override name = 'SetupError';
}
