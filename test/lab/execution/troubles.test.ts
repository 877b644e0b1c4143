import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import type { LabState } from '../../../src/lab/cluster/readiness';
import { findTroubles } from '../../../src/lab/execution/troubles';
import { machineFolder } from '../../../src/lab/layout/folders';
import { emptyFolder } from '../../cli/call';
import { madeLab, requestOf } from './made-lab';

const FATAL = 'time="2026-11-26T10:00:00Z" level=fatal msg="flag provided but not defined"';
const EMPTY: LabState = {
  ...{ nodes: [], pods: [], services: [], deployments: [], daemonSets: [], jobs: [], addons: [] },
  ...{ helmCharts: [], sessionStates: [], events: [], bgpSessions: new Map() },
};

/** A lab of two nodes, and what stands in the log of the first. */
function labWith(log: string) {
  const lab = madeLab(emptyFolder(), requestOf().description);
  const file = machineFolder(lab.folder, 'one').log;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, log);
  return { lab, file };
}

test('the last fatal error of k3s is a trouble', () => {
  const { lab } = labWith(`level=fatal msg="earlier"\n${FATAL}\nlevel=info msg="on it goes"\n`);
  expect(findTroubles(lab, undefined)).toEqual([`one: ${FATAL}`]);
});

test('errors of a Ready node are past', () => {
  const { lab } = labWith(FATAL);
  const node = (status: string) => ({
    metadata: { name: 'one' },
    spec: {},
    status: { conditions: [{ type: 'Ready', status }] },
  });
  expect(findTroubles(lab, { ...EMPTY, nodes: [node('True')] })).toEqual([]);
  expect(findTroubles(lab, { ...EMPTY, nodes: [node('False')] })).toEqual([`one: ${FATAL}`]);
});

test('a registries.yaml that k3s cannot parse is named and not quoted', () => {
  const { lab, file } = labWith(
    'level=info msg="Waiting to retrieve agent configuration; server is not ready: yaml: unmarshal errors:\\n  line 3: cannot unmarshal !!str `hunter2` into registries.RegistryConfig"\n',
  );
  expect(findTroubles(lab, undefined)).toEqual([`one: k3s cannot read its registries.yaml: see ${file}`]);
});

test('images that cannot be pulled are troubles, except those that no archive has', () => {
  const image = 'docker.io/traefik/whoami:v1.11.0';
  const pods = [
    {
      metadata: { name: 'web', namespace: 'samples' },
      spec: { containers: [{ image }] },
      status: {
        containerStatuses: [{ image, state: { waiting: { reason: 'ErrImagePull', message: 'denied' } } }],
      },
    },
  ];
  const pulling = madeLab(
    emptyFolder(),
    requestOf({}, { egress: { hostNetworks: [], overlap: false } }).description,
  );
  expect(findTroubles(pulling, { ...EMPTY, pods })).toEqual([`${image}: ErrImagePull (samples/web): denied`]);
  const without = requestOf({}, { archives: [], manifestImages: [image] }).description;
  expect(findTroubles(madeLab(emptyFolder(), without), { ...EMPTY, pods })).toEqual([]);
});
