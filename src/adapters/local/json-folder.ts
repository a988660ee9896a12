/** A folder of JSON files of one form, one a name. Files are replaced whole: a crash leaves the old one. */

import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type * as z from 'zod';

export type JsonRead<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'missing' }
  | { readonly kind: 'corrupt'; readonly file: string; readonly why: string };

export class JsonFolder<T> {
  readonly #folder: string;
  readonly #schema: z.ZodType<T>;

  constructor(folder: string, schema: z.ZodType<T>) {
    this.#folder = folder;
    this.#schema = schema;
  }

  names(): string[] {
    mkdirSync(this.#folder, { recursive: true });
    const files = readdirSync(this.#folder).filter((file) => file.endsWith('.json'));
    return files.map((file) => path.basename(file, '.json')).sort();
  }

  read(name: string): JsonRead<T> {
    const file = this.#fileOf(name);
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { kind: 'missing' };
      throw error;
    }
    return this.#parse(text, file);
  }

  write(name: string, value: T): void {
    const file = this.#fileOf(name);
    mkdirSync(this.#folder, { recursive: true });
    // Nothing else in this process can write in between, so the process id makes the name unique.
    const fresh = `${file}.${process.pid}.new`;
    writeFileSync(fresh, `${JSON.stringify(value, null, 2)}\n`);
    renameSync(fresh, file);
  }

  #parse(text: string, file: string): JsonRead<T> {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      return { kind: 'corrupt', file, why: (error as SyntaxError).message };
    }
    const result = this.#schema.safeParse(value);
    if (result.success) return { kind: 'value', value: result.data };
    const [issue] = result.error.issues;
    return { kind: 'corrupt', file, why: `${issue?.path.join('.')}: ${issue?.message}` };
  }

  #fileOf(name: string): string {
    if (!/^[\w-]+$/.test(name)) throw new Error(`'${name}' cannot be the name of a file`);
    return path.join(this.#folder, `${name}.json`);
  }
}
