/**
 * `npm run causes`: what the bot says of every broken codec in test/causes, against the truth. `-- --twins` checks that
 * the mended twins work, `-- --show NAME ...` prints what is said, `-- --folder DIR` takes other codecs of the same form.
 */

import { writeFileSync } from 'node:fs';
import { QuickJsSandbox } from '../../src/adapters/quickjs/sandbox.ts';
import { brokenCodecs, openJudge } from './case.ts';
import { type Score, scoreOf, scoreTable } from './score.ts';

const args = process.argv.slice(2);
const option = (name: string) => {
  const at = args.indexOf(name);
  return at < 0 ? null : args.slice(at + 1).filter((arg) => !arg.startsWith('--'));
};
const shown = option('--show');
const [other] = option('--folder') ?? [];
const sandbox = new QuickJsSandbox(0);
const judge = await openJudge(sandbox);
const codecs = brokenCodecs(other).filter(
  ({ name }) => !shown || shown.length === 0 || shown.some((part) => name.includes(part)),
);
const scores: Score[] = [];
const broken: string[] = [];
for (const codec of codecs) {
  if (args.includes('--twins')) {
    const { status } = await judge(codec.mended, codec.objective);
    if (status === 'failed' || status === 'error') broken.push(`${codec.name}: its twin ${status}`);
    continue;
  }
  const judgement = await judge(codec.source, codec.objective);
  const score = scoreOf(codec, judgement);
  scores.push(score);
  const marks = [
    score.category ? 'category' : 'CATEGORY',
    score.misleading ? 'MISLEADING' : score.true ? 'true' : 'open',
    score.near ? 'near' : 'far',
    score.repaired ? 'repaired' : '-',
  ];
  console.log(`${codec.name.padEnd(32)} ${score.confidence.padEnd(9)} ${marks.join(' ')}`);
  if (shown)
    console.log(`  ${judgement.analysis?.root_cause}\n  ${judgement.analysis?.fix_suggestion}\n`);
}
await sandbox.close();
for (const line of broken) console.log(line);
if (scores.length > 0) console.log(scoreTable(scores));
if (!other && !shown && scores.length > 0) {
  writeFileSync('test/causes/score.json', `${JSON.stringify(scores, null, 1)}\n`);
}
process.exitCode = broken.length > 0 || scores.some(({ misleading }) => misleading) ? 1 : 0;
