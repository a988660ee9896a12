/** What the bot's own branches begin with: nothing else is ever taken for its work. */

export const candidateBranches = 'crucible/';
/** Lines for the prompt: people merge them, and no run looks at them. */
export const guidanceBranches = 'crucible-guidance/';
