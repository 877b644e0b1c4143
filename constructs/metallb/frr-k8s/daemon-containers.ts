import { k8s } from 'cdk8s-plus-27';
import type { Resources } from '../../resources';
import { resourceRequirements } from '../../resources';
import { fromField } from '../arguments';
import type { MetalLbSettings } from '../metallb-props';
import { createSecurityContext } from '../security';

/** Ports of every node: the metrics of frr-k8s and FRR, and the health endpoint of frr-k8s on the loopback address. */
export const FRR_K8S_PORTS = { metrics: 9140, frrMetrics: 9141, health: 7572 } as const;

/** Upstream's resources. */
export const FRR_K8S_RESOURCES: Resources = {
  requests: { cpu: '10m', memory: '64Mi' },
  limits: { cpu: '500m', memory: '128Mi' },
};

/** Measured: 50Mi without received routes, 120Mi with 50,000 routes from each of two peers. */
const FRR_RESOURCES: Resources = {
  requests: { cpu: '10m', memory: '64Mi' },
  limits: { memory: '512Mi' },
};

/** Measured: 20Mi. They read the state of sessions, not routes. */
const READER_RESOURCES: Resources = { limits: { memory: '128Mi' } };

const SOCKETS: k8s.VolumeMount = { name: 'frr-sockets', mountPath: '/var/run/frr' };
const CONFIGURATION: k8s.VolumeMount = { name: 'frr-conf', mountPath: '/etc/frr' };
const RELOADER: k8s.VolumeMount = { name: 'reloader', mountPath: '/etc/frr_reloader' };

const NODE_NAME = fromField('NODE_NAME', 'spec.nodeName');
const NAMESPACE = fromField('NAMESPACE', 'metadata.namespace');

/** Containers that connect to FRR's sockets as root: they keep the capabilities of root and gain no others. */
const NO_MORE: k8s.SecurityContext = { allowPrivilegeEscalation: false };

/** Translates FRRConfigurations into the configuration of FRR. */
export function frrK8s({ images, logLevel, frrK8s: { daemon = {} } }: MetalLbSettings): k8s.Container {
  const probe = (path: string): k8s.HttpGetAction => ({
    path,
    port: k8s.IntOrString.fromNumber(FRR_K8S_PORTS.health),
    host: '127.0.0.1',
  });
  return {
    name: 'controller',
    image: images.frrK8s,
    command: ['/frr-k8s'],
    args: [
      `--metrics-bind-address=0.0.0.0:${FRR_K8S_PORTS.metrics}`,
      '--node-name=$(NODE_NAME)',
      '--namespace=$(NAMESPACE)',
      `--log-level=${logLevel}`,
    ],
    env: [
      { name: 'FRR_CONFIG_FILE', value: '/etc/frr_reloader/frr.conf' },
      { name: 'FRR_RELOADER_PID_FILE', value: '/etc/frr_reloader/reloader.pid' },
      NODE_NAME,
      NAMESPACE,
    ],
    ports: [{ name: 'metricshttps', containerPort: FRR_K8S_PORTS.metrics }],
    resources: resourceRequirements(daemon.resources ?? FRR_K8S_RESOURCES),
    securityContext: createSecurityContext(),
    livenessProbe: { httpGet: probe('/healthz'), initialDelaySeconds: 15, periodSeconds: 20 },
    readinessProbe: { httpGet: probe('/readyz'), initialDelaySeconds: 5 },
    volumeMounts: [RELOADER],
  };
}

/** FRR. Its daemons start as root and switch to the user `frr`, which needs more than the added capabilities. */
export function frr({ images, frrK8s: { frrResources = FRR_RESOURCES } }: MetalLbSettings): k8s.Container {
  const alive: k8s.Probe = {
    httpGet: {
      path: '/livez',
      port: k8s.IntOrString.fromNumber(FRR_K8S_PORTS.frrMetrics),
      host: '127.0.0.1',
      scheme: 'HTTPS',
    },
    periodSeconds: 5,
  };
  return {
    name: 'frr',
    image: images.frr,
    command: ['/bin/sh', '-c', '/sbin/tini -- /usr/lib/frr/docker-start'],
    env: [{ name: 'TINI_SUBREAPER', value: 'true' }],
    resources: resourceRequirements(frrResources),
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { add: ['NET_ADMIN', 'NET_RAW', 'SYS_ADMIN', 'NET_BIND_SERVICE'] },
      readOnlyRootFilesystem: true,
    },
    startupProbe: { ...alive, failureThreshold: 30 },
    livenessProbe: alive,
    volumeMounts: [
      SOCKETS,
      CONFIGURATION,
      { name: 'frr-lib', mountPath: '/var/lib/frr' },
      { name: 'frr-tmp', mountPath: '/var/tmp/frr' },
    ],
  };
}

/** The metrics and the health endpoint of FRR. */
export function metrics({ images }: MetalLbSettings): k8s.Container {
  return {
    name: 'frr-metrics',
    image: images.frr,
    command: ['/etc/frr_metrics/frr-metrics'],
    args: [`--metrics-port=${FRR_K8S_PORTS.frrMetrics}`, '--metrics-bind-address=0.0.0.0'],
    ports: [{ name: 'frrmetricshttps', containerPort: FRR_K8S_PORTS.frrMetrics }],
    resources: resourceRequirements(READER_RESOURCES),
    securityContext: NO_MORE,
    volumeMounts: [SOCKETS, CONFIGURATION, { name: 'metrics', mountPath: '/etc/frr_metrics' }],
  };
}

/**
 * The interval at which the state of FRR is read. With the default of two minutes, a session that is down is reported as
 * established for that time, and a new session is missing.
 */
const POLL_INTERVAL = '20s';

/** Writes the state of each BGP session to a BGPSessionState. */
export function status({ images, logLevel }: MetalLbSettings): k8s.Container {
  return {
    name: 'frr-status',
    image: images.frr,
    command: ['/etc/frr_status/frr-status'],
    args: [
      '--node-name=$(NODE_NAME)',
      '--namespace=$(NAMESPACE)',
      '--pod-name=$(POD_NAME)',
      `--log-level=${logLevel}`,
      `--poll-interval=${POLL_INTERVAL}`,
    ],
    env: [NODE_NAME, NAMESPACE, fromField('POD_NAME', 'metadata.name')],
    resources: resourceRequirements(READER_RESOURCES),
    securityContext: NO_MORE,
    volumeMounts: [SOCKETS, CONFIGURATION, { name: 'frr-status', mountPath: '/etc/frr_status' }],
  };
}

/** Reloads the configuration of FRR without closing its sessions. */
export function reloader({ images }: MetalLbSettings): k8s.Container {
  return {
    name: 'reloader',
    image: images.frr,
    command: ['/etc/frr_reloader/frr-reloader.sh'],
    securityContext: NO_MORE,
    volumeMounts: [SOCKETS, CONFIGURATION, RELOADER],
  };
}
