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
const read = (name) => (fs.existsSync(input(name)) ? fs.readdirSync(input(name), { recursive: true }).sort().join(' ') : 'none');
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
    break;
  case 'verify':
    if (input('digest') === digests[0]) write(input('digest') + '.json', read('results') + ' ' + read('analyses'));
    break;
  case 'publish':
    console.log(read('plan') + '; ' + read('results') + '; ' + read('verifications') + '; ' + read('analyses'));
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
