/** `crucible report`: what the pull requests of the local forge tell. */

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../domain/usage-error.ts';
import { readFigures } from '../flows/figures.ts';
import { readHistory } from '../flows/history.ts';
import { lineageFiles } from '../flows/lineage.ts';
import { reportPage } from '../flows/page.ts';
import type { Workshop } from '../flows/workshop.ts';
import { renderLeaderboard } from '../render/leaderboard.ts';
import type { Style } from '../render/style.ts';
import type { Environment } from './environment.ts';
import { openLocalBench } from './local-bench.ts';
import type { ReportOptions } from './options.ts';

/**
 * Prints the leaderboard, or with `--json` every trial record, one a line, oldest first, or with `--html`
 * and `--lineage` the paths of the files, once they are written.
 */
export async function reportCommand(
  options: ReportOptions,
  environment: Environment,
): Promise<number> {
  const { workshop, close } = await openLocalBench(options, environment);
  try {
    const lines = await linesOf(options, workshop, environment);
    environment.stdout.write(lines.map((line) => `${line}\n`).join(''));
    return 0;
  } finally {
    await close();
  }
}

async function linesOf(
  { json, html, lineage }: ReportOptions,
  workshop: Workshop,
  environment: Environment,
): Promise<readonly string[]> {
  if (html) return [await writePage(workshop, environment, html.file)];
  if (lineage) return writeLineage(workshop, environment, lineage.folder);
  if (!json) return leaderboardLines(workshop, environment.style);
  return (await readHistory(workshop)).map(({ trial }) => JSON.stringify(trial));
}

/** Writes the report as a page; `file` is null for the local forge's folder. Returns its path from here. */
export async function writePage(
  workshop: Workshop,
  { workingFolder, crucible }: Environment,
  file: string | null,
): Promise<string> {
  const target =
    file === null ? path.join(crucible, 'report.html') : path.resolve(workingFolder, file);
  const page = await reportPage([workshop], null);
  try {
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, page);
  } catch (error) {
    throw new UsageError(`--html: the page cannot be written: ${(error as Error).message}`);
  }
  return path.relative(workingFolder, target);
}

/** Writes the lineage; `folder` is null for the local forge's. Returns the files' paths from here. */
async function writeLineage(
  workshop: Workshop,
  { workingFolder, crucible }: Environment,
  folder: string | null,
): Promise<readonly string[]> {
  const files = await lineageFiles(workshop);
  if (files === null) {
    const { name } = workshop.benchmark;
    throw new UsageError(
      `--lineage: no candidate of ${name} has a rate yet, so there is nothing to draw`,
    );
  }
  const target = folder === null ? crucible : path.resolve(workingFolder, folder);
  try {
    await mkdir(target, { recursive: true });
    for (const { name, text } of files) await writeFile(path.join(target, name), text);
  } catch (error) {
    throw new UsageError(`--lineage: the files cannot be written: ${(error as Error).message}`);
  }
  return files.map(({ name }) => path.relative(workingFolder, path.join(target, name)));
}

/** The leaderboard of what the local forge holds. */
export async function leaderboardLines(
  workshop: Workshop,
  style: Style,
): Promise<readonly string[]> {
  return renderLeaderboard(await readFigures(workshop), style);
}
