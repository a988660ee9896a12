// How the product is bundled: one place for dist/ and for the tests, so that both have the same layout.
import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const quickjs = createRequire(require.resolve('quickjs-emscripten'));

// The evaluator runs as a process of its own, its workers as threads: each needs a file of its own.
export const evaluatorEntries = [
  'src/adapters/quickjs/evaluator.ts',
  'src/adapters/quickjs/worker.ts',
];

/** Bundles the entry points into one flat folder, the engine's .wasm beside them. */
export async function bundle(entryPoints, outdir, options = {}) {
  await mkdir(outdir, { recursive: true });
  await build({
    entryPoints,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    entryNames: '[name]',
    chunkNames: 'chunk-[hash]',
    loader: { '.guest.js': 'text', '.css': 'text' },
    legalComments: 'none',
    logLevel: 'warning',
    // CommonJS dependencies call require(), which an ES module does not have.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    ...options,
  });
  await copyFile(
    quickjs.resolve('@jitl/quickjs-wasmfile-release-sync/wasm'),
    path.join(outdir, 'quickjs.wasm'),
  );
}
