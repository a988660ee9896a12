/** What a person gave is wrong: a word of the command, a file, a folder. The message says how to mend it. */
export class UsageError extends Error {
  override name = 'UsageError';
}
