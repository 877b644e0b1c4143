import type { K3sVersion } from '../../../releases';
import { lookUpK3sFacts, listKnownReleases } from '../../../releases';

/** What the keys of a HelmChartConfig give away of the chart that they were written for. */
export interface ChartEvidence {
  /** Whether it asks for `failurePolicy: retry`, where k3s-netstack wrote it. @default - that gives nothing away */
  readonly hasRetry?: boolean;
  /** Where redirects and TLS of an entryPoint are: below `http`, or below the port itself. */
  readonly http?: 'http' | 'port';
  readonly log?: 'log' | 'logs';
  /** Where the type of a Service is: below `spec`, or below the Service itself. */
  readonly serviceType?: 'type' | 'spec';
  readonly namespacePolicy?: 'word' | 'object';
  /** Whether it has the value `api.dashboard`. */
  readonly hasApi?: boolean;
}

/**
 * The newest k3s whose packaged chart reads these keys; undefined where no single release reads all of them.
 *
 * @param needsApi whether the chart would have to switch the dashboard on by a value
 * @param releases those that are possible, newest first
 */
export function findRelease(
  evidence: ChartEvidence,
  needsApi: boolean,
  releases = listKnownReleases(),
): K3sVersion | undefined {
  return releases.find((version) => readsAllKeys(version, evidence, needsApi));
}

function readsAllKeys(version: K3sVersion, evidence: ChartEvidence, needsApi: boolean): boolean {
  const { traefikChart, helmChartConfigRetry } = lookUpK3sFacts(version);
  const chart = Number(traefikChart);
  const { hasRetry, http, log, serviceType, namespacePolicy, hasApi } = evidence;
  return (
    (hasRetry === undefined || hasRetry === (helmChartConfigRetry || chart >= 41)) &&
    (http === undefined || (http === 'http') === chart >= 39) &&
    (serviceType === undefined || (serviceType === 'spec') === chart >= 40) &&
    (log === undefined || (log === 'log') === chart >= 41) &&
    (namespacePolicy === undefined || (namespacePolicy === 'object') === chart >= 37) &&
    (hasApi !== true || chart >= 38) &&
    (!needsApi || hasApi === true || chart < 38)
  );
}
