/** The command was used wrongly; the message says how to mend it. */
export class UsageError extends Error {
  override name = 'UsageError';
}
