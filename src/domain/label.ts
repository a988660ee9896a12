/** Which labels of a pull request are the bot's to change. */

const prefixes = ['crucible: ', 'severity: ', 'category: '];

/** The labels of a pull request after the bot has set its own to `own`; those of people stay. */
export function replaceOwnLabels(
  labels: readonly string[],
  own: readonly string[],
): readonly string[] {
  const others = labels.filter((label) => !prefixes.some((prefix) => label.startsWith(prefix)));
  return [...new Set([...others, ...own])];
}
