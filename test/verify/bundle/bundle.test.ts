import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { VerifyContext } from '../../../src/verify';
import { CHECKS, runChecks } from '../../../src/verify';
import type { Bundle } from '../../../src/verify/bundle';
import { BUNDLE_FORMAT, BundleAccess, readBundle, Recorder, writeBundle } from '../../../src/verify/bundle';
import type { FakeCluster } from '../cluster/fake-cluster';
import { answers, createContext, find, listOf, pikube } from '../cluster/fake-cluster';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const PEM = '-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIplanted02planted02\n-----END EC PRIVATE KEY-----';
const JWT = 'eyJhbGciOiJSUzI1NiIs.eyJpc3MiOiJrdWJlcm5ldGVz.planted03planted03';

/** What must not be in a bundle: the texts that are planted below. */
const PLANTED = Array.from({ length: 20 }, (_, index) => `planted${String(index + 1).padStart(2, '0')}`);

/** Texts as nodes print them. */
const TEXTS = [
  'token: planted04',
  `agent-token: "planted05 with spaces"`,
  'server --server https://10.0.0.11:6443 --token planted06 --node-ip 10.0.0.12',
  'K3S_TOKEN=planted07',
  'datastore-endpoint: postgres://k3s:planted08@10.0.0.5:5432/kine',
  'etcd-s3-secret-key: planted09',
  `Authorization: Bearer planted10planted10`,
  `-----BEGIN RSA PRIVATE KEY-----\nplanted11planted11\n-----END RSA PRIVATE KEY-----`,
  'K10aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa::server:planted12',
  'admin:$apr1$planted13$planted13planted13',
  'client-key-data: planted14',
  '{"neighbor":{"password":"planted15"}}',
].join('\n');

/** A healthy cluster with a secret in every place where one can be. */
function plantSecrets(): FakeCluster {
  const fake = pikube();
  const secret = find(fake, 'v1', 'Secret', 'whoami-tls');
  secret['data'] = { 'tls.crt': base64('certificate'), 'tls.key': base64('planted01'), raw: 'planted01' };
  secret.metadata.annotations = {
    'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ data: { key: PEM } }),
  };
  const coredns = find(fake, 'apps/v1', 'Deployment', 'coredns');
  const env = [{ name: 'TSIG_PASSWORD', value: 'planted16' }];
  const args = ['--api-key', 'planted17', `--jwt=${JWT}`];
  coredns.spec = { ...coredns.spec, template: { spec: { containers: [{ name: 'c', env, args }] } } };
  coredns.metadata.annotations = { 'k3s.io/node-args': JSON.stringify(['server', '--token', 'planted18']) };
  listOf(fake, 'v1', 'ConfigMap').push({
    metadata: { name: 'app', namespace: 'default' },
    data: { 'app.yaml': 'clientSecret: planted19\nurl: amqp://me:planted20@mq/\n' },
  });
  answers(fake, 'arping -V', { stdout: 'arping from iputils', stderr: TEXTS });
  return fake;
}

async function record(context: VerifyContext) {
  const recorder = new Recorder(context);
  const findings = await runChecks(CHECKS, recorder.createContext());
  const bundle: Bundle = {
    ...{ format: BUNDLE_FORMAT, cluster: 'pikube', createdAt: '2026-01-02T03:04:05.000Z', title: 'test' },
    ...{ checks: CHECKS.map(({ id }) => id), profile: [], ...(await recorder.list()) },
  };
  return { findings, bundle };
}

/** The same context, whose answers come from a bundle. */
function replay(context: VerifyContext, bundle: Bundle): VerifyContext {
  const access = new BundleAccess(JSON.parse(JSON.stringify(bundle)) as Bundle);
  return {
    ...context,
    cluster: access.cluster,
    node: (name) => access.node(name),
    get lan() {
      return access.lan;
    },
  };
}

describe('a bundle', () => {
  test('leads to the same findings without the cluster', async () => {
    const context = createContext(plantSecrets());
    const { findings, bundle } = await record(context);
    expect(findings.length).toBeGreaterThan(50);
    expect(await runChecks(CHECKS, replay(context, bundle))).toEqual(findings);
  });

  test('leads to the findings of a run that records nothing', async () => {
    const context = createContext(pikube());
    expect((await record(context)).findings).toEqual(await runChecks(CHECKS, context));
  });

  test('has the hosts and the API server that could not be reached', async () => {
    const fake = pikube();
    fake.away = true;
    const context = createContext(fake);
    const { findings, bundle } = await record(context);
    expect(findings.some(({ outcome }) => outcome === 'skipped')).toBe(true);
    expect(await runChecks(CHECKS, replay(context, bundle))).toEqual(findings);
  });

  test('contains none of the planted secrets', async () => {
    const { bundle } = await record(createContext(plantSecrets()));
    const text = JSON.stringify(bundle);
    expect(PLANTED.filter((secret) => text.includes(secret) || text.includes(base64(secret)))).toEqual([]);
    // They were read: their places are in the bundle.
    expect(text).toContain('"tls.key":"REDACTED"');
    expect(text).toContain('datastore-endpoint: postgres://k3s:REDACTED@10.0.0.5:5432/kine');
    expect(text).toContain('TSIG_PASSWORD');
  });

  test('can be read by its user only, also where the file existed', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'netstack-bundle-')), 'bundle.json');
    writeFileSync(file, '', { mode: 0o644 });
    const bundle = { format: BUNDLE_FORMAT } as Bundle;
    writeBundle(file, bundle);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readBundle(file)).toEqual(bundle);
    writeFileSync(file, '{"format":"other"}');
    expect(readBundle(file)).toBeUndefined();
    writeFileSync(file, 'no JSON');
    expect(readBundle(file)).toBeUndefined();
  });
});
