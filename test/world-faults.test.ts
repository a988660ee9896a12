import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import { digestOf } from '../src/domain/digest.ts';
import { type Bench, type Case, faultsOf, killsOf, nameOf, runCase } from './faults/campaign.ts';
import { faultNames, faults } from './faults/fate.ts';
import { stories } from './faults/stories.ts';
import { tellStory } from './faults/telling.ts';
import { openPlace } from './faults/world.ts';
import { DynamoDbLocal } from './support/dynamodb-local.ts';
import { remembering } from './support/octo-flows.ts';
import { installed } from './support/tools.ts';

/** Each state of the code draws its own sample, and the same one each time. `npm run faults` leaves nothing out. */
const seed = digestOf(readFileSync('dist/main.js', 'utf8'));

/** Long enough that a busy machine does not reach it. */
const limit = 20_000;

function drawn<T>(list: readonly T[], what: string): T | undefined {
  return list[Number.parseInt(digestOf(`${seed} ${what}`).slice(0, 8), 16) % list.length];
}

/** One of the cases for each key. */
function oneOfEach(cases: readonly Case[], key: (each: Case) => string): Case[] {
  const keys = [...new Set(cases.map(key))];
  return keys.flatMap(
    (name) =>
      drawn(
        cases.filter((each) => key(each) === name),
        name,
      ) ?? [],
  );
}

describe('the main stories with trouble: at the end everything is as it is without', () => {
  const java = installed('java', '-version');
  const sandbox = remembering(new QuickJsSandbox(1));
  const benches = new Map<string, Bench>();
  const closing: (() => Promise<void>)[] = [() => sandbox.close()];
  before(async () => {
    // Without it the stories are told without a table.
    if (java === null) {
      assert.notEqual(process.env.REQUIRE_ALL, '1', 'Java 17 is missing and REQUIRE_ALL is set');
      console.log('not run with a table: Java 17 missing');
    }
    const engine = java === null ? null : await DynamoDbLocal.start(java);
    if (engine) closing.push(() => engine.stop());
    const place = await openPlace(sandbox, engine);
    closing.push(() => place.close());
    for (const story of stories) {
      const without = { kind: 'none' } as const;
      const undisturbed = await tellStory(place, story, without, { limit, undisturbed: null });
      benches.set(story.name, { place, story, undisturbed, limit });
    }
  });
  after(async () => {
    for (const close of closing) await close();
  });

  const casesOf = (list: (bench: Bench) => Case[]) => [...benches.values()].flatMap(list);

  async function check(cases: readonly Case[]): Promise<void> {
    for (const each of cases) {
      const bench = benches.get(each.story);
      assert.ok(bench);
      const { wrong } = await runCase(each, bench);
      assert.deepEqual(wrong, [], nameOf(each));
    }
    console.log(`${cases.length} points, 0 differences`);
  }

  it('goes well without any', () => {
    for (const { story, undisturbed } of benches.values()) {
      const states = undisturbed.end.portrait.pullRequests as readonly { readonly state: string }[];
      assert.deepEqual(
        states.map(({ state }) => state),
        story.end,
        story.name,
      );
      assert.deepEqual(undisturbed.wrong, [], story.name);
    }
  });

  it('survives its death before each kind of request that writes', async () => {
    const all = casesOf(({ story, undisturbed }) => killsOf(story, undisturbed));
    const writing = all.filter(({ asked }) => asked.writes);
    // The shortest story that has such a request is told.
    const first = new Map<string, string>();
    for (const name of ['report', 'renewal', 'evolution', 'commands']) {
      for (const { story, asked } of writing) {
        if (story === name && !first.has(asked.name)) first.set(asked.name, name);
      }
    }
    const short = writing.filter(({ story, asked }) => first.get(asked.name) === story);
    // A third of the kinds each time: all of them would take longer than everything else.
    const cases = oneOfEach(short, ({ asked }) => asked.name);
    await check(cases.filter((_, i) => i % 3 === Number.parseInt(seed.slice(0, 8), 16) % 3));
  });

  it('survives every other kind of fault somewhere', async () => {
    const all = casesOf(({ story, undisturbed }) => faultsOf(story, undisturbed));
    // Who waits for a limit waits too long here.
    const quick = all.filter(
      ({ story, trouble }) =>
        story !== 'commands' &&
        trouble.kind === 'fault' &&
        faults[trouble.fault].kind !== 'silence',
    );
    const kind = ({ trouble }: Case) => (trouble.kind === 'fault' ? trouble.fault : '');
    const cases = oneOfEach(quick, kind);
    const silences = faultNames.filter((name) => faults[name].kind === 'silence').length;
    assert.equal(cases.length, faultNames.length - silences);
    await check(cases.filter((_, i) => i % 4 === Number.parseInt(seed.slice(0, 8), 16) % 4));
  });
});
