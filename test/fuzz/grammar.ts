/**
 * Programs out of a grammar: modules that are mostly valid, with all the syntax that the engine has. What
 * they compute means nothing; they are there to reach every corner of check, engine and analysis.
 */

import type { Dice, Weighted } from './dice.ts';
import * as words from './words.ts';

interface Scope {
  readonly names: readonly string[];
  readonly variables: readonly string[];
  readonly privates: readonly string[];
  readonly labels: readonly string[];
  readonly loop: boolean;
  readonly inFunction: boolean;
  readonly generator: boolean;
  readonly method: boolean;
}

const moduleScope: Scope = {
  names: [],
  variables: [],
  privates: [],
  labels: [],
  loop: false,
  inFunction: false,
  generator: false,
  method: false,
};

/** A whole module that exports the two functions, in one of the ways there are. */
export function generateModule(dice: Dice): string {
  return new Pen(dice, dice.weighted(sizes)).module();
}

/** One expression over these names; for splicing. */
export function generateExpression(dice: Dice, names: readonly string[]): string {
  const scope = { ...moduleScope, names, variables: names, inFunction: true };
  return new Pen(dice, dice.between(2, 25)).expression(scope);
}

/** One statement over these names; for splicing. */
export function generateStatement(dice: Dice, names: readonly string[]): string {
  const scope = { ...moduleScope, names, variables: names, inFunction: true };
  return new Pen(dice, dice.between(5, 50)).statement(scope);
}

/** How many nodes a program may have. */
const sizes: Weighted<number> = [
  [3, 15],
  [4, 60],
  [3, 200],
  [1, 600],
];

type Make = (scope: Scope) => string;

class Pen {
  readonly #dice: Dice;
  #fuel: number;
  #named = 0;
  #depth = 0;

  constructor(dice: Dice, fuel: number) {
    this.#dice = dice;
    this.#fuel = fuel;
  }

