/**
 * GitHub's own workflow parser and expression evaluator. They import JSON without an attribute, which Node.js
 * refuses, so they are bundled in memory, once for each process.
 */

import type { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import type { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { build } from 'esbuild';

export interface ActionsLibrary {
  readonly parseWorkflow: typeof parseWorkflow;
  readonly NoOperationTraceWriter: typeof NoOperationTraceWriter;
  readonly Lexer: typeof Lexer;
  readonly Parser: typeof Parser;
  readonly Evaluator: typeof Evaluator;
  readonly data: typeof data;
}

const entry = `
  export { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
  export { data, Evaluator, Lexer, Parser } from '@actions/expressions';`;

const banner = `
  import { createRequire as __createRequire } from 'node:module';
  const require = __createRequire(process.cwd() + '/');`;

async function load(): Promise<ActionsLibrary> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: process.cwd() },
    banner: { js: banner },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}

let loading: Promise<ActionsLibrary> | undefined;

export function actionsLibrary(): Promise<ActionsLibrary> {
  loading ??= load();
  return loading;
}
