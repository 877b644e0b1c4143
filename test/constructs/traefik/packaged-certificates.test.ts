import { Testing } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ChartGeneration, PackagedTraefikProps } from '../../../constructs/traefik';
import { PackagedTraefik } from '../../../constructs/traefik';

const GENERATIONS: readonly ChartGeneration[] = ['34', '37', '38', '39', '40', '41'];

function values(props: Partial<PackagedTraefikProps>): unknown {
  const chart = Testing.chart();
  new PackagedTraefik(chart, 'traefik', { chart: '39', ...props });
  const [object] = Testing.synth(chart) as { spec: { valuesContent: string } }[];
  return parse(object?.spec.valuesContent ?? '');
}

describe('certificates in the keys of each chart', () => {
  const tls = { certResolver: 'letsencrypt' };
  const certificateResolvers = [{ name: 'letsencrypt', tlsChallenge: true }];

  test.each(GENERATIONS)('chart %s', (chart) => {
    const found = values({ chart, certificateResolvers, websecure: { tls }, persistence: {} });
    const websecure = Number(chart) >= 39 ? { http: { tls } } : { tls };
    expect(found).toMatchObject({
      certificatesResolvers: { letsencrypt: { acme: { tlsChallenge: true, storage: '/data/acme.json' } } },
      ports: { websecure },
      persistence: { enabled: true, path: '/data', storageClass: 'local-path', size: '128Mi' },
      updateStrategy: { type: 'Recreate', rollingUpdate: null },
    });
    expect((found as { ports: { websecure: object } }).ports.websecure).toEqual(websecure);
  });

  test('a DaemonSet replaces its pod in place', () => {
    expect(values({ kind: 'DaemonSet', certificateResolvers })).toMatchObject({
      updateStrategy: { rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
    });
  });
});
