import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { findProgram } from '../../../src/lab/host/programs';
import { generateConfigMaps } from '../../../src/lab/secrets/config-maps';
import { configMapRequests } from '../../../src/plan';
import { planOf } from '../../plan-of';

interface ConfigMap {
  readonly metadata: { readonly namespace: string; readonly name: string };
  readonly data: Readonly<Record<string, string>>;
}

const PROFILE = `
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24, gateway: 10.0.0.1 }
nodes:
  - { name: one, role: server, nodeIp: 10.0.0.11 }
traefik:
  mode: standalone
  certificateResolvers:
    - { name: a, caServer: 'https://ca.home.arpa/a', caConfigMap: root, tlsChallenge: true }
    - { name: b, caServer: 'https://ca.home.arpa/b', caConfigMap: root, tlsChallenge: true }
  persistence: {}
  localPlugins:
    - { name: geoblock, moduleName: github.com/example/geo-block, configMap: plugin-geoblock }
`;

test('each ConfigMap of the profile is requested once, beside Traefik', () => {
  expect(configMapRequests(planOf(PROFILE))).toEqual([
    { namespace: 'traefik', name: 'root', kind: 'ca' },
    {
      ...{ namespace: 'traefik', name: 'plugin-geoblock', kind: 'plugin' },
      moduleName: 'github.com/example/geo-block',
    },
  ]);
  expect(configMapRequests(planOf(PROFILE.replace(/traefik:[^]*/, 'traefik: { mode: none }')))).toEqual([]);
});

test.skipIf(findProgram('openssl') === undefined)('the root certificate of a CA is one', async () => {
  const [map] = (await generateConfigMaps([
    { namespace: 'traefik', name: 'root', kind: 'ca' },
  ])) as readonly ConfigMap[];
  expect(map?.metadata).toMatchObject({ namespace: 'traefik', name: 'root' });
  expect(new X509Certificate(map?.data['ca.crt'] ?? '').ca).toBe(true);
});

test('a plugin has the files that Traefik requires, and its package is the one that the manifest names', async () => {
  const [map] = (await generateConfigMaps([
    {
      ...{ namespace: 'traefik', name: 'plugin-geoblock', kind: 'plugin' },
      moduleName: 'github.com/example/geo-block',
    },
  ])) as readonly ConfigMap[];
  const { '.traefik.yml': manifest, 'go.mod': module, 'plugin.go': source } = map?.data ?? {};
  expect(manifest).toContain('import: github.com/example/geo-block\nbasePkg: plugin\n');
  expect(module).toMatch(/^module github\.com\/example\/geo-block\n/);
  expect(source).toMatch(/^package plugin\n/);
});
