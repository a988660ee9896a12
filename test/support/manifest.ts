/** action.yml and the README's table, made from the one schema of inputs and outputs. */

import { commandNames, inputs, outputs } from '../../src/action/inputs.ts';

const head = `# Made from src/action/inputs.ts: UPDATE_SNAPSHOTS=1 npm test -- --only manifest
name: Codec Crucible
description: Evaluates an image or video codec in a sandbox on real frames, judges it against a baseline, and explains what is wrong.
author: The Codec Crucible contributors
branding:
  icon: film
  color: orange
`;

const runs = `runs:
  using: node24
  main: dist/main.js
`;

export function actionManifest(): string {
  const all = Object.entries(inputs).map(
    ([name, { description, default: value }]) =>
      `  ${name}:\n    description: ${quoted(description)}\n    default: ${quoted(value)}\n`,
  );
  const given = Object.entries(outputs).map(
    ([name, description]) => `  ${name}:\n    description: ${quoted(description)}\n`,
  );
  return [head, `inputs:\n${all.join('')}`, `outputs:\n${given.join('')}`, runs].join('\n');
}

/** What people need who evaluate one file. */
const ofFile = ['file', 'benchmark', 'baseline', 'early-stop', 'jobs'];

/** The same for the README: only what evaluates one file. */
export function fileInputTable(): string {
  const rows = inputTable().split('\n');
  const own = rows.filter((row) => ofFile.some((name) => row.startsWith(`| \`${name}\` |`)));
  const cells = [...rows.slice(0, 2), ...own].map((row) =>
    row.split(' | ').slice(0, 3).join(' | '),
  );
  return cells.map((row) => `${row} |`).join('\n');
}

export function inputTable(): string {
  const rows = Object.entries(inputs).map(([name, { description, default: value, commands }]) => {
    const shown = value === '' ? '' : `\`${value}\``;
    const readers = commands.length === commandNames.length ? 'all' : commands.join(', ');
    return `| \`${name}\` | ${shown} | ${description} | ${readers} |`;
  });
  return ['| input | default | what it is | read by |', '| --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

export function outputTable(): string {
  const rows = Object.entries(outputs).map(
    ([name, description]) => `| \`${name}\` | ${description} |`,
  );
  return ['| output | what it is |', '| --- | --- |', ...rows].join('\n');
}

/** A YAML scalar in double quotes: no text can be read as anything else. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
