import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { describe, it } from 'node:test';

/** Which layers each layer may import, and which packages; the edges may import everything. */
const rules: Readonly<Record<string, { layers: string[]; packages: string[] }>> = {
  domain: {
    layers: ['domain'],
    packages: ['acorn', 'eslint-scope', 'estree', 'zod', '@noble/hashes'],
  },
  ports: { layers: ['domain', 'ports'], packages: [] },
  render: { layers: ['domain', 'ports', 'render'], packages: ['zod', 'fflate'] },
  flows: { layers: ['domain', 'ports', 'render', 'flows'], packages: [] },
  adapters: {
    layers: ['domain', 'ports', 'adapters'],
    packages: [
      'node',
      'zod',
      'acorn',
      'quickjs-emscripten',
      '@anthropic-ai/sdk',
      '@aws-sdk/client-dynamodb',
      '@octokit/rest',
      '@octokit/plugin-retry',
      '@octokit/plugin-throttling',
      'bottleneck',
      'fflate',
    ],
  },
};

interface Import {
  readonly from: string;
  readonly to: string;
}

function sourceFiles(): string[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
}

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join('src', file), 'utf8');
  const found = text.matchAll(/^(?:import|export)[^;]*? from '([^']+)';|^import '([^']+)';/gm);
  return [...found].map(([, a, b]) => ({ from: file, to: (a ?? b) as string }));
}

function layerOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] as string) : 'edge';
}

/** The package's name without its subpath; `node` for a builtin. */
function packageOf(specifier: string): string {
  if (isBuiltin(specifier)) return 'node';
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

const files = sourceFiles();
const imports = files.flatMap(importsOf);
const isLocal = ({ to }: Import) => to.startsWith('.');
const target = ({ from, to }: Import) => path.join(path.dirname(from), to);

describe('the house', () => {
  it('has imports that go one way', () => {
    const wrong = imports
      .filter(isLocal)
      .filter(
        (each) => !(rules[layerOf(each.from)]?.layers.includes(layerOf(target(each))) ?? true),
      )
      .map((each) => `${each.from} -> ${target(each)}`);
    assert.deepEqual(wrong, []);
  });

  it('keeps packages and the machine out of its inner layers', () => {
    const wrong = imports
      .filter((each) => !isLocal(each))
      .filter(({ from, to }) => !(rules[layerOf(from)]?.packages.includes(packageOf(to)) ?? true))
      .map(({ from, to }) => `${from} -> ${to}`);
    assert.deepEqual(wrong, []);
  });

  it('has a domain, words and flows without clock and randomness', () => {
    const wrong = files
      .filter((file) => ['domain', 'render', 'flows', 'ports'].includes(layerOf(file)))
      .filter((file) => {
        const code = readFileSync(path.join('src', file), 'utf8').replace(/'[^'\n]*'|`[^`]*`/g, '');
        return /\bMath\.random\(|\bDate\.now\(|new Date\(\)|\bprocess\./.test(code);
      });
    assert.deepEqual(wrong, []);
  });

  it('has no cycles', () => {
    const edges = new Map(files.map((file) => [file, importsOf(file).filter(isLocal)]));
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const visit = (file: string, trail: string[]) => {
      if (state.get(file) === 'open') cycles.push([...trail, file].join(' -> '));
      if (state.has(file)) return;
      state.set(file, 'open');
      for (const each of edges.get(file) ?? []) visit(target(each), [...trail, file]);
      state.set(file, 'done');
    };
    for (const file of files) visit(file, []);
    assert.deepEqual(cycles, []);
  });

  it('keeps files under 300 lines', () => {
    const long = files.filter(
      (file) => readFileSync(path.join('src', file), 'utf8').split('\n').length > 300,
    );
    assert.deepEqual(long, []);
  });
});
