/** What one pull request changes cannot be told: no reason to stop for the others. */

export class UnreadableChange extends Error {
  override readonly name = 'UnreadableChange';
}
