import { describe, expect, test } from 'vitest';
import { K3sVersion, lookUpK3sFacts, lookUpPackagedComponents, NEWEST_KNOWN } from '../../src/releases';

const facts = (version: string) => lookUpK3sFacts(K3sVersion.parse(version));

describe('what a release packages', () => {
  /** The tables of k3s's release notes, row by row. */
  test.each([
    ['v1.32.0+k3s1', '2.11.10', '1.12.0'],
    ['v1.32.1+k3s1', '2.11.18', '1.12.0'],
    ['v1.32.2+k3s1', '3.3.2', '1.12.0'],
    ['v1.32.3+k3s1', '3.3.2', '1.12.0'],
    ['v1.32.4+k3s1', '3.3.6', '1.12.1'],
    ['v1.32.7+k3s1', '3.3.6', '1.12.1'],
    ['v1.32.8+k3s1', '3.3.6', '1.12.3'],
    ['v1.32.9+k3s1', '3.3.6', '1.12.3'],
    ['v1.32.10+k3s1', '3.5.1', '1.13.1'],
    ['v1.32.11+k3s1', '3.5.1', '1.13.1'],
    ['v1.32.11+k3s3', '3.6.7', '1.14.0'],
    ['v1.33.0+k3s1', '3.3.6', '1.12.1'],
    ['v1.33.3+k3s1', '3.3.6', '1.12.1'],
    ['v1.33.4+k3s1', '3.3.6', '1.12.3'],
    ['v1.33.5+k3s1', '3.3.6', '1.12.3'],
    ['v1.33.6+k3s1', '3.5.1', '1.13.1'],
    ['v1.33.7+k3s1', '3.5.1', '1.13.1'],
    ['v1.33.13+k3s2', '3.7.8', '1.14.6'],
    ['v1.34.1+k3s1', '3.3.6', '1.12.3'],
    ['v1.34.2+k3s1', '3.5.1', '1.13.1'],
    ['v1.34.3+k3s1', '3.5.1', '1.13.1'],
    ['v1.34.3+k3s3', '3.6.7', '1.14.0'],
    ['v1.34.4+k3s1', '3.6.7', '1.14.1'],
    ['v1.34.9+k3s1', '3.7.4', '1.14.4'],
    ['v1.35.0+k3s1', '3.5.1', '1.13.1'],
    ['v1.35.0+k3s3', '3.6.7', '1.14.0'],
    ['v1.35.1+k3s1', '3.6.7', '1.14.1'],
    ['v1.35.2+k3s1', '3.6.9', '1.14.1'],
    ['v1.35.3+k3s1', '3.6.10', '1.14.2'],
    ['v1.35.4+k3s1', '3.6.13', '1.14.2'],
    ['v1.35.5+k3s1', '3.6.13', '1.14.3'],
    ['v1.35.6+k3s1', '3.7.4', '1.14.4'],
    ['v1.35.8+k3s1', '3.7.8', '1.14.6'],
    ['v1.36.0+k3s1', '3.6.13', '1.14.2'],
    ['v1.36.1+k3s1', '3.6.13', '1.14.3'],
    ['v1.36.2+k3s1', '3.7.4', '1.14.4'],
    ['v1.36.4+k3s1', '3.7.8', '1.14.6'],
    ['v1.37.0+k3s1', '3.7.13', '1.14.7'],
    ['v1.37.1+k3s1', '3.7.13', '1.14.7'],
  ])('%s: Traefik %s, CoreDNS %s', (version, traefik, coredns) => {
    expect(facts(version)).toMatchObject({ traefikVersion: traefik, corednsVersion: coredns });
  });

  test.each([
    ['v1.32.2+k3s1', '34'],
    ['v1.33.6+k3s1', '37'],
    ['v1.34.3+k3s3', '38'],
    ['v1.35.2+k3s1', '39'],
    ['v1.36.2+k3s1', '40'],
    ['v1.37.1+k3s1', '41'],
  ])('%s: chart %s', (version, chart) => {
    expect(lookUpPackagedComponents(K3sVersion.parse(version)).traefikChart).toBe(chart);
  });

  test('outside the table is taken to be like what is nearest', () => {
    expect(facts('v1.31.4+k3s1')).toEqual(facts('v1.32.0+k3s1'));
    const newest = facts(`v${NEWEST_KNOWN.major}.${NEWEST_KNOWN.minor}.99+k3s1`);
    expect(facts('v1.99.0+k3s1')).toEqual(newest);
    expect(facts('v2.0.0+k3s1')).toEqual(newest);
    expect(facts('v1.34.0+k3s1').traefikVersion).toBe('3.3.6');
  });
});

describe('what a release can do', () => {
  /** Releases just before and just after a change. */
  test.each([
    [
      'corednsForwardOverride',
      ['v1.32.9+k3s1', 'v1.33.5+k3s1', 'v1.34.1+k3s1'],
      ['v1.32.10+k3s1', 'v1.33.6+k3s1', 'v1.34.2+k3s1', 'v1.35.0+k3s1'],
    ],
    [
      'kubeProxyNftables',
      ['v1.32.8+k3s1', 'v1.33.4+k3s1', 'v1.34.0+k3s1'],
      ['v1.32.9+k3s1', 'v1.33.5+k3s1', 'v1.34.1+k3s1', 'v1.36.0+k3s1'],
    ],
    ['helmChartConfigRetry', ['v1.36.2+k3s1', 'v1.35.9+k3s1'], ['v1.36.3+k3s1', 'v1.37.0+k3s1']],
    ['packagesGatewayApiCrds', ['v1.32.0+k3s1', 'v1.36.4+k3s1'], ['v1.37.0+k3s1', 'v1.38.0+k3s1']],
    ['serviceLbMultiplePools', ['v1.36.4+k3s1', 'v1.37.0+k3s1'], ['v1.37.1+k3s1', 'v1.38.0+k3s1']],
    ['tlsSanWildcards', ['v1.35.8+k3s1', 'v1.36.2+k3s1'], ['v1.36.3+k3s1', 'v1.37.0+k3s1']],
    ['kubeProxyIpvs', [], ['v1.32.0+k3s1', 'v1.37.1+k3s1']],
  ] as const)('%s', (fact, without, having) => {
    for (const version of without) expect(facts(version)[fact], version).toBe(false);
    for (const version of having) expect(facts(version)[fact], version).toBe(true);
  });
});
