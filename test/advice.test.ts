import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import type { Replacement } from '../src/domain/analyst-answer.ts';
import type { LedgerEntry } from '../src/domain/ledger-text.ts';
import { parseLedgerEntry, printLedgerEntry } from '../src/domain/ledger-text.ts';
import { noCost } from '../src/domain/trial/trial.ts';
import type { Advisers } from '../src/flows/advise.ts';
import { evolve } from '../src/flows/evolve.ts';
import { readHistory } from '../src/flows/history.ts';
import { isOfRun, ledgerPurse, settleSpending } from '../src/flows/spending.ts';
import type { Ledger } from '../src/ports/ledger.ts';
import { runJobs } from './support/jobs.ts';
import { MemoryForge } from './support/memory-forge.ts';
import { remembering } from './support/octo-flows.ts';
import { better, codecPath, scripted, smallWorkshop, wasteful } from './support/workshop.ts';

const sandbox = remembering(new QuickJsSandbox(1));
after(() => sandbox.close());

const failingLine = '  const out = [].lenght.valueOf();';
/** `better` with a slip in its second function's first line. */
const broken = better.replace('  const out = [];', failingLine);
const spending = { model: 'claude-test', cost: { ...noCost, output_tokens: 7, usd: 0.01 } };

interface Script {
  readonly quote?: string;
  readonly replacement?: Replacement | null;
  readonly repair?: string | null;
}

/** A model that says what the script says; counts how often it is asked. */
function scriptedAdvisers({ quote = failingLine, replacement = null, repair = null }: Script) {
  const asked = { analyst: 0, repairer: 0 };
  const advisers: Advisers = {
    analyst: {
      async analyse({ trial }) {
        asked.analyst += 1;
        assert.ok(trial.analysis);
        const words = { root_cause: 'A slip: `lenght`.', fix_suggestion: 'Write an array.' };
        return {
          kind: 'analysed',
          analysis: { ...trial.analysis, ...words, severity: 'low', source: 'claude' },
          quote: { line: 4, text: quote },
          replacement,
          spending,
        };
      },
    },
    repairer: {
      async repair() {
        asked.repairer += 1;
        if (repair === null) {
          return { kind: 'unrepaired', why: 'no idea', fault: null, spending };
        }
        return { kind: 'repaired', source: repair, change: 'Wrote an array.', spending };
      },
    },
  };
  return { asked, advisers };
}

function studioWith(forge: MemoryForge, sources: Readonly<Record<string, string>>) {
  const { workshop } = smallWorkshop(forge, sandbox);
  const { benchmark } = workshop;
  const policy = { ...benchmark.policy, implausible_gain_percent: 99 };
  const lenient = { ...workshop, benchmark: { ...benchmark, policy } };
  return { workshop: lenient, proposer: scripted(sources) };
}

const newForge = () => new MemoryForge({ [codecPath]: wasteful(1) });
const lineOf = (text: string) => broken.split('\n').indexOf(text) + 1;

describe('the advice of a model', () => {
  it('words the analysis, and changes neither category nor severity', async () => {
    const forge = newForge();
    const studio = studioWith(forge, { Slip: broken });
    const { advisers } = scriptedAdvisers({});
    const { trials } = await runJobs(studio, sandbox, { candidates: 1, repairs: 0 }, { advisers });
    const analysis = trials[0]?.analysis;
    assert.equal(analysis?.root_cause, 'A slip: `lenght`.');
    assert.equal(analysis.source, 'claude');
    assert.deepEqual([analysis.failure_category, analysis.severity], ['runtime_error', 'high']);
    assert.equal(trials[0]?.cost.usd, 0.01);
    assert.match((await forge.reviews(1))[0]?.body ?? '', /A slip: `lenght`/);
  });

  it('counts for nothing when it quotes a line that is not there', async () => {
    const studio = studioWith(newForge(), { Slip: broken });
    const { advisers } = scriptedAdvisers({ quote: 'const invented = 1;' });
    const { trials } = await runJobs(studio, sandbox, { candidates: 1 }, { advisers });
    assert.equal(trials[0]?.analysis?.source, 'rules');
    assert.doesNotMatch(trials[0].analysis.root_cause, /A slip/);
  });

  it('becomes a suggestion only after it was run and got further', async () => {
    const mend = { line: lineOf(failingLine), code: '  const out = [];' };
    const useless = { ...mend, code: '  const out = null.x;' };
    for (const [replacement, shown] of [
      [mend, true],
      [useless, false],
    ] as const) {
      const forge = newForge();
      const { advisers } = scriptedAdvisers({ replacement });
      const studio = studioWith(forge, { Slip: broken });
      await runJobs(studio, sandbox, { candidates: 1 }, { advisers });
      const comments = (await forge.reviews(1))[0]?.comments ?? [];
      const suggestion = comments.find(({ body }) => body.includes('```suggestion'));
      assert.equal(suggestion !== undefined, shown);
      if (shown) assert.equal(suggestion?.line, mend.line);
    }
  });
});

