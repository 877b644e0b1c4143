import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MINIMAL } from '../plan-of';
import { call, emptyFolder } from './call';

const BASE = MINIMAL.trimStart();

/** `size` stores that extend one base; `own` is what each adds. */
function fleet(base: string, size: number, own: (index: number) => string = () => ''): string {
  const folder = join(emptyFolder(), 'profiles');
  mkdirSync(folder);
  writeFileSync(join(folder, '_base.yaml'), base);
  for (let index = 1; index <= size; index += 1)
    writeFileSync(join(folder, `store-${index}.yaml`), `extends: _base.yaml\n${own(index)}`);
  return folder;
}

async function validateFolder(folder: string, ...options: string[]) {
  const { stdout, status } = await call('validate', '--profiles', folder, '--quiet', ...options);
  return { status, text: stdout.replaceAll(`${folder}/`, '') };
}

const BROKEN = BASE.replace('cidr: 10.0.0.0/24', 'cidr: 10.0.0.0/24, gatway: 10.0.0.1');

test('a mistake in a base is said once, with the clusters that it is in', async () => {
  expect(await validateFolder(fleet(BROKEN, 20))).toEqual({
    status: 1,
    text: [
      '_base.yaml:2:27  error unknown-key  lan.gatway: there is no key "gatway" here.',
      '      Did you mean "gateway"?',
      '      In clusters store-1, store-10, store-11 and 17 more.',
      'More on unknown-key: npx --no netstack explain unknown-key\n',
    ].join('\n'),
  });
});

test('four clusters are named, since "and 1 more" is no shorter', async () => {
  expect((await validateFolder(fleet(BROKEN, 4))).text).toContain(
    'In clusters store-1, store-2, store-3 and store-4.',
  );
});

test('where each cluster has a value of its own in the message, one is shown', async () => {
  const pool = 'metallb: { ipAddressPools: [{ name: lan, addresses: [10.0.0.100/28], advertise: l2 }] }\n';
  const folder = fleet(
    BASE + pool,
    5,
    (index) => `nodes: [{ name: one, role: server, nodeIp: 10.0.0.10${index} }]\n`,
  );
  const { text } = await validateFolder(folder);
  expect(text.match(/error metallb-pool-contains-node/g)).toHaveLength(1);
  expect(text).toContain('the address of node "one" (line 2 of store-1.yaml)');
  expect(text).toContain('In clusters store-1, store-2, store-3 and 2 more, in each with values of its own.');
});

test('programs get every one of them', async () => {
  const folder = fleet(BROKEN, 3);
  const rows = JSON.parse((await validateFolder(folder, '--format', 'json')).text) as { profile: string }[];
  expect(rows.map(({ profile }) => profile)).toEqual(['store-1.yaml', 'store-2.yaml', 'store-3.yaml']);
  const sarif = (await validateFolder(folder, '--format', 'sarif')).text;
  expect(sarif.match(/the profile that extends it/g)).toHaveLength(3);
  // Beside a line of a pull request one is enough.
  expect((await validateFolder(folder, '--format', 'github')).text).toBe(
    '::error file=_base.yaml,line=2,col=27,title=unknown-key::lan.gatway: there is no key "gatway" here.' +
      '%0ADid you mean "gateway"?%0AIn clusters store-1, store-2 and store-3.%0AMore: npx --no netstack explain unknown-key\n',
  );
});

test('a base is no cluster', async () => {
  const folder = fleet(BASE, 1);
  expect(await call('validate', '--profiles', folder, '_base')).toEqual({
    status: 2,
    stdout: '',
    stderr: `netstack: "${folder}/_base.yaml" is a base that profiles extend, not a profile: name one of those profiles\n`,
  });
});

test('synth, validate and diff read the same', async () => {
  const folder = fleet(BASE, 2, (index) => `clusterDomain: store-${index}.arpa\n`);
  const output = join(folder, '..', 'dist');
  expect((await call('synth', '--profiles', folder, '--output', output)).status).toBe(0);
  const { stdout } = await call('diff', 'store-1', 'store-2', '--profiles', folder);
  expect(stdout).toContain('clusterDomain');
});
