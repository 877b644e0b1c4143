import type { ChartKeys } from './chart-generation';
import { CHART_KEYS } from './chart-generation';
import { TRAEFIK } from './identity';
import type { PackagedTraefikProps } from './packaged-traefik-props';
import { packagedCertificates } from './packaged-certificates';
import { packagedPorts } from './packaged-ports';
import { packagedGateway, packagedProviders } from './packaged-providers';
import { allTolerations, spreadConstraint } from './pod-template';
import { serviceAddressing, serviceAnnotations, serviceLabels, sharedService } from './service-metadata';
import { servicePorts } from './service-ports';
import type { Values } from './values';
import { dropEmptyValues, nestValues } from './values';

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
  return dropEmptyValues({
    deployment: deploymentValues(props),
    podDisruptionBudget: disruptionValues(props),
    ...packagedProviders(props.providers ?? {}),
    gateway: packagedGateway(props, keys),
    ports: packagedPorts(props, keys),
    ...packagedCertificates(props),
    service: serviceValues(props),
    ...observabilityValues(props, keys),
    ...dashboardValues(props, keys),
    ...schedulingValues(props),
    resources: props.resources,
  });
}

function deploymentValues({ kind, replicas, metrics }: PackagedTraefikProps): Values {
  // k3s itself annotates the pods, with a port on which nothing listens.
  const podAnnotations = metrics === false ? { 'prometheus.io/scrape': 'false' } : undefined;
  return { kind, replicas, podAnnotations };
}

function disruptionValues({ kind, replicas = 1 }: PackagedTraefikProps): Values | undefined {
  return kind !== 'DaemonSet' && replicas > 1 ? { enabled: true, maxUnavailable: 1 } : undefined;
}

/** The addresses are in `spec`, which overrides k3s's values in every version of the chart. */
function serviceValues(props: PackagedTraefikProps): Values {
  const service = sharedService(props);
  return {
    single: servicePorts(props).udp.length > 0 ? false : undefined,
    annotations: serviceAnnotations(service),
    labels: serviceLabels(service),
    spec: serviceAddressing(service),
  };
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
function dashboardValues({ dashboard }: PackagedTraefikProps, keys: ChartKeys): Values {
  if (dashboard === undefined) return {};
  if (keys.api === 'value') return { api: { dashboard } };
  return dashboard ? {} : { additionalArguments: ['--api.dashboard=false'] };
}

/** Helm replaces whole lists, so k3s's own tolerations are repeated. */
function schedulingValues(props: PackagedTraefikProps): Values {
  const { nodeSelector, tolerations, priorityClassName, topologySpread } = props;
  return {
    nodeSelector,
    tolerations: tolerations && allTolerations(props),
    priorityClassName,
    topologySpreadConstraints: topologySpread?.map((each) => spreadConstraint(each, PACKAGED_SELECTOR)),
  };
}
