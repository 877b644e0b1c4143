import { expect, test } from 'vitest';
import { formatAnnouncement } from '../../../src/cli/lab/announcement';
import { formatDone, formatResults, judge } from '../../../src/cli/lab/outcome';
import type { ExpectedState, LabState } from '../../../src/lab';
import { planOf } from '../../plan-of';
import { layoutOf } from '../../lab/host-of';
import { TWO } from '../../lab/execution/made-lab';

const EMPTY: LabState = {
  ...{ nodes: [], pods: [], services: [], deployments: [], daemonSets: [], jobs: [], addons: [] },
  ...{ helmCharts: [], sessionStates: [], events: [], bgpSessions: new Map() },
};
const IMAGE = 'docker.io/traefik/whoami:v1.11.0';
const EXPECTED: ExpectedState = {
  ...{ nodes: [], addons: {}, loadBalancers: 0, bgpSessions: [], missingImages: [IMAGE] },
};
const web = (image: string, readyReplicas: number) => ({
  metadata: { name: 'web', namespace: 'samples' },
  ...{ spec: { template: { spec: { containers: [{ image }] } } }, status: { readyReplicas } },
});

test('everything runs: status 0', () => {
  const outcome = judge(EMPTY, EXPECTED);
  expect(outcome).toEqual({ status: 0, missing: [], unstartable: [] });
  expect(formatDone(outcome)).toEqual(['done: everything runs']);
});

test('an image in no archive: status 3, with the workload and the image', () => {
  const outcome = judge({ ...EMPTY, deployments: [web(IMAGE, 0)] }, EXPECTED);
  expect(outcome.status).toBe(3);
  expect(formatDone(outcome)).toEqual([
    'done, but 1 workload cannot start',
    `cannot start: samples/web: no archive has ${IMAGE}`,
  ]);
});

test('something else is missing: status 1, also beside an image in no archive', () => {
  const deployments = [web(IMAGE, 0), web('busybox', 0)];
  expect(judge({ ...EMPTY, deployments }, EXPECTED).status).toBe(1);
  expect(judge(undefined, EXPECTED)).toEqual({
    ...{ status: 1, missing: ['the API server to answer'], unstartable: [] },
  });
});

test('text from the cluster and the command line is printed without control characters', () => {
  const layout = layoutOf(planOf(TWO, 'home'));
  const service = {
    metadata: { name: '\x1b[2Jweb', namespace: 'samples' },
    ...{ spec: { type: 'LoadBalancer' }, status: { loadBalancer: { ingress: [{ ip: '\x1b]0;x\x07' }] } } },
  };
  const printed = [
    formatResults(layout, { ...EMPTY, services: [service] }),
    formatAnnouncement({ layout, k3s: '/opt/\x1b[31m/k3s', registries: '\x9b31m', notes: ['\x07'] }),
  ].join('');
  expect(printed).not.toMatch(/[^\P{Cc}\n]/u);
  expect(printed).toContain('samples/\\u{1b}[2Jweb: \\u{1b}]0;x\\u{7}\n');
});
