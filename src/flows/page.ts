/** Reads what the report page shows. */

import { renderPage } from '../render/page/page.ts';
import { readFigures } from './figures.ts';
import type { Workshop } from './workshop.ts';

/** The report of these benchmarks as one HTML file; `pullRequests` as `renderPage` takes it. */
export async function reportPage(
  workshops: readonly Workshop[],
  pullRequests: string | null,
): Promise<string> {
  return renderPage(await Promise.all(workshops.map(readFigures)), pullRequests);
}
