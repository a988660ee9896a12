/** `command: report`: brings the dashboard issue up to date, and writes the page where one is wished for. */

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { reportPage } from '../flows/page.ts';
import { reportDashboard } from '../flows/report.ts';
import { readHistories, syncTrials } from '../flows/store.ts';
import { openHouse } from './house.ts';
import { setOutput } from './outputs.ts';
import type { RunPlace } from './place.ts';
import { folderInput, textInput } from './read-input.ts';
import { storeWith } from './storing.ts';

export async function reportAction(place: RunPlace): Promise<void> {
  const history = { from: null, output: folderInput('output', place.workspace) };
  const { workshops, dashboard, hasLeftHistory } = await openHouse(place, history);
  setOutput('dashboard', String(await reportDashboard(workshops, dashboard)));
  setOutput('history', String(hasLeftHistory()));
  await storeWith(async (storing) => syncTrials(await readHistories(workshops), storing));
  const page = textInput('page');
  if (page === '') return;
  const folder = path.resolve(place.workspace, page);
  await mkdir(folder, { recursive: true });
  const text = await reportPage(workshops, `${place.repositoryUrl}/pull/`);
  await writeFile(path.join(folder, 'index.html'), text);
}
