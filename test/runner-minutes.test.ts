import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  billedMinutes,
  monthlyMinutes,
  reportMinutes,
  usualMinutes,
} from '../src/domain/runner-minutes.ts';

const day = 86_400;
const job = (seconds: number) => ({ started: 1000, completed: 1000 + seconds });

describe('runner-minutes', () => {
  it('are whole ones for each job, none for a job that did not run', () => {
    assert.equal(billedMinutes([]), 0);
    assert.equal(billedMinutes([job(0), job(1), job(60), job(61)]), 4);
    assert.equal(billedMinutes([{ started: 5, completed: null }, job(-3)]), 0);
  });

  it('of a month follow the usual figures where there are no runs', () => {
    const usual = Object.values(usualMinutes).reduce((sum, minutes) => sum + minutes, 0);
    const expected = { minutes: 30 * (usual + reportMinutes), runs: 30, measured: 0 };
    assert.deepEqual(monthlyMinutes({ began: [], jobs: [] }), expected);
    // Runs that did nothing say nothing.
    assert.deepEqual(monthlyMinutes({ began: [day], jobs: [[job(0)]] }), expected);
  });

  it('of a month follow the runs there are', () => {
    const jobs = [[job(60), job(60)], [job(200)]];
    const twiceADay = Array.from({ length: 28 }, (_, i) => i * (day / 2));
    const { runs, minutes, measured } = monthlyMinutes({ began: twiceADay, jobs });
    assert.deepEqual([runs, measured], [62, 2]);
    assert.equal(minutes, 62 * 3 + 30 * reportMinutes);
  });

  it('of a few days by hand say nothing of how often', () => {
    const began = [0, 60, 120, 5 * day];
    assert.equal(monthlyMinutes({ began, jobs: [[job(60)]] }).runs, 30);
  });

  it('count the last month alone', () => {
    const began = Array.from({ length: 90 }, (_, i) => i * day);
    assert.equal(monthlyMinutes({ began, jobs: [] }).runs, 30);
  });
});
