/** Every trouble at every request of every story, each against the story as it goes without. */

import { isDeclared } from './declared.ts';
import { differences, printDifference } from './difference.ts';
import { faultNames, faults, suits } from './fate.ts';
import type { Asked } from './gate.ts';
import type { Story } from './stories.ts';
import { newestWrite, type Told, type Trouble, tellStory } from './telling.ts';
import type { Place } from './world.ts';

export interface Case {
  readonly story: string;
  readonly trouble: Exclude<Trouble, { kind: 'none' }>;
  readonly asked: Asked;
}

export interface Outcome extends Case {
  /** Differences from the undisturbed end that nobody declared, and broken invariants. */
  readonly wrong: readonly string[];
  readonly declared: readonly string[];
  readonly lines: readonly string[];
}

/**
 * Killed before each request is sent, and after its effect. Where requests follow one another the latter
 * is the same as before the next one, and is left out; where they are under way together it is not.
 */
export function killsOf(story: Story, { passage }: Told): Case[] {
  const { asked } = passage;
  return asked.flatMap((each, i) => {
    const before = { kind: 'kill', index: each.index, when: 'before' } as const;
    const after = { kind: 'kill', index: each.index, when: 'after' } as const;
    const together = each.service === 'dynamodb' || i === asked.length - 1;
    const troubles = together ? [before, after] : [before];
    return troubles.map((trouble) => ({ story: story.name, trouble, asked: each }));
  });
}

/** Each kind of fault at each request that it can befall. */
export function faultsOf(story: Story, { passage }: Told): Case[] {
  return passage.asked.flatMap((asked) =>
    faultNames
      .filter((fault) => suits(fault, asked))
      .filter((fault) => {
        return faults[fault].kind !== 'stale' || newestWrite(passage.asked, asked.index) !== null;
      })
      .map((fault) => ({
        story: story.name,
        trouble: { kind: 'fault', index: asked.index, fault } as const,
        asked,
      })),
  );
}

export interface Bench {
  readonly place: Place;
  readonly story: Story;
  readonly undisturbed: Told;
  /** Milliseconds in place of every limit. */
  readonly limit: number;
}

export async function runCase(each: Case, bench: Bench): Promise<Outcome> {
  const { place, story, undisturbed, limit } = bench;
  const told = await tellStory(place, story, each.trouble, { limit, undisturbed });
  const found = differences(undisturbed.end, told.end);
  const declared = found.filter((difference) => isDeclared(difference, each));
  const open = found.filter((difference) => !isDeclared(difference, each));
  return {
    ...each,
    wrong: [...told.wrong, ...open.map(printDifference)],
    declared: declared.map(printDifference),
    lines: told.lines,
  };
}

export function nameOf({ story, trouble, asked }: Case): string {
  const what = trouble.kind === 'kill' ? `killed ${trouble.when}` : `${trouble.fault} at`;
  return `${story}: ${what} ${asked.index} ${asked.name}`;
}
