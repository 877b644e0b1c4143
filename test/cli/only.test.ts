import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { selectProfiles } from '../../src/profile/select-profiles';
import { MINIMAL } from '../plan-of';
import { call } from './call';
import { fleetOf } from './fleet';

const FILES = ['store-1', 'store-10', 'store-11', 'store-2', 'lab.eu', 'labxeu'].map(
  (name) => `p/${name}.yaml`,
);

describe('the clusters that a pattern means', () => {
  test.each<[readonly string[], readonly string[]]>([
    [[], ['store-1', 'store-10', 'store-11', 'store-2', 'lab.eu', 'labxeu']],
    [['store-1'], ['store-1']],
    [['store-1*'], ['store-1', 'store-10', 'store-11']],
    [['store-1?'], ['store-10', 'store-11']],
    [
      ['*-2', 'store-1'],
      ['store-1', 'store-2'],
    ],
    [['lab.eu'], ['lab.eu']],
    [['*'], ['store-1', 'store-10', 'store-11', 'store-2', 'lab.eu', 'labxeu']],
  ])('%j', (patterns, clusters) => {
    expect(selectProfiles(FILES, patterns)).toEqual(clusters.map((name) => `p/${name}.yaml`));
  });

  test.each([
    ['stor-2', 'no cluster is named "stor-2"; did you mean "store-2"?'],
    ['market-*', 'no cluster is named "market-*"'],
    ['store', 'no cluster is named "store"; did you mean "store-1"?'],
    ['(', 'no cluster is named "("'],
  ])('%s is none', (pattern, message) => {
    expect(() => selectProfiles(FILES, ['store-1', pattern])).toThrow(new Error(message));
  });
});

const fleet = () => fleetOf({ 'store-1': MINIMAL, 'store-2': MINIMAL, broken: 'nodes: 1' });

test('synth writes them and leaves all others alone', async () => {
  const { profiles, output } = fleet();
  const { status } = await call('synth', '--only', 'store-*', '--profiles', profiles, '--output', output);
  expect(status).toBe(0);
  expect(readdirSync(output).sort()).toEqual(['store-1', 'store-2']);
});

test('validate checks them', async () => {
  const { profiles } = fleet();
  const options = ['--only', 'store-1', '--only', 'store-2', '--profiles', profiles];
  expect(await call('validate', ...options)).toEqual({
    status: 0,
    stdout: '',
    stderr: '2 profiles, 0 errors, 0 warnings, 0 hints\n',
  });
});

test.each(['synth', 'validate'])('%s of nothing is a wrong call', async (command) => {
  const { profiles, output } = fleet();
  const result = await call(command, '--only', 'store-3', '--profiles', profiles);
  expect(result).toEqual({
    status: 2,
    stdout: '',
    stderr: 'netstack: no cluster is named "store-3"; did you mean "store-1"?\n',
  });
  expect(existsSync(join(output, '..', 'dist'))).toBe(false);
});
