/** Reads what the picture and the document of a lineage show. */

import { renderLineage, type WrittenFile } from '../render/lineage/document.ts';
import { readFigures } from './figures.ts';
import type { Workshop } from './workshop.ts';

/** The lineage of this benchmark as files; null while no candidate has a rate. */
export async function lineageFiles(workshop: Workshop): Promise<readonly WrittenFile[] | null> {
  return renderLineage(await readFigures(workshop));
}
