/** The main stories: each is told without trouble first, and then again with all kinds of it. */

import { ancestors } from '../support/github/history.ts';
import { isPull } from '../support/github/model.ts';
import type { TestRepository } from '../support/github/repository.ts';
import type { CommentPayload } from '../support/github/webhooks.ts';
import { better, codecPath, wasteful } from '../support/workshop.ts';
import type { Script } from './model.ts';
import type { Ended, Ran, World } from './world.ts';

/** One thing that happens. It is done again when it was killed, or failed. */
export interface Step {
  readonly name: string;
  /** What people do for it, once. */
  readonly once?: (world: World) => void;
  readonly act: (world: World) => Promise<Ran>;
}

export interface Story {
  readonly name: string;
  readonly script: Script;
  /** Told without any trouble. */
  readonly before: (world: World) => Promise<void>;
  readonly steps: readonly Step[];
  /** What becomes of the pull requests: otherwise the story is not the one that its name says. */
  readonly end: readonly string[];
}

/** What stands on the default branch when a story begins. */
export const stored = wasteful(2);
const good = wasteful(1);
const worse = wasteful(3);
/** `better` with a slip in it. */
const misspelt = better.replace('  const out = [];', '  const out = [].lenght.valueOf();');
const slipped = good.replace('return out;', 'return out.lenght.valueOf();');
/** Better than `better`: it looks at the frame before, too. */
const best = better
  .replace('predict(samples, i) { return', 'predict(samples, i, b) { return b ? b.data[i] + 1 :')
  .replace('compressFrame(frame)', 'compressFrame(frame, { previous })')
  .replace('predict(frame.data, i)', 'predict(frame.data, i, previous)')
  .replace(
    '(frame.data[i + 1] - frame.data[i])',
    '(frame.data[i + 1] - predict(frame.data, i + 1, previous))',
  )
  .replace('{ width, height }', '{ width, height, previous }')
  .replace('predict(samples, at)', 'predict(samples, at, previous)');

const schedule: Step = { name: 'the schedule', act: (world) => world.schedule() };
const report: Step = { name: 'the report', act: (world) => world.report() };

type Where = number | 'dashboard';

/** Somebody comments, and the bot answers. `HEAD` in the words is the pull request's head. */
function says(login: string, where: Where, words: string): Step {
  const payloads = new WeakMap<World, CommentPayload>();
  const answered = new WeakMap<World, Ended>();
  return {
    name: `${login} on ${where === 'dashboard' ? 'the dashboard' : `#${where}`}: ${words}`,
    once: (world) => {
      const { repository } = world;
      const number = where === 'dashboard' ? dashboardOf(world) : where;
      const head = where === 'dashboard' ? '' : repository.pull(where).headSha;
      payloads.set(world, repository.as(login).comment(number, words.replace('HEAD', head)));
    },
    async act(world) {
      const payload = payloads.get(world);
      if (!payload) throw new Error('nobody said anything');
      // A job that was lost is started again with the same comment; a run that was lost, by the schedule.
      const ended = answered.get(world) ?? (await world.answer(payload));
      if (ended.kind !== 'done') return ended.kind;
      answered.set(world, ended);
      return ended.outputs.evolve === 'true' ? world.schedule() : 'done';
    },
  };
}

function dashboardOf({ repository }: World): number {
  const dashboard = repository.issues.find((issue) => !isPull(issue));
  if (!dashboard) throw new Error('there is no dashboard yet');
  return dashboard.number;
}

function also(step: Step, act: (world: World) => void): Step {
  const once = (world: World) => {
    step.once?.(world);
    act(world);
  };
  return { ...step, once };
}

async function tell(world: World, ...steps: readonly Step[]): Promise<void> {
  for (const { name, once, act } of steps) {
    once?.(world);
    const ran = await act(world);
    if (ran !== 'done') throw new Error(`${name}: ${ran}\n${world.lines.join('\n')}`);
  }
}

/** A failure and its repair, a rejection; then two winners of which one is merged; table and dashboard. */
const evolution: Story = {
  name: 'evolution',
  script: {
    proposals: { Copies: slipped, Worse: worse, Runs: better, Best: best },
    repairs: new Map([[slipped, good]]),
  },
  before: async (world) => {
    world.wish = 2;
  },
  steps: [
    schedule,
    also(schedule, (world) => {
      world.wish = 4;
    }),
  ],
  end: ['merged', 'closed', 'closed', 'merged'],
};

/** Comments on a stranger's winner, on the bot's candidate that failed, and on the dashboard. */
const commands: Story = {
  name: 'commands',
  script: {
    proposals: { Runs: misspelt, Good: good },
    repairs: new Map([[misspelt, best]]),
  },
  async before(world) {
    world.wish = 1;
    // Nothing is repaired before somebody asks for it.
    world.repairs = 0;
    world.repository.as('eve').openFromFork({ branch: 'idea', files: { [codecPath]: better } });
    await tell(world, schedule);
  },
  steps: [
    says('ada', 'dashboard', '/pause'),
    says('ada', 'dashboard', '/resume'),
    says('ada', 1, '/evaluate HEAD'),
    says('ada', 1, '/hold'),
    says('ada', 1, '/merge HEAD'),
    says('eve', 3, '/close'),
    says('ada', 3, '/explain'),
    says('ada', 3, '/repair'),
    also(says('ada', 'dashboard', '/propose small Store less.'), (world) => {
      world.wish = 2;
    }),
  ],
  end: ['merged', 'merged', 'closed'],
};

/**
 * A person merged what was held, so that a candidate of the bot's stands on a baseline that is gone: it is put
 * on top. Then a person's winner does: it goes on in a pull request of the bot's.
 */
const renewal: Story = {
  name: 'renewal',
  script: { proposals: { Runs: better }, repairs: new Map() },
  async before(world) {
    const { repository } = world;
    const [ada, eve] = ['ada', 'eve'].map((login) => repository.as(login));
    if (!ada || !eve) throw new Error('nobody is there');
    eve.openFromFork({ branch: 'idea', files: { [codecPath]: good } });
    world.meanwhile = () => ada.label(3, 'crucible: on hold');
    await tell(world, says('ada', 1, '/evaluate HEAD'), schedule);
    ada.merge(1);
    ada.unlabel(3, 'crucible: on hold');
  },
  steps: [
    schedule,
    also(schedule, ({ repository }) => {
      const ada = repository.as('ada');
      const files = { [codecPath]: best };
      const { number } = ada.openFromFork({ branch: 'runs', files });
      ada.pushToPull(number, files, { onto: firstCommit(repository) });
    }),
  ],
  end: ['merged', 'merged', 'open', 'merged'],
};

/** Of the default branch. */
function firstCommit({ store, mainTip }: TestRepository): string {
  return [...ancestors(store, mainTip)].at(-1) ?? mainTip;
}

/** The table was lost: the report writes everything down anew. */
const account: Story = {
  name: 'report',
  script: {
    proposals: { Copies: slipped, Worse: worse },
    repairs: new Map([[slipped, good]]),
  },
  async before(world) {
    world.storing = false;
    await tell(world, schedule);
    world.storing = true;
  },
  steps: [report],
  end: ['merged', 'closed'],
};

export const stories: readonly Story[] = [evolution, commands, renewal, account];
