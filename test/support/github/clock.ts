/** The server's time, in seconds: it moves by itself only with writes, so that every run is the same. */
export class Clock {
  #seconds = 1_795_305_600;
  #step = 1;

  get now(): number {
    return this.#seconds;
  }

  /** The time of the next write. */
  tick(): number {
    this.#seconds += this.#step;
    return this.#seconds;
  }

  /** Writes do not move it any more: what is committed twice then is one commit, with one SHA. */
  stop(): void {
    this.#step = 0;
  }

  advance(seconds: number): void {
    this.#seconds += seconds;
  }
}

/** As GitHub writes times: without milliseconds. */
export function isoTime(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}
