import { expect, test } from 'vitest';
import {
  missingPrograms,
  missingText,
  neededPrograms,
  verifyPrograms,
} from '../../../src/lab/host/needed-programs';
import { planOf } from '../../plan-of';
import { TWO } from '../execution/made-lab';

const plan = planOf(TWO, 'home');

test('missing programs are named on one line, with their Debian packages', () => {
  const without =
    (...names: readonly string[]) =>
    (name: string) =>
      names.includes(name) ? undefined : name;
  const missing = missingPrograms(neededPrograms(plan, false), without('unshare', 'nsenter', 'ip'));
  expect(missingText(missing)).toBe(
    'not on PATH: ip, nsenter, unshare (Debian: apt-get install iproute2 util-linux)',
  );
  expect(missingText(missingPrograms(neededPrograms(plan, false), without()))).toBeUndefined();
});

test('a way out needs slirp4netns, and a certificate openssl', () => {
  const tls = planOf(
    `${TWO}samples: [{ name: whoami, ingress: { host: whoami.home.arpa, tlsSecret: whoami-tls } }]\n`,
    'home',
  );
  expect(neededPrograms(plan, false)).not.toHaveProperty('slirp4netns');
  expect(neededPrograms(plan, true)).toHaveProperty('slirp4netns', 'slirp4netns');
  expect(neededPrograms(plan, false)).not.toHaveProperty('openssl');
  expect(neededPrograms(tls, false)).toHaveProperty('openssl', 'openssl');
});

test('verify needs ping and arping of iputils, and further programs by the network', () => {
  expect(verifyPrograms(plan)).toEqual({
    ...{ ping: 'iputils-ping', arping: 'iputils-arping', curl: 'curl', dig: 'bind9-dnsutils' },
  });
  const other = planOf(
    TWO.replace('10.0.0.0/24', '[10.0.0.0/24, fd00::/64]') + 'flannel: { backend: wireguard-native }\n',
    'home',
  );
  expect(verifyPrograms(other)).toMatchObject({ ndisc6: 'ndisc6', wg: 'wireguard-tools' });
});
