import { Testing } from 'cdk8s';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ChartGeneration } from '../../constructs/traefik';
import { PackagedTraefik } from '../../constructs/traefik';
import { traefikArguments } from '../../constructs/traefik/arguments';
import { findManagedArgument } from '../../src/profile/managed-traefik-arguments';
import { findManagedValue, listConditionalKeys } from '../../src/profile/managed-traefik-values';
import { findTraefikArgument } from '../../src/releases/traefik-arguments';
import { VERSIONS } from '../../src/versions';
import { EVERY_OPTION } from '../constructs/traefik/every-option';

const GENERATIONS: readonly ChartGeneration[] = ['34', '37', '38', '39', '40', '41'];

const options = { ...EVERY_OPTION, extraArguments: [] };

/** Every option with another value of those that exclude each other, and entryPoints with all settings. */
const VARIANTS = [
  options,
  { ...options, kind: 'DaemonSet' as const, persistence: { size: '1Gi' } },
  { ...options, web: { ...options.websecure, httpsRedirect: true }, metrics: true },
  {
    ...options,
    providers: { kubernetesIngress: { defaultIngressClass: false, allowExternalNameServices: true } },
  },
  {
    ...options,
    providers: { kubernetesCRD: { allowCrossNamespace: true }, kubernetesIngress: { enabled: false } },
  },
];

test('every argument that k3s-netstack writes is one that extraArguments cannot set, and Traefik has it', () => {
  const place = {
    namespace: 'edge',
    serviceName: 'traefik',
    ingressClassName: 'edge',
    crossProviderNamespaces: ['a'],
  };
  const names = VARIANTS.flatMap((variant) => traefikArguments(variant, place)).map(
    (text) => /^--([^=]+)/.exec(text)?.[1] ?? '',
  );
  expect(names.filter((name) => findManagedArgument(name) === undefined)).toEqual([]);
  expect(names.filter((name) => findTraefikArgument(VERSIONS.traefik, name) === undefined)).toEqual([]);
});

test.each(GENERATIONS)(
  'every value that k3s-netstack writes for chart %s is one that values cannot set',
  (chart) => {
    const free = VARIANTS.flatMap((variant) => {
      const scope = Testing.chart();
      new PackagedTraefik(scope, 'traefik', { ...variant, chart, gateway: { certificateSecret: 'tls' } });
      const [config] = Testing.synth(scope) as [{ spec: { valuesContent: string } }];
      return listLeaves(parse(config.spec.valuesContent));
    }).filter((path) => findManagedValue(path) === undefined && listConditionalKeys(path).length === 0);
    expect([...new Set(free.map((path) => path.join('.')))]).toEqual([]);
  },
);

function listLeaves(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, one]) => listLeaves(one, [...path, key]));
}
