/** Calls are synchronous: no promise is ever waited for. */

import type { Finding } from '../failure.ts';
import { codecExports } from '../globals.ts';
import type { SourceCode } from '../source/code.ts';
import { type FunctionNode, functionName, isFunction } from '../source/functions.ts';

const fix =
  'Remove `async` and `await`: calls are synchronous, and the bytes themselves are returned, not a promise of them.';

/** Nobody reads more. */
const mostFindings = 50;

/** Async functions, and `await` outside of them; an await inside belongs to its function's finding. */
export function asyncFindings(code: SourceCode): Finding[] {
  const findings: Finding[] = [];
  for (const node of code.nodes) {
    if (findings.length >= mostFindings) break;
    if (isFunction(node) && node.async) findings.push(asyncFunction(code, node));
    const awaits =
      node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await);
    if (!awaits || [...code.ancestors(node)].some(isFunction)) continue;
    const message = 'Top-level `await`: the module would never finish loading.';
    findings.push({ rule: 'async', ...code.locate(node), message, fix });
  }
  return findings;
}

function asyncFunction(code: SourceCode, node: FunctionNode): Finding {
  const name = functionName(code, node);
  const parent = code.parent(node);
  const isMethod =
    parent?.type === 'MethodDefinition' || (parent?.type === 'Property' && parent.method);
  const what = name === null ? 'An anonymous function here' : `\`${name}\``;
  const exported = codecExports.some((each) => each === name);
  const why = exported ? 'would return a promise, not bytes' : 'its promise would never be settled';
  return {
    rule: 'async',
    ...code.locate(isMethod ? parent : node),
    message: exported
      ? `${what} is an async function: it ${why}.`
      : `${what} is an async function: ${why}.`,
    fix,
  };
}
