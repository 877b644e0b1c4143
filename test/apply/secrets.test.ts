import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findSecretProblems, parseSecretText, readSecretStates, renderSecret } from '../../src/apply';
import type { SecretRequest } from '../../src/plan';
import { FakeAccess } from './fake-cluster';

const folder = mkdtempSync(join(tmpdir(), 'netstack-secrets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CERTIFICATE: SecretRequest = {
  ...{ namespace: 'samples', name: 'whoami-tls', kind: 'certificate', hosts: ['whoami.home.arpa'] },
};
const PASSWORD: SecretRequest = { namespace: 'metallb-system', name: 'tor', kind: 'bgp-password', hosts: [] };
const USERS: SecretRequest = { namespace: 'traefik', name: 'users', kind: 'users', hosts: [] };

function makePair(name: string, host: string): string {
  const [key, crt] = [join(folder, `${name}.key`), join(folder, `${name}.crt`)];
  const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const names = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
  spawnSync('openssl', [...words, ...names, '-keyout', key, '-out', crt]);
  return readFileSync(key, 'utf8') + readFileSync(crt, 'utf8');
}

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

test.skipIf(!hasOpenssl)('a certificate and its key are read from one text, in any order', () => {
  const data = parseSecretText(CERTIFICATE, makePair('good', 'whoami.home.arpa'));
  expect(findSecretProblems(CERTIFICATE, data)).toEqual([]);
  const { type, data: values } = JSON.parse(renderSecret(CERTIFICATE, data)) as {
    type: string;
    data: Record<string, string>;
  };
  expect(type).toBe('kubernetes.io/tls');
  expect(Buffer.from(values['tls.crt'] ?? '', 'base64').toString()).toMatch(/^-----BEGIN CERTIFICATE/);
});

test.skipIf(!hasOpenssl)('a certificate of another host, or with the key of another one, is refused', () => {
  const other = parseSecretText(CERTIFICATE, makePair('other', 'mail.home.arpa'));
  expect(findSecretProblems(CERTIFICATE, other)).toEqual(['tls.crt is not valid for whoami.home.arpa']);
  const good = parseSecretText(CERTIFICATE, makePair('good', 'whoami.home.arpa'));
  const mixed = { ...good, 'tls.key': other['tls.key'] as Buffer };
  expect(findSecretProblems(CERTIFICATE, mixed)).toEqual(['tls.key is not the key of tls.crt']);
});

test('values that cannot work are refused without being quoted', () => {
  const data = parseSecretText(CERTIFICATE, 'secret text');
  expect(findSecretProblems(CERTIFICATE, data)).toEqual(['tls.crt is empty', 'tls.key is empty']);
  expect(findSecretProblems(PASSWORD, parseSecretText(PASSWORD, 'one\ntwo\n'))).toEqual([
    'password has more than one line',
  ]);
  expect(findSecretProblems(USERS, parseSecretText(USERS, 'admin'))).toHaveLength(1);
  expect(findSecretProblems(USERS, parseSecretText(USERS, 'admin:$apr1$x$y\n'))).toEqual([]);
});

test('the password of a BGP session has no line end', () => {
  const { data } = JSON.parse(renderSecret(PASSWORD, parseSecretText(PASSWORD, 'hunter2\n'))) as {
    data: { password: string };
  };
  expect(Buffer.from(data.password, 'base64').toString()).toBe('hunter2');
});

test('reports what exists, is missing, and lacks a key, and reads no value', async () => {
  const access = new FakeAccess(({ argv }) => {
    if (argv.includes('secret/whoami-tls')) return { stdout: 'whoami-tls\ntls.crt\n' };
    return argv.includes('secret/tor') ? { stdout: 'tor\npassword\n' } : {};
  });
  const states = await readSecretStates(access.kubectl, [CERTIFICATE, PASSWORD, USERS]);
  expect(states.map(({ exists, missingKeys }) => [exists, missingKeys])).toEqual([
    [true, ['tls.key']],
    [true, []],
    [false, ['users']],
  ]);
  for (const { argv } of access.calls) expect(argv.join(' ')).not.toContain('json');
});

test('a Secret of environment variables has a key per line', () => {
  const request = { namespace: 'traefik', name: 'dns', kind: 'environment', hosts: [] } as const;
  const text = '# credentials\nCF_DNS_API_TOKEN=a=b\n\nCF_ZONE=example.com\r\n';
  const data = parseSecretText(request, text);
  expect(JSON.parse(renderSecret(request, data))).toMatchObject({
    type: 'Opaque',
    data: {
      CF_DNS_API_TOKEN: Buffer.from('a=b').toString('base64'),
      CF_ZONE: Buffer.from('example.com').toString('base64'),
    },
  });
  expect(findSecretProblems(request, data)).toEqual([]);
  expect(findSecretProblems(request, parseSecretText(request, 'token\n'))).toEqual([
    'no line is "NAME=value"',
  ]);
});

test('a Secret of registries has what docker login writes', () => {
  const request = { namespace: 'traefik', name: 'registry', kind: 'registry', hosts: [] } as const;
  const data = parseSecretText(request, '{"auths":{"registry.home.arpa":{"auth":"eA=="}}}');
  expect(JSON.parse(renderSecret(request, data))).toMatchObject({
    type: 'kubernetes.io/dockerconfigjson',
    data: { '.dockerconfigjson': data['.dockerconfigjson']?.toString('base64') },
  });
  expect(findSecretProblems(request, data)).toEqual([]);
  for (const text of ['user:password', '{}', 'null']) {
    expect(findSecretProblems(request, parseSecretText(request, text))).toEqual([
      '.dockerconfigjson is not JSON with "auths", as "docker login" writes it',
    ]);
  }
});
