/** `command: report`: brings the dashboard issue up to date. */

import { reportDashboard } from '../flows/report.ts';
import { openHouse } from './house.ts';
import { setOutput } from './outputs.ts';
import type { RunPlace } from './place.ts';

export async function reportAction(place: RunPlace): Promise<void> {
  const { workshops, dashboard } = await openHouse(place);
  setOutput('dashboard', String(await reportDashboard(workshops, dashboard)));
}
