import { expect, it } from 'vitest';
import { describeBundle } from './lab/bundle-tests';
import { describeLab } from './lab/describe-lab';
import { eventually, expectNothingForbidden } from './lab/expectations';
import { describeHealthyRuns } from './lab/healthy-runs';
import { expectImportsBack } from './lab/import-back';

/**
 * What a lab of the profile cannot have: the user's Middleware that websecure names, a CA that issues certificates, and a
 * NAS.
 */
const OUTSIDE = ['sample-answers', 'sample-certificates', 'expectations'];

describeLab('example', 'profiles/example.yaml', {}, (lab) => {
  it('answers by the Gateway API, and at an address of its own', async () => {
    const routes = ['--resolve', 'routes.apps.lan:80:192.168.10.100', 'http://routes.apps.lan/'] as const;
    await eventually(async () => {
      expect(await lab().httpStatus(routes[2], routes[0], routes[1])).toBe('200');
      expect(await lab().httpStatus('http://192.168.10.100:8080/')).toBe('200');
    }, 120);
  });

  it('fails no check except those of what is outside of the cluster', () =>
    eventually(async () => {
      const failed = (await lab().verify()).filter(({ outcome }) => outcome === 'failed');
      expect(failed.filter(({ check }) => !OUTSIDE.includes(check))).toEqual([]);
    }, 120));

  describeHealthyRuns(lab, OUTSIDE);

  describeBundle(lab);

  it('is imported as its own profile', () => expectImportsBack(lab()));

  it('needs no more than it is permitted', () => expectNothingForbidden(lab()));
});
