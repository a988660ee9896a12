/** How the lists of a snapshot are read page by page. */

import type { Page, SnapshotLists } from './reading.ts';

export type ListName = 'open' | 'past' | 'branches';
export type Cursors = Partial<Record<ListName, string | null>>;

/** Where each list goes on; lists that ended are left out. Past pull requests go on in a query of their own. */
export function nextPages(lists: SnapshotLists): Cursors {
  const pages = Object.entries(lists).filter(isUnfinished);
  return Object.fromEntries(pages.map(([name, page]) => [name, page.pageInfo.endCursor]));
}

function isUnfinished(entry: [string, unknown]): entry is [ListName, Page<unknown>] {
  const [name, page] = entry;
  if (!['open', 'branches'].includes(name)) return false;
  return (page as Page<unknown>).pageInfo.hasNextPage;
}
