/** Imports: a candidate is one file, and none is allowed. */

import type { AnyNode, Expression } from 'acorn';
import type { Finding, SourceLocation } from '../failure.ts';
import { absentGlobals } from '../globals.ts';
import type { SourceCode } from '../source/code.ts';
import { plainLine } from '../text/plain-text.ts';
import { Reach } from './reached.ts';

/** The modules that Node brings along, without `node:`. The domain cannot ask Node for them. */
const builtinModules = new Set(
  (
    'assert async_hooks buffer child_process cluster console constants crypto dgram ' +
    'diagnostics_channel dns domain events fs http http2 https inspector module net os path ' +
    'perf_hooks process punycode querystring readline repl stream string_decoder sys timers tls ' +
    'trace_events tty url util v8 vm wasi worker_threads zlib'
  ).split(' '),
);

const instead: Readonly<Record<string, string | undefined>> = {
  buffer: absentGlobals.Buffer,
  crypto: absentGlobals.crypto,
  fs: 'There are no files: everything a codec needs comes in `frame` and `context`.',
  os: absentGlobals.process,
  perf_hooks: absentGlobals.performance,
  process: absentGlobals.process,
  timers: absentGlobals.setTimeout,
  worker_threads: absentGlobals.Worker,
  zlib: absentGlobals.CompressionStream,
};

const allowed =
  'Use only what the sandbox allows: the globals of the language, such as typed arrays, DataView, Math, Map and BigInt.';

/** Imports of every form: static, `export ... from`, and `import()`. */
export function importFindings(code: SourceCode): Finding[] {
  const reach = new Reach(code);
  return code.nodes.flatMap((node) => {
    switch (node.type) {
      case 'ImportDeclaration':
        return [importFinding(`${node.source.value}`, 'Import', code.locate(node))];
      case 'ExportAllDeclaration':
        return [importFinding(`${node.source.value}`, 'Re-export', code.locate(node))];
      case 'ExportNamedDeclaration':
        return node.source
          ? [importFinding(`${node.source.value}`, 'Re-export', code.locate(node))]
          : [];
      case 'ImportExpression':
        return reach.isDead(node) ? [] : [dynamicImport(code, node, node.source)];
      default:
        return [];
    }
  });
}

/** The finding for one module that is asked for, by whatever means. */
export function importFinding(
  specifier: string,
  form: 'Import' | 'Re-export',
  location: SourceLocation,
): Finding {
  const name = plainLine(specifier, 80);
  const builtin = builtinName(specifier);
  if (builtin !== null) {
    const hint = instead[builtin];
    const fix = `Remove the import. ${hint === undefined ? '' : `${hint} `}${allowed}`;
    return { rule: 'builtin_import', ...location, message: `Forbidden import: ${name}`, fix };
  }
  const gone = /^[./]/.test(specifier)
    ? 'a candidate is one file'
    : 'packages and addresses cannot be reached';
  return {
    rule: 'missing_import',
    ...location,
    message: `${form} of ${name}, which is not there: ${gone}.`,
    fix: `Write what is needed from ${name} into this file and remove the ${form.toLowerCase()}.`,
  };
}

/** `fs` for `fs`, `node:fs` and `fs/promises`; null for what Node does not bring along. */
function builtinName(specifier: string): string | null {
  const bare = specifier.replace(/^node:/, '').split('/')[0] ?? '';
  return bare !== specifier.split('/')[0] || builtinModules.has(bare) ? bare : null;
}

function dynamicImport(code: SourceCode, node: AnyNode, source: Expression): Finding {
  const location = code.locate(node);
  if (source.type === 'Literal') return importFinding(`${source.value}`, 'Import', location);
  return {
    rule: 'missing_import',
    ...location,
    message: `Import of \`${code.excerpt(source)}\`, which cannot be there: nothing can be imported.`,
    fix: 'Remove `import()` and write the code into this file.',
  };
}
