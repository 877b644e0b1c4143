import type { TopologySpread } from '../topology-spread';
import type { k8s } from 'cdk8s-plus-27';
import type { Resources } from '../resources';
import type { EntryPoint, WebOptions, WebSecureOptions } from './entry-point-options';
import type { ProviderOptions } from './provider-options';
import type { ServiceOptions } from './service-options';

/** How much Traefik says about itself. */
export type LogLevel = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

/**
 * How Traefik listens, routes and runs: one vocabulary for an install of one's own and for the one that k3s
 * packages. What is not set is k3s's own default.
 */
export interface TraefikOptions {
  /**
   * Deployment: a fixed number of pods, wherever there is room. DaemonSet: one pod on every node that
   * `nodeSelector` and `tolerations` allow, which with `externalTrafficPolicy` Local serves clients on each of them.
   *
   * @default 'Deployment'
   */
  readonly kind?: 'Deployment' | 'DaemonSet';
  /**
   * Number of pods; ignored for a DaemonSet. From 2 on, a PodDisruptionBudget keeps node drains from taking more
   * than one at a time.
   *
   * @default 1
   */
  readonly replicas?: number;
  /**
   * The Service that clients reach Traefik by.
   *
   * @default - any address, from whatever load balancer the cluster has
   */
  readonly service?: ServiceOptions;
  /**
   * The entryPoint `web`: HTTP, port 8000 in the pod.
   *
   * @default - port 80 of the Service, no redirect, no trusted proxies
   */
  readonly web?: WebOptions;
  /**
   * The entryPoint `websecure`: HTTPS, port 8443 in the pod. Every router on it has TLS.
   *
   * @default - port 443 of the Service, no HTTP/3, no trusted proxies
   */
  readonly websecure?: WebSecureOptions;
  /**
   * EntryPoints beyond web and websecure. A router uses one only if it names it.
   *
   * @default - none
   * @see https://doc.traefik.io/traefik/reference/install-configuration/entrypoints/
   */
  readonly entryPoints?: readonly EntryPoint[];
  /**
   * Which resources Traefik reads its routes from.
   *
   * @default - Ingress and Traefik's own kinds, not the Gateway API
   */
  readonly providers?: ProviderOptions;
  /**
   * Whether each request is logged, with the client's address, to standard output.
   *
   * @default false
   */
  readonly accessLog?: boolean;
  /**
   * Whether Prometheus may scrape port 9100 of the pods, which have the annotations that it looks for.
   *
   * @default true
   */
  readonly metrics?: boolean;
  /**
   * How much Traefik says about itself; from DEBUG on, a line for every change of its configuration.
   *
   * @default 'INFO'
   */
  readonly logLevel?: LogLevel;
  /**
   * Whether Traefik has its dashboard and API at all. Neither is reachable until a router leads there; see
   * `TraefikDashboard`, which asks for a password.
   *
   * @default - true where k3s packages Traefik, false for an install of one's own
   * @see https://doc.traefik.io/traefik/reference/install-configuration/api-dashboard/
   */
  readonly dashboard?: boolean;
  /**
   * What each pod reserves and may use at most; `{}` for nothing of both.
   *
   * @default - a reservation fit for a Raspberry Pi (50m, 64Mi) for an install of one's own, else nothing
   */
  readonly resources?: Resources;
  /**
   * Labels of the nodes that pods may run on.
   *
   * @default - any node
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /**
   * Taints that pods bear, beside those that k3s's own Traefik bears (CriticalAddonsOnly, and control plane nodes).
   *
   * @default - no further ones
   */
  readonly tolerations?: readonly k8s.Toleration[];
  /**
   * How important the pods are to the scheduler and to the kubelet when memory is short.
   *
   * @default 'system-cluster-critical'
   */
  readonly priorityClassName?: string;
  /**
   * Across what the pods are spread.
   *
   * @default - over the nodes, as far as possible, if an install of one's own has more than one replica
   */
  readonly topologySpread?: readonly TopologySpread[];
}