  module(): string {
    const dice = this.#dice;
    let scope = moduleScope;
    const parts: string[] = [];
    if (dice.chance(0.02)) parts.push(this.#import());
    for (let left = dice.between(0, 4); left > 0; left--) {
      if (dice.chance(0.7)) {
        const declared = this.#declaration(scope);
        scope = declared.scope;
        parts.push(declared.text);
      } else parts.push(this.#shielded(this.statement(scope)));
    }
    const [encoder, decoder] = dice.pick(honestPairs);
    const compress = this.#codecFunction(scope, encoder, ['compressFrame', 'frame']);
    const decompress = this.#codecFunction(scope, decoder, ['decompressFrame', 'bytes']);
    parts.push(...(dice.chance(0.9) ? [compress, decompress] : [decompress, compress]));
    if (dice.chance(0.1)) parts.push(this.statement(scope));
    if (dice.chance(0.02)) parts.splice(dice.below(parts.length), 1);
    return `${parts.join('\n')}\n`;
  }

  #import(): string {
    return this.#dice.pick([
      "import os from 'node:os';",
      "import './other.js';",
      "export * from 'fs';",
      "import * as all from 'codec.js';",
      "export { x as y } from './x.js';",
      "const late = () => import('x');",
      'const where = () => import.meta.url;',
    ]);
  }

  /** `export function NAME(...)`, or another form that comes to the same. */
  #codecFunction(outer: Scope, honest: string, [name, input]: readonly [string, string]): string {
    const dice = this.#dice;
    const scope: Scope = {
      ...outer,
      names: [...outer.names, input, 'context'],
      variables: [...outer.variables, input],
      inFunction: true,
    };
    const returned = dice.chance(0.8) ? honest : this.expression(scope);
    const made = this.#block(scope, dice.between(0, 4));
    const body = `${dice.chance(0.65) ? this.#shielded(made) : made}\n  return ${returned};`;
    const params = `${input}, context`;
    return dice.weighted<() => string>([
      [20, () => `export function ${name}(${params}) {\n${body}\n}`],
      [2, () => `export const ${name} = (${params}) => {\n${body}\n};`],
      [2, () => `export let ${name} = function (${params}) {\n${body}\n};`],
      [
        1,
        () => `function own_${name}(${params}) {\n${body}\n}\nexport { own_${name} as ${name} };`,
      ],
      [0.3, () => `export function* ${name}(${params}) {\n${body}\n}`],
      [0.2, () => `export async function ${name}(${params}) {\n${body}\n}`],
      [0.2, () => `export class ${name} { static run(${params}) {\n${body}\n} }`],
      [0.2, () => `function ${name}(${params}) {\n${body}\n}`],
      [0.2, () => `export default function ${name}(${params}) {\n${body}\n}`],
      [0.2, () => `export const ${name} = ${this.expression(outer)};`],
    ])();
  }

  /** So that what it throws does not end the program. */
  #shielded(text: string): string {
    return `try {\n${text}\n} catch${this.#dice.pick([' {}', ' (caught) {}', ' ({ message }) {}'])}`;
  }

  // ---- statements ------------------------------------------------------------------------------

  #block(outer: Scope, count: number): string {
    let scope = outer;
    const lines: string[] = [];
    for (let left = count; left > 0; left--) {
      if (this.#dice.chance(0.4)) {
        const declared = this.#declaration(scope);
        scope = declared.scope;
        lines.push(declared.text);
      } else lines.push(this.statement(scope));
    }
    return lines.join('\n');
  }

  statement(scope: Scope): string {
    if (this.#spent()) return `${this.expression(scope)};`;
    this.#depth += 1;
    const text = this.#dice.weighted(this.#statements)(scope);
    this.#depth -= 1;
    return text;
  }

  readonly #statements: Weighted<Make> = [
    [10, (s) => `${this.#guarded(this.expression(s))};`],
    [
      6,
      (s) =>
        `${this.#target(s)} ${this.#dice.pick(words.assignmentOperators)} ${this.expression(s)};`,
    ],
    [
      4,
      (s) =>
        `if (${this.expression(s)}) ${this.#body(s)}${this.#dice.chance(0.4) ? ` else ${this.#body(s)}` : ''}`,
    ],
    [5, (s) => this.#countedLoop(s)],
    [2, (s) => this.#forOf(s)],
    [2, (s) => this.#forIn(s)],
    [2, (s) => this.#whileLoop(s)],
    [2, (s) => this.#switch(s)],
    [3, (s) => this.#try(s)],
    [1, (s) => this.#labelled(s)],
    [2, (s) => this.#jump(s)],
    [1, (s) => `{\n${this.#block(s, this.#dice.between(0, 3))}\n}`],
    [0.5, (s) => `throw ${this.expression(s)};`],
    [0.3, () => ';'],
    [0.4, () => `{ ${this.#dice.pick(words.hazards)} }`],
    [0.1, () => 'debugger;'],
    [0.1, (s) => `with (${this.expression(s)}) {}`],
  ];

  #body(scope: Scope): string {
    return `{\n${this.#block(scope, this.#dice.between(0, 3))}\n}`;
  }

  #loopBody(scope: Scope, ...names: readonly string[]): string {
    return this.#body({ ...scope, loop: true, names: [...scope.names, ...names] });
  }

  #countedLoop(scope: Scope): string {
    const i = this.#name();
    const most = this.#dice.weighted<string>([
      [10, '3'],
      [10, '8'],
      [4, '100'],
      [1, '5000'],
      [2, this.expression(scope)],
    ]);
    const step = this.#dice.weighted<string>([
      [10, `${i}++`],
      [2, `${i} += 2`],
      [0.1, ''],
    ]);
    return `for (let ${i} = 0; ${i} < ${most}; ${step}) ${this.#loopBody(scope, i)}`;
  }

  #forOf(scope: Scope): string {
    const name = this.#name();
    const iterated = this.#dice.weighted<Make>([
      [4, (s) => this.#array(s)],
      [2, () => `[...'ab'].entries()`],
      [2, (s) => `(${this.#function(s, { generator: true })})()`],
      [1, (s) => this.#iterable(s)],
      [2, (s) => this.expression(s)],
    ])(scope);
    const target = this.#dice.chance(0.8) ? `const ${name}` : `let [${name}]`;
    return `for (${target} of ${iterated}) ${this.#loopBody(scope, name)}`;
  }

  #forIn(scope: Scope): string {
    const name = this.#name();
    return `for (const ${name} in ${this.expression(scope)}) ${this.#loopBody(scope, name)}`;
  }

  #whileLoop(scope: Scope): string {
    const left = this.#name();
    if (this.#dice.chance(0.01)) return `for (;;) ${this.#loopBody(scope)}`;
    const body = this.#loopBody(scope, left);
    return this.#dice.chance(0.5)
      ? `{ let ${left} = 5; while (${left}-- > 0 && ${this.expression(scope)}) ${body} }`
      : `{ let ${left} = 5; do ${body} while (--${left} > 0); }`;
  }

  #switch(scope: Scope): string {
    const cases = this.#dice.times(0, 4, () => {
      const body = this.#block({ ...scope, names: scope.names }, this.#dice.between(0, 2));
      return `case ${this.expression(scope)}: {\n${body}\n${this.#dice.chance(0.5) ? 'break;' : ''}}`;
    });
    if (this.#dice.chance(0.5)) cases.splice(this.#dice.below(cases.length + 1), 0, 'default: {}');
    return `switch (${this.expression(scope)}) {\n${cases.join('\n')}\n}`;
  }

  #try(scope: Scope): string {
    const error = this.#name();
    const inner = { ...scope, names: [...scope.names, error] };
    const caught = this.#dice.pick([` (${error}) ${this.#body(inner)}`, ` ${this.#body(scope)}`]);
    const last = ` finally ${this.#body(scope)}`;
    const parts = this.#dice.weighted([
      [5, `catch${caught}`],
      [2, `catch${caught}${last}`],
      [1, last],
    ] as const);
    return `try ${this.#body(scope)} ${parts}`;
  }

  #labelled(scope: Scope): string {
    const label = `${this.#dice.pick(words.labels)}${++this.#named}`;
    return `${label}: ${this.#countedLoop({ ...scope, labels: [...scope.labels, label] })}`;
  }

  #jump(scope: Scope): string {
    const label =
      scope.labels.length > 0 && this.#dice.chance(0.4) ? this.#dice.pick(scope.labels) : '';
    const word = this.#dice.pick(['break', 'continue']);
    if (scope.loop) return `if (${this.expression(scope)}) ${word} ${label};`;
    return scope.inFunction && this.#dice.chance(0.3)
      ? `if (${this.expression(scope)}) return ${this.expression(scope)};`
      : `${this.expression(scope)};`;
  }

  #declaration(scope: Scope): { text: string; scope: Scope } {
    const name = this.#name();
    const known = { ...scope, names: [...scope.names, name] };
    const variable = { ...known, variables: [...scope.variables, name] };
    return this.#dice.weighted<() => { text: string; scope: Scope }>([
      [5, () => ({ text: `let ${name} = ${this.expression(scope)};`, scope: variable })],
      [5, () => ({ text: `const ${name} = ${this.expression(scope)};`, scope: known })],
      [1, () => ({ text: `var ${name};`, scope: variable })],
      [
        2,
        () => ({
          text: `let ${this.#pattern(name, scope)} = ${this.expression(scope)};`,
          scope: variable,
        }),
      ],
      [4, () => ({ text: `function ${this.#signature(name, known)}`, scope: known })],
      [
        1,
        () => ({
          text: `function* ${this.#signature(name, { ...known, generator: true })}`,
          scope: known,
        }),
      ],
      [2, () => ({ text: this.#class(scope, name), scope: known })],
      [0.1, () => ({ text: `async function ${this.#signature(name, known)}`, scope: known })],
    ])();
  }

  /** `name(params) { ... }` */
  #signature(name: string, outer: Scope): string {
    const { params, scope } = this.#params(outer);
    const end = this.#dice.chance(0.8) ? `\nreturn ${this.expression(scope)};` : '';
    return `${name}(${params}) {\n${this.#block(scope, this.#dice.between(0, 3))}${end}\n}`;
  }

  #params(outer: Scope): { params: string; scope: Scope } {
    const names = this.#dice.times(0, 3, () => this.#name());
    const scope: Scope = {
      ...outer,
      names: [...outer.names, ...names],
      variables: [...outer.variables, ...names],
      labels: [],
      loop: false,
      inFunction: true,
    };
    const params = names.map((name, at) => {
      if (at === names.length - 1 && this.#dice.chance(0.1)) return `...${name}`;
      if (this.#dice.chance(0.15)) return `${name} = ${this.expression(outer)}`;
      return this.#dice.chance(0.15) ? `${this.#pattern(name, outer)} = {}` : name;
    });
    return { params: params.join(', '), scope };
  }

  /** Destructuring that ends in `name`. */
  #pattern(name: string, scope: Scope): string {
    const prop = this.#dice.pick(
      words.properties.filter((each) => !/^(arguments|__proto__)$/.test(each)),
    );
    return this.#dice.pick([
      `[${name}]`,
      `[, ${name} = ${this.expression(scope)}]`,
      `[...${name}]`,
      `{ ${prop}: ${name} }`,
      `{ ${prop}: ${name} = ${this.expression(scope)} }`,
      `{ ...${name} }`,
      `{ ${prop}: { ${prop}: ${name} } = {} }`,
      `{ [${this.expression(scope)}]: ${name} }`,
    ]);
  }

  // ---- expressions -----------------------------------------------------------------------------

  expression(scope: Scope): string {
    if (this.#spent()) return this.#leaf(scope);
    this.#depth += 1;
    const text = this.#dice.weighted(this.#expressions)(scope);
    this.#depth -= 1;
    return text;
  }

  readonly #expressions: Weighted<Make> = [
    [14, (s) => this.#leaf(s)],
    [
      12,
      (s) =>
        `(${this.#dice.chance(0.9) ? this.#integer(s) : this.expression(s)} ${this.#dice.weighted(words.binaryOperators)} ${this.expression(s)})`,
    ],
    [
      3,
      (s) =>
        `(${this.expression(s)} ${this.#dice.pick(words.logicalOperators)} ${this.expression(s)})`,
    ],
    [
      3,
      (s) =>
        `(${this.#dice.pick(['-', '+', '!', '~', 'typeof ', 'void ', 'delete '])}${this.#unaryTarget(s)})`,
    ],
    [2, (s) => `(${this.expression(s)} ? ${this.expression(s)} : ${this.expression(s)})`],
    [1, (s) => `(${this.expression(s)}, ${this.expression(s)})`],
    [
      3,
      (s) =>
        `(${this.#target(s)} ${this.#dice.pick(words.assignmentOperators)} ${this.expression(s)})`,
    ],
    [2, (s) => `${this.#dice.pick(['++', '--'])}${this.#target(s)}`],
    [4, (s) => this.#array(s)],
    [4, (s) => this.#object(s)],
    [3, (s) => `(${this.#function(s)})`],
    [3, (s) => `(${this.#arrow(s)})`],
    [1, (s) => `(${this.#class(s, '')})`],
    [6, (s) => `${this.#object_(s)}${this.#access(s)}`],
    [12, (s) => this.#libraryCall(s)],
    [4, (s) => `${this.#callee(s)}${this.#dice.chance(0.1) ? '?.' : ''}(${this.#args(s)})`],
    [3, (s) => `new ${this.#dice.pick(words.constructors)}(${this.#args(s)})`],
    [2, (s) => this.#template(s)],
    [1, (s) => this.#iterable(s)],
    [2, (s) => this.#bigExpression(s)],
    [
      1,
      (s) =>
        s.generator
          ? `(yield${this.#dice.chance(0.2) ? '*' : ''} ${this.expression(s)})`
          : this.#leaf(s),
    ],
    [0.5, (s) => (s.inFunction && s.method ? 'super.constructor' : this.#leaf(s))],
    [
      0.5,
      (s) =>
        s.privates.length > 0
          ? `(#${this.#dice.pick(s.privates)} in ${this.#name_(s)})`
          : this.#leaf(s),
    ],
    [
      0.5,
      (s) =>
        `({ ${this.#pattern('x', s).replace(/^.*$/, 'a: [globalThis.q]')} } = ${this.expression(s)})`,
    ],
  ];

  #leaf(scope: Scope): string {
    this.#fuel -= 1;
    return this.#dice.weighted<() => string>([
      [10, () => this.#name_(scope)],
      [8, () => this.#dice.weighted(words.numbers)],
      [3, () => this.#dice.pick(words.strings)],
      [1, () => this.#dice.pick(words.patterns)],
      [1, () => this.#dice.pick(['null', 'undefined', 'true', 'false'])],
      [
        0.5,
        () =>
          (scope.inFunction
            ? this.#dice.pick(['this', 'new.target', 'arguments'])
            : 'this'
          ).replace(/^(new.target|arguments)$/, scope.method ? '$1' : 'this'),
      ],
      [0.5, () => this.#dice.pick(words.bigNumbers)],
      [0.5, () => `Symbol.${this.#dice.pick(words.wellKnownSymbols)}`],
      [0.5, () => this.#dice.pick(words.constructors)],
      [0.04, () => this.#dice.pick(words.strangers)],
    ])();
  }

  #name_(scope: Scope): string {
    if (scope.names.length === 0) return this.#dice.weighted(words.numbers);
    // The newest names are the ones a body is about.
    const name = this.#dice.chance(0.6) ? scope.names.at(-1) : this.#dice.pick(scope.names);
    if (name === 'frame')
      return this.#dice.pick([
        'frame.data',
        'frame.y',
        'frame.width',
        'frame',
        'frame.data.length',
      ]);
    if (name === 'context')
      return this.#dice.pick([
        'context.index',
        'context.quality',
        'context',
        'context.previous',
        'context.width',
      ]);
    return name ?? '0';
  }

  #integer(scope: Scope): string {
    return this.#dice.chance(0.6) ? this.#leaf(scope) : this.expression(scope);
  }

  #unaryTarget(scope: Scope): string {
    return this.#dice.chance(0.5)
      ? this.#leaf(scope).replace(/^-/, '')
      : `(${this.expression(scope)}).a`;
  }

  /** Something that can be assigned to. */
  #target(scope: Scope): string {
    if (scope.variables.length > 0 && this.#dice.chance(0.6)) {
      const name = this.#dice.pick(scope.variables);
      return name === 'frame' || name === 'bytes' ? `${name}[${this.#leaf(scope)}]` : name;
    }
    return `(${this.#object_(scope)})${this.#access(scope).replace('?.', '.').replace('.[', '[')}`;
  }

  #object_(scope: Scope): string {
    return this.#dice
      .weighted<() => string>([
        [6, () => this.#name_(scope)],
        [2, () => this.#array(scope)],
        [2, () => this.#object(scope)],
        [2, () => `(${this.expression(scope)})`],
        [1, () => 'globalThis'],
      ])()
      .replace(/^(-?\d.*)$/, '($1)');
  }

  #access(scope: Scope): string {
    const open = this.#dice.chance(0.15) ? '?.' : '';
    if (scope.privates.length > 0 && this.#dice.chance(0.2))
      return `.#${this.#dice.pick(scope.privates)}`;
    return this.#dice.chance(0.6)
      ? `${open || '.'}${this.#dice.pick(words.properties)}`
      : `${open}[${this.expression(scope)}]`;
  }

  #array(scope: Scope): string {
    const items = this.#dice.times(0, 4, () =>
      this.#dice.weighted<Make>([
        [8, (s) => this.expression(s)],
        [1, (s) => `...${this.#array(s)}`],
        [0.3, () => ''],
      ])(scope),
    );
    return `[${items.join(', ')}]`;
  }

  #object(scope: Scope): string {
    const members = this.#dice.times(0, 4, () => this.#member(scope));
    return `({ ${members.join(', ')} })`;
  }

  #member(scope: Scope): string {
    const key = this.#key(scope);
    const method: Scope = {
      ...scope,
      method: true,
      generator: false,
      loop: false,
      labels: [],
      inFunction: true,
    };
    return this.#dice.weighted<() => string>([
      [8, () => `${key}: ${this.expression(scope)}`],
      [1, () => `get ${key}() { return ${this.expression(method)}; }`],
      [1, () => `set ${key}(${this.#name()}) { ${this.statement(method)} }`],
      [2, () => this.#signature(key, method)],
      [1, () => `*${this.#signature(key, { ...method, generator: true })}`],
      [1, () => `...${this.expression(scope)}`],
    ])();
  }

  #key(scope: Scope): string {
    return this.#dice.weighted<() => string>([
      [6, () => this.#dice.pick(words.properties.filter((each) => each !== '__proto__'))],
      [1, () => `[${this.expression(scope)}]`],
      [1, () => `[Symbol.${this.#dice.pick(words.wellKnownSymbols)}]`],
      [1, () => String(this.#dice.below(10))],
      [1, () => "'a b'"],
      [1, () => this.#dice.pick(words.objectMethods)],
    ])();
  }

  #function(scope: Scope, { generator = this.#dice.chance(0.15) } = {}): string {
    const inner = { ...scope, generator, method: false };
    const name = this.#dice.chance(0.3) ? this.#name() : '';
    return `function${generator ? '*' : ''} ${this.#signature(name, inner)}`;
  }

  #arrow(scope: Scope): string {
    const { params, scope: inner } = this.#params({ ...scope, generator: false });
    return this.#dice.chance(0.7)
      ? `(${params}) => (${this.expression(inner)})`
      : `(${params}) => ${this.#body(inner)}`;
  }

  #class(scope: Scope, name: string): string {
    const heritage = this.#dice.weighted<Make>([
      [6, () => ''],
      [2, () => ` extends ${this.#dice.pick(words.constructors)}`],
      [1, (s) => ` extends (${this.expression(s)})`],
    ])(scope);
    const secret = this.#name();
    const inner: Scope = {
      ...scope,
      privates: [...scope.privates, secret],
      ...{ method: true, generator: false, loop: false, labels: [], inFunction: true },
    };
    const members = this.#dice.times(0, 4, () => {
      const shared = this.#dice.chance(0.2) ? 'static ' : '';
      const key = this.#key(scope).replace(
        /^(constructor|prototype|name|length|caller|arguments)$/,
        'm$1',
      );
      return this.#dice.weighted<() => string>([
        [3, () => `${shared}${key} = ${this.expression(inner).replaceAll('arguments', 'this')};`],
        [4, () => `${shared}${this.#signature(key, inner)}`],
        [1, () => `${shared}get ${key}() { return this.#${secret}; }`],
        [1, () => `${shared}*${this.#signature(key, { ...inner, generator: true })}`],
        [1, () => `static { ${this.#guarded(this.expression({ ...inner, method: false }))}; }`],
      ])();
    });
    if (this.#dice.chance(0.4)) {
      const base = heritage === '' ? '' : `super(${this.#args(scope)}); `;
      members.push(`constructor(...all) { ${base}this.#${secret} = all; }`);
    }
    return `class ${name}${heritage} {\n#${secret} = ${this.#dice.weighted(words.numbers)};\n${members.join('\n')}\n}`;
  }

  #callee(scope: Scope): string {
    return this.#dice.weighted<() => string>([
      [5, () => this.#name_(scope).replace(/^(-?\d.*)$/, '($1)')],
      [2, () => `(${this.#function(scope)})`],
      [2, () => `(${this.#arrow(scope)})`],
      [2, () => `${this.#object_(scope)}.${this.#dice.pick(words.objectMethods)}`],
    ])();
  }

  #args(scope: Scope): string {
    const args = this.#dice.times(0, 3, () =>
      this.#dice.chance(0.07) ? `...${this.#array(scope)}` : this.expression(scope),
    );
    return args.join(', ');
  }

  /** A function of the language on something that mostly has it. */
  #libraryCall(scope: Scope): string {
    const call = (on: string, methods: readonly string[]) =>
      `${on}.${this.#dice.pick(methods)}(${this.#libraryArgs(scope)})`;
    return this.#dice.weighted<() => string>([
      [4, () => `Math.${this.#dice.pick(words.mathFunctions)}(${this.#args(scope)})`],
      [4, () => `${this.#dice.pick(words.staticFunctions)}(${this.#libraryArgs(scope)})`],
      [4, () => call(this.#array(scope), words.arrayMethods)],
      [3, () => call(this.#typedArray(scope), words.typedArrayMethods)],
      [3, () => call(this.#text(scope), words.stringMethods)],
      [2, () => call(this.#collection(scope), words.collectionMethods)],
      [2, () => call(`${this.#array(scope)}.values()`, words.iteratorMethods)],
      [1, () => call(`(${this.#function(scope, { generator: true })})()`, words.iteratorMethods)],
      [1, () => call(`(${this.#leaf(scope)})`, words.numberMethods)],
      [
        1,
        () => call(`new DataView(new ArrayBuffer(${this.#dice.below(20)}))`, words.dataViewMethods),
      ],
      [1, () => call(this.#dice.pick(words.patterns), ['exec', 'test', 'toString', 'compile'])],
      [1, () => call(`(${this.expression(scope)})`, words.objectMethods)],
      [
        0.5,
        () =>
          `${this.#dice.pick(['Array', 'String', 'Uint8Array', 'Map'])}.prototype.${this.#dice.pick(words.arrayMethods)}?.call(${this.#args(scope)})`,
      ],
    ])();
  }

  #libraryArgs(scope: Scope): string {
    const args = this.#dice.times(0, 3, () =>
      this.#dice.weighted<Make>([
        [4, (s) => this.#leaf(s)],
        [3, (s) => `(${this.#arrow(s)})`],
        [3, (s) => this.expression(s)],
        [1, (s) => this.#object(s)],
      ])(scope),
    );
    return args.join(', ');
  }

  #typedArray(scope: Scope): string {
    const kind = this.#dice.pick(this.#dice.chance(0.9) ? words.typedArrays : words.bigTypedArrays);
    return this.#dice.weighted<() => string>([
      [4, () => `new ${kind}(${this.#dice.below(40)})`],
      [2, () => `new ${kind}(${this.#array(scope)})`],
      [2, () => `${kind}.of(${this.#args(scope)})`],
      [2, () => `${kind}.from(${this.#array(scope)}, ${this.#arrow(scope)})`],
      [1, () => `new ${kind}(new ArrayBuffer(16), ${this.#dice.below(3) * 8}, 1)`],
      [1, () => `new ${kind}(new ArrayBuffer(8, { maxByteLength: 16 }))`],
      [0.2, () => `new ${kind}(${this.#leaf(scope)})`],
    ])();
  }

  #text(scope: Scope): string {
    return this.#dice.pick([
      this.#dice.pick(words.strings),
      this.#template(scope),
      `String(${this.expression(scope)})`,
    ]);
  }

  #collection(scope: Scope): string {
    const kind = this.#dice.pick(['Map', 'Set', 'WeakMap', 'WeakSet']);
    return `new ${kind}(${kind === 'Map' ? `[[${this.expression(scope)}, ${this.expression(scope)}]]` : kind === 'Set' ? this.#array(scope) : ''})`;
  }

  #iterable(scope: Scope): string {
    const left = this.#name();
    return `({ ${left}: 3, [Symbol.iterator]() { return this; }, next() { return { done: this.${left}-- <= 0, value: ${this.expression({ ...scope, generator: false, method: true, inFunction: true })} }; }, return() { return {}; } })`;
  }

  #template(scope: Scope): string {
    const tag = this.#dice.weighted([
      [6, ''],
      [1, 'String.raw'],
      [1, `(${this.#arrow(scope)})`],
    ] as const);
    const parts = this.#dice.times(
      0,
      2,
      () => `\${${this.expression(scope)}}${this.#dice.pick(['', 'x', '\\n', '\\u00e9'])}`,
    );
    return `${tag}\`a${parts.join('')}\``;
  }

  #bigExpression(scope: Scope): string {
    const operator = this.#dice.pick([
      '+',
      '-',
      '*',
      '/',
      '%',
      '&',
      '|',
      '^',
      '<<',
      '>>',
      '<',
      '==',
    ]);
    const [left, right] = [this.#dice.pick(words.bigNumbers), this.#dice.pick(words.bigNumbers)];
    return this.#dice.chance(0.5)
      ? `((${left}) ${operator} (${right}))`
      : `BigInt.as${this.#dice.pick(['Int', 'Uint'])}N(${this.#dice.below(70)}, BigInt(${this.expression(scope)}))`;
  }

  /** An expression that may stand at the start of a statement. */
  #guarded(expression: string): string {
    return /^(function|class|let|\{)/.test(expression) ? `(${expression})` : expression;
  }

  #name(): string {
    this.#named += 1;
    return `${this.#dice.pick(['a', 'b', 'k', 'out', 'sum', 'table', 'n', '\u00e4', '$', '_'])}${this.#named}`;
  }

  #spent(): boolean {
    this.#fuel -= 1;
    return this.#fuel <= 0 || this.#depth > 9;
  }
}

/** What an encoder and its decoder may return so that every frame comes back. */
const honestPairs = [
  ['frame.data', 'bytes'],
  ['frame.data.slice()', 'bytes.slice()'],
  ['frame.data.slice().buffer', 'bytes.slice().buffer'],
  ['new Uint8Array(frame.data)', 'new Uint8Array(bytes)'],
  ['Uint8Array.from(frame.data, (x) => x ^ 85)', 'Uint8Array.from(bytes, (x) => x ^ 85)'],
  ['frame.data.map((x, i) => x - (i & 3))', 'bytes.map((x, i) => x + (i & 3))'],
] as const;
