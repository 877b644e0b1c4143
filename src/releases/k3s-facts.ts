import { K3sVersion } from './k3s-version';
import type { TraefikHelmChart } from './packaged-components';
import { lookUpPackagedComponents } from './packaged-components';

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
  readonly traefikChart: TraefikHelmChart;
  /** Whether it packages the Gateway API CRDs as an Addon of their own, whatever Traefik's mode. */
  readonly packagesGatewayApiCrds: boolean;
  /**
   * Whether a HelmChartConfig may ask for `failurePolicy: retry`; older ones refuse the word.
   *
   * @see https://docs.k3s.io/add-ons/helm#helmchartconfig
   */
  readonly helmChartConfigRetry: boolean;
  /** Whether a node may be in several ServiceLB pools. */
  readonly serviceLbMultiplePools: boolean;
  /** Whether its bundled nft prints JSON, which kube-proxy's nftables mode needs. */
  readonly kubeProxyNftables: boolean;
  /** Whether kube-proxy still has an ipvs mode. */
  readonly kubeProxyIpvs: boolean;
  /** Whether `tls-san` takes `*.example.com`. */
  readonly tlsSanWildcards: boolean;
}

/** The first release of each minor with a change; minors after the newest named have it, minors before the oldest not. */
type Since = readonly K3sVersion[];

/** Pull request 12980 and its backports. */
const FORWARD_OVERRIDE = since('v1.34.2+k3s1', 'v1.33.6+k3s1', 'v1.32.10+k3s1');

/** Pull request 12853 and its backports. */
const NFT_WITH_JSON = since('v1.34.1+k3s1', 'v1.33.5+k3s1', 'v1.32.9+k3s1');

const GATEWAY_API_CRDS = since('v1.37.0+k3s1');
/** The first with helm-controller v0.17.5. */
const HELM_RETRY = since('v1.36.3+k3s1');
const MULTIPLE_POOLS = since('v1.37.1+k3s1');
const TLS_SAN_WILDCARDS = since('v1.36.3+k3s1');

/** Releases in which something named above changed. */
export const RELEASES_WITH_CHANGES: readonly K3sVersion[] = [
  ...[
    FORWARD_OVERRIDE,
    NFT_WITH_JSON,
    GATEWAY_API_CRDS,
    HELM_RETRY,
    MULTIPLE_POOLS,
    TLS_SAN_WILDCARDS,
  ].flat(),
];

/** What `version` can do; for one outside the tables, what the nearest known version can do. */
export function lookUpK3sFacts(version: K3sVersion): K3sFacts {
  const { traefik, traefikChart, coredns } = lookUpPackagedComponents(version);
  return {
    corednsForwardOverride: has(version, FORWARD_OVERRIDE),
    corednsVersion: coredns,
    traefikVersion: traefik,
    traefikChart,
    packagesGatewayApiCrds: has(version, GATEWAY_API_CRDS),
    helmChartConfigRetry: has(version, HELM_RETRY),
    serviceLbMultiplePools: has(version, MULTIPLE_POOLS),
    kubeProxyNftables: has(version, NFT_WITH_JSON),
    kubeProxyIpvs: true,
    tlsSanWildcards: has(version, TLS_SAN_WILDCARDS),
  };
}

function since(...releases: readonly string[]): Since {
  return releases.map((release) => K3sVersion.parse(release));
}

function has(version: K3sVersion, releases: Since): boolean {
  const sameMinor = releases.find(({ major, minor }) => major === version.major && minor === version.minor);
  const [newest] = releases;
  return version.isSince((sameMinor ?? newest) as K3sVersion);
}
