/** One share of the campaign, as a process of its own: prints a line of JSON for each case. */

import { QuickJsSandbox } from '../../src/adapters/quickjs/sandbox.ts';
import { DynamoDbLocal } from '../support/dynamodb-local.ts';
import { remembering } from '../support/octo-flows.ts';
import { installed } from '../support/tools.ts';
import { type Case, faultsOf, killsOf, nameOf, runCase } from './campaign.ts';
import { type Story, stories } from './stories.ts';
import { tellStory } from './telling.ts';
import { openPlace, type Place } from './world.ts';

interface Share {
  readonly story: string;
  /** `kills` or `faults`. */
  readonly what: string;
  readonly part: number;
  readonly of: number;
  /** Every how manieth case. */
  readonly every: number;
  /** Only cases whose name has this. */
  readonly only: string;
}

const limit = 1500;

async function runShare(place: Place, story: Story, share: Share): Promise<void> {
  const undisturbed = await tellStory(
    place,
    story,
    { kind: 'none' },
    { limit: 10_000, undisturbed: null },
  );
  const { end, passage, wrong: broken } = undisturbed;
  const states = end.portrait.pullRequests.map((each) => Reflect.get(each as object, 'state'));
  const expected = JSON.stringify(story.end) === JSON.stringify(states);
  say({
    ...{ kind: 'told', story: story.name, requests: passage.asked.length },
    wrong: expected ? broken : [...broken, `the pull requests end as ${states.join(', ')}`],
  });
  const cases: Case[] =
    share.what === 'kills' ? killsOf(story, undisturbed) : faultsOf(story, undisturbed);
  const own = cases
    .filter((each) => nameOf(each).includes(share.only))
    .filter((_, i) => i % share.every === 0)
    .filter((_, i) => i % share.of === share.part);
  for (const each of own) {
    const { wrong, declared, lines } = await runCase(each, { place, story, undisturbed, limit });
    const { trouble } = each;
    say({
      ...{ kind: 'case', story: story.name, trouble: share.what, name: nameOf(each) },
      fault: trouble.kind === 'fault' ? trouble.fault : `killed ${trouble.when}`,
      ...{ wrong, declared },
      lines: wrong.length > 0 ? lines : [],
    });
  }
}

function say(what: object): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

const [story = '', what = 'kills', part = '0', of = '1', every = '1', only = ''] =
  process.argv.slice(2);
const sandbox = remembering(new QuickJsSandbox(1));
const java = installed('java', '-version');
const engine = java === null ? null : await DynamoDbLocal.start(java);
const place = await openPlace(sandbox, engine);
try {
  for (const each of stories.filter(({ name }) => story === '' || name === story)) {
    const share = { story, what, part: Number(part), of: Number(of), every: Number(every), only };
    await runShare(place, each, share);
  }
} finally {
  await place.close();
  await engine?.stop();
  await sandbox.close();
}
// Whoever was killed in a story still waits for an answer.
process.exit(0);
