/** A stand-in for the action: it takes and gives what the real one does, so that the workflows can be tried alone. */

export const digests = ['a', 'b'].map((letter) => letter.repeat(64)) as [string, string];

const actionFile = `name: stand-in
inputs: { token: { default: "\${{ github.token }}" } }
runs: { using: node24, main: dist/main.js }
`;

/** `propose` for the benchmark `nothing` finds nothing to do. */
const main = `
import fs from 'node:fs';
import path from 'node:path';
const input = (name) => process.env['INPUT_' + name.toUpperCase()] ?? '';
const output = (name, value) => fs.appendFileSync(process.env.GITHUB_OUTPUT, name + '=' + value + '\\n');
const write = (name, text) => {
  fs.mkdirSync(input('output'), { recursive: true });
  fs.writeFileSync(path.join(input('output'), name), text);
};
const read = () => (fs.existsSync(input('artifacts')) ? fs.readdirSync(input('artifacts'), { recursive: true }).sort().join(' ') : 'none');
const digests = ${JSON.stringify(digests)};
switch (input('command')) {
  case 'propose': {
    const entries = input('benchmark') === 'nothing' ? [] : digests;
    write('plan.json', '{}');
    output('evaluations', JSON.stringify(entries.map((digest) => ({ benchmark: 'small', digest, shard: '1-of-1' }))));
    output('candidates', JSON.stringify(entries.map((digest, i) => ({ benchmark: 'small', digest, 'pull-request': i + 1 }))));
    output('reserved-usd', '0.25');
    break;
  }
  case 'evaluate':
    write(input('digest') + '.json', fs.readFileSync('benchmarks/small/benchmark.json', 'utf8'));
    break;
  case 'analyse':
    write('analyses.json', input('reserved-usd'));
    output('verifications', JSON.stringify(digests.slice(0, 1).map((digest) => ({ benchmark: 'small', digest, 'pull-request': 1 }))));
    break;
  case 'verify':
    write(input('digest') + '.json', read());
    break;
  case 'publish':
    console.log(read());
    output('verdict', 'rejected');
    output('pull-request', '2');
    break;
  case 'respond': {
    const { comment } = JSON.parse(fs.readFileSync(process.env.GITHUB_EVENT_PATH, 'utf8'));
    output('evolve', String(comment.body === '/evaluate'));
    output('candidates', '0');
    output('idea', 'Runs');
    break;
  }
}
`;

export const actionFiles: Readonly<Record<string, string>> = {
  'action.yml': actionFile,
  'dist/main.js': main,
  'package.json': '{ "type": "module" }',
};