describe('a repair', () => {
  it('that got further is committed, judged by the next run like any head, and merged', async () => {
    const forge = newForge();
    const { advisers, asked } = scriptedAdvisers({ repair: better });
    const studio = studioWith(forge, { Slip: broken });
    const first = await runJobs(studio, sandbox, { candidates: 1 }, { advisers });
    assert.equal(first.trials[0]?.status, 'failed');
    assert.deepEqual(first.due, [1]);
    assert.equal((await forge.pullRequest(1)).state, 'open');
    const next = await runJobs(studioWith(forge, {}), sandbox, {}, { advisers });
    assert.equal(next.trials[0]?.status, 'accepted');
    assert.equal((await forge.baseline(codecPath)).source, better);
    assert.deepEqual(asked, { analyst: 1, repairer: 1 });
    const costs = (await readHistory(studio.workshop)).map(({ trial }) => trial.cost.usd);
    assert.deepEqual(costs, [0.02, 0]);
  });

  it('that fails at the same place is not committed', async () => {
    const forge = newForge();
    const { advisers } = scriptedAdvisers({ repair: `${broken}// Tried.\n` });
    const studio = studioWith(forge, { Slip: broken });
    const { due } = await runJobs(studio, sandbox, { candidates: 1 }, { advisers });
    assert.deepEqual(due, []);
  });

  it('is not tried more often than allowed, nor on a branch of a person', async () => {
    const forge = newForge();
    const worse = broken
      .replace('compressFrame(frame)', 'compressFrame(frame, context)')
      .replace(
        failingLine,
        '  const out = []; if (frame.width > 20 && context.index > 0) out.x.y;',
      );
    const { advisers, asked } = scriptedAdvisers({ repair: worse, quote: '' });
    const studio = studioWith(forge, { Slip: broken });
    await runJobs(studio, sandbox, { candidates: 1 }, { advisers });
    await runJobs(studioWith(forge, {}), sandbox, {}, { advisers });
    assert.deepEqual(asked, { analyst: 2, repairer: 1 });
    const { commit: base } = await forge.baseline(codecPath);
    const draft = { title: 'Mine', body: '', branch: 'mine', path: codecPath, base };
    await forge.openAsPerson({ ...draft, source: broken }, 'ada');
    await runJobs(studioWith(forge, {}), sandbox, {}, { advisers });
    assert.equal(asked.repairer, 1);
  });

  it('happens on one machine as well', async () => {
    const forge = newForge();
    const { advisers, asked } = scriptedAdvisers({ repair: better });
    const { workshop } = studioWith(forge, {});
    const desk = { advisersFor: async () => advisers, repairs: 1 };
    const [trial] = await evolve({ ...workshop, desk }, scripted({ Slip: broken }), {
      rounds: 1,
      idea: null,
    });
    assert.equal(trial?.status, 'accepted');
    assert.deepEqual(asked, { analyst: 1, repairer: 1 });
    const past = await readHistory(workshop);
    assert.deepEqual(
      past.map((each) => each.trial.status),
      ['failed', 'accepted'],
    );
  });
});

class MemoryLedger implements Ledger {
  readonly entries = new Map<string, LedgerEntry>();

