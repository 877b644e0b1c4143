import { createPrivateKey, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { findProgram, requireProgram } from '../../../src/lab/host/programs';
import type { SecretRequest } from '../../../src/plan';
import { generateSecrets } from '../../../src/lab/secrets/throw-away';
import { emptyFolder } from '../../cli/call';

interface Secret {
  readonly type?: string;
  readonly metadata: { readonly namespace: string; readonly name: string };
  readonly stringData: Readonly<Record<string, string>>;
}

async function createThrowAway(...requests: readonly SecretRequest[]) {
  const { manifest, passwords } = await generateSecrets(requests);
  const secrets = manifest.split('---\n').map((text) => JSON.parse(text) as Secret);
  return { secrets, passwords };
}

const CERTIFICATE: SecretRequest = {
  ...{ namespace: 'samples', name: 'web-tls', kind: 'certificate' },
  hosts: ['web.home.arpa', '*.example.net'],
};

const withoutOpenssl = findProgram('openssl') === undefined;

test.skipIf(withoutOpenssl)('a certificate has every host name and matches its key', async () => {
  const { secrets } = await createThrowAway(CERTIFICATE);
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

test.skipIf(withoutOpenssl)('a certificate without host names is valid', async () => {
  const { secrets } = await createThrowAway({ ...CERTIFICATE, hosts: [] });
  const certificate = new X509Certificate(secrets[0]?.stringData['tls.crt'] ?? '');
  expect(certificate.subjectAltName).toBeUndefined();
  expect(certificate.subject).toBe('CN=netstack lab');
});

test('without openssl the error names the package', () => {
  expect(() => requireProgram('openssl', 'openssl', emptyFolder())).toThrow(
    '"openssl" is not on PATH (Debian: apt-get install openssl)',
  );
});

test('users of a dashboard, and passwords that the router of the lab knows', async () => {
  const { secrets, passwords } = await createThrowAway(
    { namespace: 'traefik', name: 'users', kind: 'users', hosts: [] },
    { namespace: 'metallb-system', name: 'tor', kind: 'bgp-password', hosts: [] },
  );
  const [users, tor] = secrets;
  expect(users?.stringData['users']).toMatch(/^lab:\{SHA\}[\w+/]{27}=$/);
  expect(tor).toMatchObject({ type: 'kubernetes.io/basic-auth', stringData: { username: 'bgp' } });
  expect([...passwords]).toEqual([['tor', tor?.stringData['password']]]);
  expect(passwords.get('tor')).toMatch(/^[\da-f]{24}$/);
});

test('each lab has its own passwords', async () => {
  const request: SecretRequest = {
    namespace: 'metallb-system',
    name: 'tor',
    kind: 'bgp-password',
    hosts: [],
  };
  const [one, other] = await Promise.all([generateSecrets([request]), generateSecrets([request])]);
  expect(one.passwords.get('tor')).not.toBe(other.passwords.get('tor'));
});

test('without requests the manifest is empty', async () => {
  expect(await generateSecrets([])).toEqual({ manifest: '', passwords: new Map() });
});
