import { createPrivateKey, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { findProgram, requireProgram } from '../../../src/lab/host/programs';
import type { SecretRequest } from '../../../src/plan';
import { throwAwaySecrets } from '../../../src/lab/secrets/throw-away';
import { emptyFolder } from '../../cli/call';

interface Secret {
  readonly type?: string;
  readonly metadata: { readonly namespace: string; readonly name: string };
  readonly stringData: Readonly<Record<string, string>>;
}

async function madeUp(...requests: readonly SecretRequest[]) {
  const { manifest, passwords } = await throwAwaySecrets(requests);
  const secrets = manifest.split('---\n').map((text) => JSON.parse(text) as Secret);
  return { secrets, passwords };
}

const CERTIFICATE: SecretRequest = {
  ...{ namespace: 'samples', name: 'web-tls', kind: 'certificate' },
  hosts: ['web.home.arpa', '*.example.net'],
};

const withoutOpenssl = findProgram('openssl') === undefined;

test.skipIf(withoutOpenssl)('a certificate for every host name, with its key', async () => {
  const { secrets } = await madeUp(CERTIFICATE);
  const [{ type, metadata, stringData } = expect.fail('no Secret')] = secrets;
  expect({ type, ...metadata }).toMatchObject({
    ...{ type: 'kubernetes.io/tls', namespace: 'samples', name: 'web-tls' },
    labels: { 'app.kubernetes.io/managed-by': 'netstack-lab' },
  });
  expect(stringData['tls.key']).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  const certificate = new X509Certificate(stringData['tls.crt'] ?? '');
  expect(certificate.checkPrivateKey(createPrivateKey(stringData['tls.key'] ?? ''))).toBe(true);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.ca).toBe(true);
  expect(certificate.subjectAltName).toBe('DNS:web.home.arpa, DNS:*.example.net');
  expect(certificate.checkHost('web.home.arpa')).toBe('web.home.arpa');
  expect(certificate.checkHost('www.example.net')).toBe('*.example.net');
  const days = (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / 86_400_000;
  expect(days).toBe(3650);
});

test.skipIf(withoutOpenssl)('one that is for no host is a certificate all the same', async () => {
  const { secrets } = await madeUp({ ...CERTIFICATE, hosts: [] });
  const certificate = new X509Certificate(secrets[0]?.stringData['tls.crt'] ?? '');
  expect(certificate.subjectAltName).toBeUndefined();
  expect(certificate.subject).toBe('CN=netstack lab');
});

test('without openssl it is said what to install', () => {
  expect(() => requireProgram('openssl', 'openssl', emptyFolder())).toThrow(
    'there is no "openssl" on PATH (Debian: apt-get install openssl)',
  );
});

test('users of a dashboard, and passwords that the other end of a session knows', async () => {
  const { secrets, passwords } = await madeUp(
    { namespace: 'traefik', name: 'users', kind: 'users', hosts: [] },
    { namespace: 'metallb-system', name: 'tor', kind: 'bgp-password', hosts: [] },
  );
  const [users, tor] = secrets;
  expect(users?.stringData['users']).toMatch(/^lab:\{SHA\}[\w+/]{27}=$/);
  expect(tor).toMatchObject({ type: 'kubernetes.io/basic-auth', stringData: { username: 'bgp' } });
  expect([...passwords]).toEqual([['tor', tor?.stringData['password']]]);
  expect(passwords.get('tor')).toMatch(/^[\da-f]{24}$/);
});

test('made up anew for each lab', async () => {
  const request: SecretRequest = {
    namespace: 'metallb-system',
    name: 'tor',
    kind: 'bgp-password',
    hosts: [],
  };
  const [one, other] = await Promise.all([throwAwaySecrets([request]), throwAwaySecrets([request])]);
  expect(one.passwords.get('tor')).not.toBe(other.passwords.get('tor'));
});

test('nothing that is asked for is an empty manifest', async () => {
  expect(await throwAwaySecrets([])).toEqual({ manifest: '', passwords: new Map() });
});
