/** Reads what the report page shows. */

import { digestOf } from '../domain/digest.ts';
import { renderPage } from '../render/page/page.ts';
import { readHistory } from './history.ts';
import type { Workshop } from './workshop.ts';

/** The report of these benchmarks as one HTML file; `pullRequests` as `renderPage` takes it. */
export async function reportPage(
  workshops: readonly Workshop[],
  pullRequests: string | null,
): Promise<string> {
  const benchmarks = await Promise.all(
    workshops.map(async (workshop) => ({
      benchmark: workshop.benchmark,
      baselineDigest: digestOf((await workshop.forge.baseline(workshop.path)).source),
      trials: (await readHistory(workshop)).map(({ trial }) => trial),
    })),
  );
  return renderPage(benchmarks, pullRequests);
}
