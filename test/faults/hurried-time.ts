/**
 * Time in a job that is watched: its clock is the story's, its pauses pass at once, its limits are short, and
 * once it is dead nothing that it waited for ever comes. Outside of such jobs time is as ever.
 */

import { AsyncLocalStorage } from 'node:async_hooks';
import { syncBuiltinESMExports } from 'node:module';
import timersPromises from 'node:timers/promises';
import { promisify } from 'node:util';

/** One process of the bot's, from its start to its end. */
export interface Life {
  /** Seconds since 1970. */
  readonly now: () => number;
  /** Milliseconds in place of every limit: those of requests and whole calls. */
  readonly limit: number;
  dead: boolean;
  /** What it wrote to its output. */
  readonly lines: string[];
}

const lives = new AsyncLocalStorage<Life>();
/** In milliseconds: who waits longer does not pause, but gives up. */
const longestPause = 9_999;
const hurry = 500;

const real = {
  setTimeout: globalThis.setTimeout,
  now: Date.now,
  wait: timersPromises.setTimeout,
  timeout: AbortSignal.timeout,
  write: process.stdout.write,
};

/** The time that passes outside of jobs, in milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return real.wait(milliseconds);
}

/** Does something within a life. */
export function live<T>(life: Life, act: () => Promise<T>): Promise<T> {
  begin();
  return lives.run(life, act);
}

/** From here on the process knows the difference. May be called again. */
function begin(): void {
  if (globalThis.setTimeout !== real.setTimeout) return;
  const hurried = (act: (...args: unknown[]) => void, wait = 0, ...args: unknown[]) => {
    const life = lives.getStore();
    if (!life) return real.setTimeout(act, wait, ...args);
    return real.setTimeout(() => life.dead || act(...args), shorten(wait, life));
  };
  const whole = { [promisify.custom]: Reflect.get(real.setTimeout, promisify.custom) as unknown };
  globalThis.setTimeout = Object.assign(hurried, whole) as unknown as typeof setTimeout;
  timersPromises.setTimeout = (async (wait = 0, value?: unknown, options = {}) => {
    const life = lives.getStore();
    const waited = await real.wait(life ? shorten(wait, life) : wait, value, options);
    if (life?.dead) await new Promise(() => {});
    return waited;
  }) as typeof timersPromises.setTimeout;
  syncBuiltinESMExports();
  Date.now = () => {
    const life = lives.getStore();
    return life ? life.now() * 1000 : real.now();
  };
  AbortSignal.timeout = (wait) => {
    const life = lives.getStore();
    if (!life) return real.timeout(wait);
    const controller = new AbortController();
    const late = () => new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    const end = () => life.dead || controller.abort(late());
    real.setTimeout(end, shorten(wait, life)).unref();
    return controller.signal;
  };
  process.stdout.write = ((text: string | Uint8Array, ...rest: []) => {
    const life = lives.getStore();
    if (!life || typeof text !== 'string') return real.write.call(process.stdout, text, ...rest);
    life.lines.push(text.trimEnd());
    return true;
  }) as typeof process.stdout.write;
}

function shorten(wait: number, { limit }: Life): number {
  return wait > longestPause ? limit : Math.ceil(wait / hurry);
}
