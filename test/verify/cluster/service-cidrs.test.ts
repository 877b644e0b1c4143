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
  it('pass where the first is serviceCidr and others do not overlap', async () => {
    const fake = pikube();
    further(fake, 'more', '10.99.0.0/24');
    listOf(fake, 'v1', 'Service').push({
      metadata: { name: 'mine', namespace: 'default' },
      spec: { clusterIPs: ['10.99.0.7'] },
    });
    expect(await failures(fake, 'cluster')).toEqual([]);
    const subject = (await findingsOf(fake, 'cluster'))
      .filter(({ check }) => ['service-cidrs', 'service-addresses'].includes(check))
      .map((one) => `${one.subject}: ${'found' in one ? one.found : ''}`);
    expect(subject).toEqual([
      'ServiceCIDR kubernetes: 10.43.0.0/16',
      'ServiceCIDR more: 10.99.0.0/24',
      'clusterIPs of Service default/kubernetes: 10.43.0.1',
      'clusterIPs of Service kube-system/kube-dns: 10.43.0.10',
      '7 Services: all in 10.43.0.0/16, 10.99.0.0/24',
    ]);
  });

  it('fail where they differ from the plan, overlap, or are not ready', async () => {
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
      'service-cidrs: ServiceCIDR kubernetes: 10.96.0.0/12; planned 10.43.0.0/16',
      'service-cidrs: ServiceCIDR going: not ready: There are still IPAddresses referencing it; planned ready',
      'service-cidrs: ServiceCIDR lan: 10.0.0.128/25, which overlaps the LAN 10.0.0.0/24; planned no overlap with other networks',
      'service-cidrs: ServiceCIDR pods: 10.42.255.0/24, which overlaps the pod network 10.42.0.0/16; planned no overlap with other networks',
    ]);
  });

  it('are skipped where the API server does not serve them', async () => {
    const fake = pikube();
    fake.lists.delete('/apis/networking.k8s.io/v1/servicecidrs');
    expect(await failures(fake, 'cluster')).toEqual([
      'service-cidrs: ServiceCIDRs: the API server does not serve ServiceCIDRs: it is older than Kubernetes 1.33, or they are disabled',
    ]);
  });
});
