import { expect, it } from 'vitest';
import { expectAppliesTwice } from './lab/apply-twice';
import { describeLab } from './lab/describe-lab';
import { eventually, expectHealthy, expectNothingForbidden } from './lab/expectations';

describeLab('MetalLB native BGP', 'test/cluster/profiles/native-bgp.yaml', {}, (lab) => {
  it('tells the router of an address by every node', async () => {
    await eventually(async () => {
      const route = await lab().exec('router', 'ip', 'route', 'show', '10.51.0.1');
      expect(route).toMatch(/nexthop via 10\.50\.0\.11 /);
      expect(route).toMatch(/nexthop via 10\.50\.0\.12 /);
    }, 120);
  });

  it('answers a client that comes through the router', async () => {
    expect(await lab().httpStatus('http://10.51.0.1/')).toBe('200');
  });

  it('is as planned, and verify passes', () => expectHealthy(lab()));
  it('needs no more than it is permitted', () => expectNothingForbidden(lab()));
  it('is applied by kubectl twice, and the second time nothing moves', () => expectAppliesTwice(lab()));
});
