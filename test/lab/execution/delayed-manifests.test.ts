import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DelayedManifests } from '../../../src/lab/execution/delayed-manifests';
import { equipMachine } from '../../../src/lab/execution/equip-machine';
import { inVarLib, K3S } from '../../../src/lab/layout/folders';
import { emptyFolder } from '../../cli/call';
import { madeLab, requestOf } from './made-lab';

const POOL = {
  ...{ apiVersion: 'metallb.io/v1beta1', kind: 'IPAddressPool' },
  metadata: { name: 'lan', namespace: 'metallb-system' },
};
const CONFIG = { file: 'netstack-50-metallb-config.k8s.yaml', content: 'pool', objects: [POOL] };

/** The other manifest is applied, in this version. */
const createApplied = (checksum: string) => ({
  addons: [{ metadata: { name: 'netstack-30-metallb' }, spec: { checksum } }],
});
const APPLIED = createApplied('controller');

/** An equipped lab of two nodes, whose API server answers with these statuses, one look after the other. */
function createDelayedLab(...statuses: readonly (number | undefined)[]) {
  const output = {
    [`manifests/${CONFIG.file}`]: 'pool',
    'manifests/netstack-30-metallb.k8s.yaml': 'controller',
  };
  const { description } = requestOf();
  const addons = { 'netstack-30-metallb': 'controller', 'netstack-50-metallb-config': 'pool' };
  const request = requestOf({ output, delayed: [CONFIG], description: { ...description, addons } });
  const lab = madeLab(emptyFolder(), request.description);
  for (const machine of lab.machines) equipMachine(lab, machine, request);
  const paths: string[] = [];
  const api = {
    tryCreate: (path: string) => Promise.resolve(statuses[paths.push(path) - 1]),
    close: () => undefined,
  };
  const folder = inVarLib(lab.firstServer(), K3S.manifests);
  return { manifests: new DelayedManifests(lab, [CONFIG], () => api), folder, paths };
}

test('k3s starts without a delayed manifest', () => {
  const { folder } = createDelayedLab();
  expect(readdirSync(folder)).toEqual(['netstack-30-metallb.k8s.yaml']);
});

test.each([
  ['is created', 201],
  ['exists', 409],
  ['is refused by the webhook', 403],
])('k3s is given it once the API server answers that the object %s', async (_, status) => {
  const { manifests, folder, paths } = createDelayedLab(undefined, 404, 500, 503, status);
  for (let look = 1; look <= 4; look += 1) {
    await manifests.provide(APPLIED);
    expect(readdirSync(folder)).toEqual(['netstack-30-metallb.k8s.yaml']);
  }
  await manifests.provide(APPLIED);
  expect(readdirSync(folder)).toEqual(['netstack-30-metallb.k8s.yaml', CONFIG.file]);
  await manifests.provide(APPLIED);
  const path = '/apis/metallb.io/v1beta1/namespaces/metallb-system/ipaddresspools';
  expect(paths).toEqual(Array.from({ length: 5 }, () => path));
});

test('nothing is asked before the other manifests are applied: their webhook would not be asked', async () => {
  const { manifests, folder, paths } = createDelayedLab(201);
  await manifests.provide({ addons: [] });
  await manifests.provide(createApplied('an older one'));
  expect(paths).toEqual([]);
  await manifests.provide(APPLIED);
  expect(readdirSync(folder)).toContain(CONFIG.file);
});

test('nothing is given while the API server cannot be reached', async () => {
  const lab = madeLab(emptyFolder(), requestOf().description);
  await new DelayedManifests(lab, [CONFIG], () => undefined).provide(APPLIED);
  expect(existsSync(inVarLib(lab.firstServer(), K3S.manifests))).toBe(false);
});
