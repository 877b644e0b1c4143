import type { K3sVersion } from './k3s-version';
import type { TraefikChart } from './traefik-chart';
import { traefikChart } from './traefik-chart';

/** The newest k3s whose behaviour this program knows. A newer one is taken to behave like it. */
export const NEWEST_KNOWN = { major: 1, minor: 37 } as const;

/** The oldest k3s that this program writes for. Packages Traefik v3 from its third patch on. */
export const OLDEST_SUPPORTED = { major: 1, minor: 32 } as const;

/** What one k3s version can do, as far as it matters for its network. */
export interface K3sFacts {
  /**
   * Whether a `forward` in a `coredns-custom` override comes before the default one. Before that it parses and
   * never matches.
   *
   * @see https://github.com/k3s-io/k3s/issues/12979
   */
  readonly corednsForwardOverride: boolean;
  /** CoreDNS that it packages, `major.minor.patch`: decides which plugins an override may use. */
  readonly corednsVersion: string;
  /** Traefik that it packages, `major.minor.patch`. */
  readonly traefikVersion: string;
  /** Major version of the Traefik chart that it packages: decides where a HelmChartConfig's keys are. */
  readonly traefikChart: TraefikChart;
  /** Whether it packages the Gateway API CRDs as an Addon of their own, whatever Traefik's mode. */
  readonly packagesGatewayApiCrds: boolean;
  /** Whether a node may be in several ServiceLB pools. */
  readonly serviceLbMultiplePools: boolean;
  /** Whether its bundled nft suits kube-proxy's nftables mode. */
  readonly kubeProxyNftables: boolean;
  /** Whether kube-proxy still has an ipvs mode. */
  readonly kubeProxyIpvs: boolean;
}

/** A fact's value from a patch release on, newest first. */
type Since<T> = readonly (readonly [minor: number, patch: number, value: T])[];

/**
 * Packaged components by first release; the last column of k3s's own release tables.
 *
 * @see https://docs.k3s.io/release-notes
 */
const TRAEFIK: Since<string> = [
  [37, 0, '3.7.13'],
  [36, 2, '3.7.4'],
  [36, 0, '3.6.13'],
  [34, 2, '3.5.1'],
  [34, 0, '3.3.6'],
  [33, 6, '3.5.1'],
  [33, 0, '3.3.6'],
  [32, 10, '3.5.1'],
  [32, 4, '3.3.6'],
  [32, 2, '3.3.2'],
  [32, 0, '2.11.18'],
];

const COREDNS: Since<string> = [
  [37, 0, '1.14.7'],
  [36, 2, '1.14.4'],
  [36, 1, '1.14.3'],
  [36, 0, '1.14.2'],
  [34, 2, '1.13.1'],
  [34, 0, '1.12.3'],
  [33, 6, '1.13.1'],
  [33, 4, '1.12.3'],
  [33, 0, '1.12.1'],
  [32, 10, '1.13.1'],
  [32, 8, '1.12.3'],
  [32, 4, '1.12.1'],
  [32, 0, '1.12.0'],
];

/** Releases whose Corefile imports overrides before the default forward, by minor. */
const FORWARD_OVERRIDE: Since<boolean> = [
  [35, 0, true],
  [34, 2, true],
  [34, 0, false],
  [33, 6, true],
  [33, 0, false],
  [32, 10, true],
  [32, 0, false],
];

/** What `version` can do; for one outside the table, what the nearest known version can do. */
export function k3sFacts(version: K3sVersion): K3sFacts {
  return {
    corednsForwardOverride: valueAt(FORWARD_OVERRIDE, version),
    corednsVersion: valueAt(COREDNS, version),
    traefikVersion: valueAt(TRAEFIK, version),
    traefikChart: traefikChart(version),
    packagesGatewayApiCrds: version.atLeast(1, 37),
    serviceLbMultiplePools: version.atLeast(1, 37, 1),
    kubeProxyNftables: version.atLeast(1, 34, 1),
    kubeProxyIpvs: true,
  };
}

function valueAt<T>(table: Since<T>, version: K3sVersion): T {
  const entry = table.find(([minor, patch]) => version.atLeast(1, minor, patch)) ?? table[table.length - 1];
  return (entry as Since<T>[number])[2];
}
