import { expect, it } from 'vitest';
import { expectAppliesTwice } from './lab/apply-twice';
import { describeLab } from './lab/describe-lab';
import { expectHealthy, expectNothingForbidden } from './lab/expectations';
import type { RunningLab } from './lab/running-lab';

/** What a client on the LAN asks, and what it has to be answered. */
interface Request {
  readonly url: string;
  /** Where the URL's host is. */
  readonly at?: string;
  readonly status: string;
}

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
      expect(await statusOf(lab(), request)).toBe(request.status);
    });

    it('is as planned, and verify says so', () => expectHealthy(lab()));

    it('needs no more than it is permitted', () => expectNothingForbidden(lab()));

    it('is applied by kubectl twice, and the second time nothing moves', () => expectAppliesTwice(lab()));
  });
}

function statusOf(lab: RunningLab, { url, at }: Request): Promise<string> {
  const { hostname, protocol } = new URL(url);
  const port = protocol === 'https:' ? 443 : 80;
  return lab.httpStatus(url, ...(at === undefined ? [] : ['--resolve', `${hostname}:${port}:${at}`]));
}
