import { expect, test } from 'vitest';
import type { KubernetesApi } from '../../../src/lab/cluster/kubernetes-api';
import { choosePod, listPodEnds, readService } from '../../../src/lab/trace/find-ends';

const pod = (name: string, nodeName: string, ips: readonly string[], more: object = {}) => ({
  metadata: { name, namespace: 'default' },
  spec: { nodeName, containers: [{ ports: [{ containerPort: 8080 }] }], ...more },
  status: { phase: 'Running', podIPs: ips.map((ip) => ({ ip })) },
});

const PODS = [
  pod('b', 'pi1', ['10.42.0.5', 'fd42::5']),
  pod('a', 'pi1', ['10.42.0.4', 'fd42::4'], { containers: [{}] }),
  pod('speaker', 'pi2', ['10.0.0.12'], { hostNetwork: true }),
  { ...pod('done', 'pi2', ['10.42.1.9']), status: { phase: 'Succeeded', podIPs: [{ ip: '10.42.1.9' }] } },
];

const SLICES = [
  {
    ...{ addressType: 'IPv4', ports: [{ name: 'web', port: 8000 }] },
    endpoints: [
      { addresses: ['10.42.1.2'], nodeName: 'pi4', conditions: { ready: true } },
      { addresses: ['10.42.1.3'], nodeName: 'pi3', conditions: { ready: false } },
    ],
  },
  {
    addressType: 'IPv6',
    ports: [{ name: 'web', port: 8000 }],
    endpoints: [{ addresses: ['fd42::2'], nodeName: 'pi4' }],
  },
];

const SERVICE = {
  spec: {
    clusterIPs: ['10.43.0.9', 'fd43::9'],
    ports: [
      { name: 'quic', port: 443, protocol: 'UDP' },
      { name: 'web', port: 80, protocol: 'TCP' },
    ],
  },
};

function fakeApi(answers: Readonly<Record<string, unknown>>): KubernetesApi {
  return {
    get: (path: string) => Promise.resolve(answers[path.split('?')[0] ?? '']),
  } as unknown as KubernetesApi;
}

const API = fakeApi({
  '/api/v1/pods': { items: PODS },
  '/api/v1/namespaces/traefik/services/traefik': SERVICE,
  '/apis/discovery.k8s.io/v1/namespaces/traefik/endpointslices': { items: SLICES },
});

test('running pods with a network of their own are ends, in a fixed order, by the family', async () => {
  expect(await listPodEnds(API, 4)).toEqual([
    { address: '10.42.0.4', port: 80, node: 'pi1' },
    { address: '10.42.0.5', port: 8080, node: 'pi1' },
  ]);
  expect((await listPodEnds(API, 6)).map(({ address }) => address)).toEqual(['fd42::4', 'fd42::5']);
});

test('two ends on one node are two pods', async () => {
  const pods = await listPodEnds(API, 4);
  const target = choosePod(pods, 'pi1');
  expect(choosePod(pods, 'pi1', target).address).toBe('10.42.0.5');
  expect(() => choosePod(pods.slice(0, 1), 'pi1', target)).toThrow('pi1 has no second running pod');
  expect(() => choosePod(pods, 'pi2')).toThrow('pi2 has no running pod');
});

test('a Service has its address of the family, its first TCP port and its ready pods', async () => {
  const traefik = { kind: 'service', namespace: 'traefik', name: 'traefik' } as const;
  expect(await readService(API, traefik, 4)).toEqual({
    to: { address: '10.43.0.9', port: 80 },
    pods: [{ address: '10.42.1.2', port: 8000, node: 'pi4' }],
  });
  expect(await readService(API, { ...traefik, address: 'fd20::100' }, 6)).toEqual({
    to: { address: 'fd20::100', port: 80 },
    pods: [{ address: 'fd42::2', port: 8000, node: 'pi4' }],
  });
  await expect(readService(API, { ...traefik, name: 'other' }, 4)).rejects.toThrow(
    'the cluster has no Service traefik/other with a TCP port',
  );
});
