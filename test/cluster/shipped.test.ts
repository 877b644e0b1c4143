import { expect, it } from 'vitest';
import { expectAppliesTwice } from './lab/apply-twice';
import { describeBundle } from './lab/bundle-tests';
import { describeLab } from './lab/describe-lab';
import { eventually, expectHealthy, expectNothingForbidden } from './lab/expectations';
import { expectImportsBack } from './lab/import-back';
import type { Fault } from './lab/fault';
import { describeFaults } from './lab/fault-tests';
import { describeHealthyRuns } from './lab/healthy-runs';
import type { RunningLab } from './lab/running-lab';
import { labFolder } from './lab/running-lab';

/** What a client on the LAN asks, and what it has to be answered. */
interface Request {
  readonly url: string;
  /** Where the URL's host is. */
  readonly at?: string;
  readonly status: string;
}

/** What goes wrong with what only these clusters have. */
const FAULTS: Readonly<Record<string, readonly Fault[]>> = {
  'rack-bgp': [
    {
      name: 'a BGP session is down',
      plant: (lab) =>
        lab.exec('router', 'birdc', '-s', labFolder(lab.cluster, 'bird-tor-a.sock'), 'disable', 'all'),
      heal: (lab) =>
        lab.exec('router', 'birdc', '-s', labFolder(lab.cluster, 'bird-tor-a.sock'), 'enable', 'all'),
      ...{ check: 'bgp-sessions', target: 'cluster', says: /tor-a/ },
    },
    {
      name: "the plain route to another node's pods is gone",
      plant: (lab) => lab.shell('rack-2', 'ip route show proto static || true; ip route del 10.120.0.0/24'),
      heal: (lab) =>
        lab.exec('rack-2', 'ip', 'route', 'replace', '10.120.0.0/24', 'via', '10.20.0.11', 'dev', 'bond0'),
      ...{ check: 'flannel-routes', target: 'node rack-2', says: /rack-1|10\.20\.0\.11/ },
    },
  ],
  'dual-stack': [
    {
      name: 'a node no longer forwards IPv6',
      plant: (lab) => lab.exec('west', 'sysctl', '-qw', 'net.ipv6.conf.all.forwarding=0'),
      heal: (lab) => lab.exec('west', 'sysctl', '-qw', 'net.ipv6.conf.all.forwarding=1'),
      ...{ check: 'ip-forwarding', target: 'node west', says: /ipv6/ },
    },
  ],
};

const SHIPPED: Readonly<Record<string, readonly Request[]>> = {
  'rack-bgp': [
    { url: 'https://whoami.rack.example.net/', at: '10.21.0.1', status: '200' },
    { url: 'http://whoami.rack.example.net/', at: '10.21.0.1', status: '301' },
    { url: 'http://10.21.0.2/', status: '200' },
  ],
  'dual-stack': [
    { url: 'http://whoami.dual.example.net/', at: '172.20.0.100', status: '200' },
    { url: 'http://whoami.dual.example.net/', at: '[fd20::100]', status: '200' },
    { url: 'http://172.20.0.101/', status: '200' },
    { url: 'http://[fd20::101]/', status: '200' },
  ],
  'own-cni': [],
  'single-node': [
    { url: 'https://whoami.lan/', at: '192.168.1.10', status: '200' },
    { url: 'http://whoami.lan/', at: '192.168.1.10', status: '301' },
  ],
};

for (const [cluster, requests] of Object.entries(SHIPPED)) {
  describeLab(cluster, `profiles/${cluster}.yaml`, {}, (lab) => {
    it.each(requests)('answers $url at $at with $status', async (request) => {
      // BGP sessions come up after everything is Ready.
      await eventually(async () => expect(await statusOf(lab(), request)).toBe(request.status), 120);
    });

    it('is as planned, and verify passes', () => eventually(() => expectHealthy(lab()), 120));

    describeHealthyRuns(lab);

    describeBundle(lab);

    it('is imported as its own profile', () => expectImportsBack(lab()));

    describeFaults(FAULTS[cluster] ?? [], lab);

    it('needs no more than it is permitted', () => expectNothingForbidden(lab()));

    it('is applied by kubectl twice, and the second time nothing moves', () => expectAppliesTwice(lab()));
  });
}

function statusOf(lab: RunningLab, { url, at }: Request): Promise<string> {
  const { hostname, protocol } = new URL(url);
  const port = protocol === 'https:' ? 443 : 80;
  return lab.httpStatus(url, ...(at === undefined ? [] : ['--resolve', `${hostname}:${port}:${at}`]));
}
