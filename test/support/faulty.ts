/** A decorator that makes the next call of a method fail: before it had an effect, or after. */

type Method<T> = {
  [K in keyof T]: T[K] extends (...args: never[]) => unknown ? K : never;
}[keyof T];

export type When = 'before' | 'after';

export interface Faults<T> {
  /** The next call of the method rejects: as if the request, or only its answer, got lost. */
  failNext(method: Method<T>, when: When): void;
  /** Names of the methods that were called, in order. */
  readonly calls: readonly string[];
}

export type Faulty<T> = T & Faults<T>;

/** The target with fault knobs on it; all its methods must return promises. */
export function faulty<T extends object>(target: T): Faulty<T> {
  const planned = new Map<PropertyKey, When>();
  const calls: string[] = [];
  const failNext = (method: PropertyKey, when: When) => planned.set(method, when);
  return new Proxy(target, {
    get(_, name) {
      if (name === 'failNext') return failNext;
      if (name === 'calls') return calls;
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]) => {
        calls.push(String(name));
        const when = planned.get(name);
        planned.delete(name);
        if (when === 'before') throw new Error(`${String(name)} was lost on its way`);
        const result: unknown = await Reflect.apply(member, target, args);
        if (when === 'after') throw new Error(`the answer of ${String(name)} was lost`);
        return result;
      };
    },
  }) as Faulty<T>;
}
