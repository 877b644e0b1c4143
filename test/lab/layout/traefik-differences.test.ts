import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { renderGatewayCrds } from '../../../src/cli/lab/gateway-crds';
import { planOf } from '../../plan-of';
import { ABLE_HOST, layoutOf } from '../host-of';

const EXAMPLE = readFileSync('profiles/example.yaml', 'utf8');
const example = (change = (text: string) => text) => planOf(change(EXAMPLE), 'example');
const OLDER = { path: '/usr/local/bin/k3s', version: 'v1.36.3+k3s1' };

test('a lab lists what it has in place of plugins, of a CA and of the Prometheus Operator', () => {
  const { differences, configMaps, gatewayCrds } = layoutOf(example());
  expect(differences.filter((line) => /plugin|CA|Prometheus/.test(line))).toEqual([
    'Traefik cannot download bouncer, and runs without any plugin',
    'local plugins of Traefik are those of the lab, which pass every request on: geoblock',
    'no CA answers: the root certificate of step-ca is one of the lab',
    'no Prometheus Operator runs: the objects of monitoring/ are not applied',
  ]);
  expect(configMaps.map(({ name }) => name)).toEqual(['step-ca-root', 'plugin-geoblock']);
  expect(gatewayCrds).toBe(false);
});

test('with a way out Traefik downloads its plugins', () => {
  const egress = { hostNetworks: [], overlap: false };
  const { differences } = layoutOf(example(), { host: ABLE_HOST, egress });
  expect(differences.join('\n')).not.toContain('cannot download');
});

test.each([
  ['the k3s of the lab is older than the one that packages them', (text: string) => text, OLDER, true],
  ['the k3s of the lab packages them', (text: string) => text, undefined, false],
  [
    'the user installs them',
    (text: string) => text.replace('  #gatewayCrds: external', '  gatewayCrds: external'),
    undefined,
    true,
  ],
  [
    'Traefik does not use them',
    (text: string) =>
      text
        .replace('    kubernetesGateway: true', '    kubernetesGateway: false')
        .replace(/ {2}- name: routes\n.*\n.*\n/, ''),
    OLDER,
    false,
  ],
  ['the k3s of the lab is no release', (text: string) => text, { ...OLDER, version: 'dev' }, false],
])('the lab installs the Gateway API CRDs or not: %s', (_, change, k3s, gatewayCrds) => {
  expect(layoutOf(example(change), k3s && { k3s })).toMatchObject({ gatewayCrds });
});

test('the CRDs of the lab are of all kinds that Traefik watches, with the annotation that the API server requires', () => {
  const crds = renderGatewayCrds()
    .split('---\n')
    .map(
      (text) => JSON.parse(text) as { metadata: { annotations: object }; spec: { names: { kind: string } } },
    );
  expect(crds.map(({ spec }) => spec.names.kind).sort()).toEqual([
    ...[
      'BackendTLSPolicy',
      'GRPCRoute',
      'Gateway',
      'GatewayClass',
      'HTTPRoute',
      'ReferenceGrant',
      'TLSRoute',
    ],
  ]);
  for (const { metadata } of crds)
    expect(metadata.annotations).toEqual({ 'api-approved.kubernetes.io': 'unapproved, of a lab' });
});
