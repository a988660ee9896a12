/** Whose candidates are evaluated and merged without a person's word. */

import type { PullRequest } from '../ports/forge.ts';
import type { Workshop } from './workshop.ts';

export async function isAuthorised(
  { byBot, author }: PullRequest,
  { people, rules }: Pick<Workshop, 'people' | 'rules'>,
): Promise<boolean> {
  if (byBot) return true;
  switch (rules.acceptFrom) {
    case 'anyone':
      return true;
    case 'writers':
      return people.mayWrite(author);
    case 'bot':
      return false;
  }
}