  async isThere(): Promise<boolean> {
    return this.entries.size > 0;
  }

  async entriesSince(time: number): Promise<readonly LedgerEntry[]> {
    return [...this.entries.values()].filter((entry) => entry.time >= time);
  }

  async write(entry: LedgerEntry): Promise<void> {
    this.entries.set(entry.run, entry);
  }
}

describe("the day's money", () => {
  const rules = { perDay: 5, perCandidate: 0.5, perProposal: 1 };
  const hour = 3600;
  const open = (ledger: Ledger, run: string, time: number, proposals: number) =>
    ledgerPurse(ledger, { run, time, rules }).open({ proposals, due: 0 });

  it('is set aside before a run, and settled by what it spent', async () => {
    const ledger = new MemoryLedger();
    const { proposals, spending: planned } = await open(ledger, 'one', 100 * hour, 2);
    assert.deepEqual([proposals, planned.reserved], [2, 3]);
    assert.equal(ledger.entries.get('one')?.spent, null);
    await settleSpending(ledger, { ...planned, spent: 0.4 }, 0.1);
    assert.equal(ledger.entries.get('one')?.spent, 0.5);
    assert.equal((await open(ledger, 'two', 101 * hour, 9)).proposals, 3);
  });

  it('stays charged in full when a run died, and comes back after a day', async () => {
    const ledger = new MemoryLedger();
    await open(ledger, 'dead', 100 * hour, 3);
    const poor = await open(ledger, 'next', 101 * hour, 3);
    assert.deepEqual([poor.proposals, poor.spending.reserved], [0, 0]);
    assert.match(poor.note ?? '', /\$0\.50 of the day's \$5\.00 are left.*max-usd-per-day/);
    assert.equal((await open(ledger, 'late', 125 * hour, 3)).proposals, 3);
  });

  it('is not spent where the account of what was spent is gone', async () => {
    const ledger = new MemoryLedger();
    const spend = (proposals: number, spentBefore: number) =>
      ledgerPurse(ledger, { run: 'one', time: 100 * hour, rules }).open({
        ...{ proposals, due: 0, spentBefore },
      });
    await assert.rejects(spend(1, 1.234), {
      name: 'SetupError',
      message:
        /^There is no dashboard issue, though \$1\.23\d* were spent here.*`crucible: dashboard`/,
    });
    assert.equal(ledger.entries.size, 0);
    assert.equal((await spend(0, 1.234)).spending.reserved, 0);
    assert.equal((await spend(1, 0)).proposals, 1);
    assert.equal((await spend(1, 1.234)).proposals, 1);
  });

  it('does not count its own run twice when that is started again', async () => {
    const ledger = new MemoryLedger();
    await open(ledger, 'one', 100 * hour, 3);
    assert.equal((await open(ledger, 'one', 100 * hour, 3)).proposals, 3);
  });

  it('pays for open candidates before new ones', async () => {
    const ledger = new MemoryLedger();
    const purse = ledgerPurse(ledger, { run: 'one', time: 0, rules });
    const { proposals, spending: planned } = await purse.open({ proposals: 9, due: 4 });
    assert.deepEqual([proposals, planned.reserved], [2, 5]);
  });

  it('is settled by its own run alone, in whichever attempt', () => {
    assert.ok(isOfRun('17-1', '17-2'));
    assert.ok(!isOfRun('16-1', '17-1'));
    assert.ok(!isOfRun('17', '171-1'));
  });

  it('stands in a comment that is read back, and nothing else is taken for one', () => {
    const entry = { run: '17-1', time: 1_795_305_600, reserved: 3.25, spent: null };
    assert.deepEqual(parseLedgerEntry(printLedgerEntry(entry)), entry);
    const settled = { ...entry, spent: 0.123456 };
    assert.deepEqual(parseLedgerEntry(printLedgerEntry(settled)), settled);
    assert.equal(parseLedgerEntry('I spent $3'), null);
    assert.equal(parseLedgerEntry(`${printLedgerEntry(entry)}\nand more`), null);
  });
});
