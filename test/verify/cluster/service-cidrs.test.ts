import { describe, expect, it } from 'vitest';
import type { FakeCluster } from './fake-cluster';
import { failures, find, findingsOf, listOf, pikube } from './fake-cluster';

const API = 'networking.k8s.io/v1';

function further(fake: FakeCluster, name: string, cidr: string, condition?: object): void {
  const conditions = [{ type: 'Ready', status: 'True', ...condition }];
  listOf(fake, API, 'ServiceCIDR').push({
    metadata: { name },
    spec: { cidrs: [cidr] },
    status: { conditions },
  });
}

describe('ServiceCIDRs', () => {
  it("hold where the API server's own is the plan's, and others touch nothing", async () => {
    const fake = pikube();
    further(fake, 'more', '10.99.0.0/24');
    listOf(fake, 'v1', 'Service').push({
      metadata: { name: 'mine', namespace: 'default' },
      spec: { clusterIPs: ['10.99.0.7'] },
    });
    expect(await failures(fake, 'cluster')).toEqual([]);
    const looked = (await findingsOf(fake, 'cluster'))
      .filter(({ check }) => ['service-cidrs', 'service-addresses'].includes(check))
      .map((one) => `${one.looked}: ${'found' in one ? one.found : ''}`);
    expect(looked).toEqual([
      'ServiceCIDR kubernetes: 10.43.0.0/16',
      'ServiceCIDR more: 10.99.0.0/24',
      'clusterIPs of Service default/kubernetes: 10.43.0.1',
      'clusterIPs of Service kube-system/kube-dns: 10.43.0.10',
      '7 Services: all in 10.43.0.0/16, 10.99.0.0/24',
    ]);
  });

  it("fail where they are not the plan's, overlap something, or are not ready", async () => {
    const fake = pikube();
    find(fake, API, 'ServiceCIDR', 'kubernetes').spec = { cidrs: ['10.96.0.0/12'] };
    further(fake, 'lan', '10.0.0.128/25');
    further(fake, 'pods', '10.42.255.0/24');
    further(fake, 'going', '10.99.0.0/24', {
      status: 'False',
      message: 'There are still IPAddresses referencing it',
    });
    const only = (await failures(fake, 'cluster')).filter((line) => line.startsWith('service-cidrs'));
    expect(only).toEqual([
      'service-cidrs: ServiceCIDR kubernetes: 10.96.0.0/12, not 10.43.0.0/16',
      'service-cidrs: ServiceCIDR going: not ready: There are still IPAddresses referencing it, not ready',
      'service-cidrs: ServiceCIDR lan: 10.0.0.128/25, which overlaps the LAN 10.0.0.0/24, not nothing that anybody else has',
      'service-cidrs: ServiceCIDR pods: 10.42.255.0/24, which overlaps the pod network 10.42.0.0/16, not nothing that anybody else has',
    ]);
  });

  it('are not looked at where the API server has none', async () => {
    const fake = pikube();
    fake.lists.delete('/apis/networking.k8s.io/v1/servicecidrs');
    expect(await failures(fake, 'cluster')).toEqual([
      'service-cidrs: ServiceCIDRs: the API server does not know them: it is older than Kubernetes 1.33, or has them switched off',
    ]);
  });
});
