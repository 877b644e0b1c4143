import { placePods } from '../affinity';
import { spreadPods } from '../topology-spread';
import type { ChartKeys } from './chart-generation';
import { CHART_KEYS } from './chart-generation';
import { TRAEFIK } from './identity';
import type { PackagedTraefikProps } from './packaged-traefik-props';
import { packagedCertificates } from './packaged-certificates';
import { furtherArguments, pluginVolumes } from './further-arguments';
import { packagedPorts } from './packaged-ports';
import { packagedGateway, packagedProviders } from './packaged-providers';
import { allTolerations } from './pod-template';
import { packagedService } from './packaged-service';
import type { Values } from './values';
import { dropEmptyValues, mergeMissing, nestValues } from './values';

/** The labels of the packaged pods: the name of the chart, the release and the namespace. */
const PACKAGED_SELECTOR = {
  'app.kubernetes.io/name': TRAEFIK,
  'app.kubernetes.io/instance': 'traefik-kube-system',
};

/**
 * The chart's values for the props that are set.
 *
 * @see https://github.com/traefik/traefik-helm-chart/blob/master/traefik/VALUES.md
 */
export function packagedValues(props: PackagedTraefikProps): Values {
  const keys = CHART_KEYS[props.chart];
  const own = dropEmptyValues({
    deployment: deploymentValues(props),
    podDisruptionBudget: disruptionValues(props),
    ...packagedProviders(props.providers ?? {}, props.ingressClassName),
    gateway: packagedGateway(props, keys),
    ports: packagedPorts(props, keys),
    ...packagedCertificates(props),
    hostNetwork: props.hostNetwork === true ? true : undefined,
    service: packagedService(props, keys),
    ...observabilityValues(props, keys),
    api: keys.api === 'value' ? { dashboard: props.dashboard } : undefined,
    ...argumentValues(props, keys),
    ...schedulingValues(props),
    resources: props.resources,
  });
  return mergeMissing(own, dropEmptyValues(props.values ?? {}));
}

function deploymentValues(props: PackagedTraefikProps): Values {
  const { kind, replicas, metrics } = props;
  // k3s itself annotates the pods, with a port on which nothing listens.
  const podAnnotations = metrics === false ? { 'prometheus.io/scrape': 'false' } : undefined;
  const volumes = pluginVolumes(props).map(({ name, source }) => ({ name, ...source }));
  return { kind, replicas, podAnnotations, additionalVolumes: volumes.length > 0 ? volumes : undefined };
}

function disruptionValues({ kind, replicas = 1 }: PackagedTraefikProps): Values | undefined {
  return kind !== 'DaemonSet' && replicas > 1 ? { enabled: true, maxUnavailable: 1 } : undefined;
}

function observabilityValues(
  { logLevel, accessLog, metrics }: PackagedTraefikProps,
  keys: ChartKeys,
): Values {
  return nestValues([
    [keys.logLevel, logLevel],
    [keys.accessLog, accessLog],
    [['metrics', 'prometheus'], metrics === false ? null : undefined],
  ]);
}

/** Older charts always enable the dashboard; of two contradicting flags Traefik uses the last. */
function argumentValues(props: PackagedTraefikProps, keys: ChartKeys): Values {
  const disablesApi = keys.api === 'argument' && props.dashboard === false;
  const args = [...(disablesApi ? ['--api.dashboard=false'] : []), ...furtherArguments(props)];
  const mounts = pluginVolumes(props).map(({ name, mountPath, readOnly }) => ({
    ...{ name, mountPath },
    ...(readOnly && { readOnly }),
  }));
  return {
    additionalArguments: args.length > 0 ? args : undefined,
    additionalVolumeMounts: mounts.length > 0 ? mounts : undefined,
  };
}

/** Helm replaces whole lists, so k3s's own tolerations are repeated. */
function schedulingValues(props: PackagedTraefikProps): Values {
  const { nodeSelector, tolerations, priorityClassName, affinity, topologySpread = [] } = props;
  return {
    nodeSelector,
    tolerations: tolerations && allTolerations(props),
    priorityClassName,
    ...placePods(affinity, PACKAGED_SELECTOR),
    ...spreadPods(topologySpread, PACKAGED_SELECTOR),
  };
}
