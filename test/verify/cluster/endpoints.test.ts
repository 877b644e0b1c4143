import { describe, expect, it } from 'vitest';
import type { FakeCluster } from './fake-cluster';
import { failures, find, listOf, pikube } from './fake-cluster';

/** What the checks in the cluster report after a change. */
async function listReported(change: (fake: FakeCluster) => void): Promise<readonly string[]> {
  const fake = pikube();
  change(fake);
  return failures(fake, 'cluster');
}

describe('Services without endpoints', () => {
  it('fail with their selector', async () => {
    const found = await listReported((fake) => {
      const slices = listOf(fake, 'discovery.k8s.io/v1', 'EndpointSlice');
      slices.splice(0, slices.length, ...slices.filter(({ metadata }) => !metadata.name.startsWith('echo')));
      Object.assign(find(fake, 'v1', 'Service', 'echo').spec ?? {}, { selector: { app: 'other' } });
    });
    expect(found.filter((line) => line.startsWith('service-endpoints'))).toEqual([
      'service-endpoints: endpoints of Service samples/echo: no ready endpoint for the selector app=other; planned ready endpoints',
    ]);
  });

  it('fail with the quota that forbids their pods', async () => {
    const message = 'pods "traefik-1" is forbidden: exceeded quota: none';
    const found = await listReported((fake) => {
      const traefik = find(fake, 'apps/v1', 'Deployment', 'traefik');
      traefik['status'] = { conditions: [{ type: 'ReplicaFailure', status: 'True', message }] };
    });
    expect(found).toEqual([
      `workloads-ready: Deployment traefik/traefik: 0 pods ready; ${message}; planned 1 pod ready`,
    ]);
  });
});
