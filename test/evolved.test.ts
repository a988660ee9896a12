import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseEvolved, type Evolve, namesIn } from '../src/domain/evolved.ts';

const of = (name: string, evolve: Evolve) => ({ name, evolve });
const benchmarks = [
  of('lossless', 'by_name'),
  of('lossless-quick', 'by_default'),
  of('mine', 'by_default'),
];
const chosen = (named: string, listed: readonly string[]) =>
  chooseEvolved({ benchmarks, named, listed });

describe('the benchmarks that are evolved', () => {
  it('are those that evolve by default, where none is named', () => {
    assert.deepEqual(chosen('', []), { kind: 'chosen', names: ['lossless-quick', 'mine'] });
  });

  it('are those of the list in place of these, in the order of the repository', () => {
    assert.deepEqual(chosen('', ['mine', 'lossless']), {
      kind: 'chosen',
      names: ['lossless', 'mine'],
    });
  });

  it('are the one that a run names, whatever the list says', () => {
    assert.deepEqual(chosen('lossless', ['mine']), { kind: 'chosen', names: ['lossless'] });
    assert.deepEqual(chosen('lossless', []), { kind: 'chosen', names: ['lossless'] });
  });

  it('cannot be others than there are', () => {
    const among = ['lossless', 'lossless-quick', 'mine'];
    assert.deepEqual(chosen('', ['mine', 'nope']), { kind: 'unknown', name: 'nope', among });
    assert.deepEqual(chosen('Mine', []), { kind: 'unknown', name: 'Mine', among });
  });

  it('may be none', () => {
    const rare = [of('lossless', 'by_name')];
    const none = chooseEvolved({ benchmarks: rare, named: '', listed: [] });
    assert.deepEqual(none, { kind: 'chosen', names: [] });
  });

  it('are listed with commas, spaces or both', () => {
    assert.deepEqual(namesIn(''), []);
    assert.deepEqual(namesIn(' \n, '), []);
    assert.deepEqual(namesIn('a,b'), ['a', 'b']);
    assert.deepEqual(namesIn(' a b, c,\na ,'), ['a', 'b', 'c']);
  });
});
