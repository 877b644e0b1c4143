import type { TopologySpread } from '../topology-spread';
import type { k8s } from 'cdk8s-plus-27';
import type { Resources } from '../resources';
import type { CertificateResolver, PersistenceOptions } from './certificate-options';
import type { EntryPoint, WebOptions, WebSecureOptions } from './entry-point-options';
import type { ProviderOptions } from './provider-options';
import type { LoggingOptions } from './logging-options';
import type { TraefikPluginOptions } from './plugin-options';
import type { AdditionalService, ServiceOptions } from './service-options';

/** The log level of Traefik. */
export type LogLevel = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

/**
 * How Traefik listens, routes and runs: the options of the standalone and the packaged Traefik. The defaults are those of
 * k3s.
 */
export interface TraefikOptions extends LoggingOptions, TraefikPluginOptions {
  /**
   * Deployment: a fixed number of pods on any nodes. DaemonSet: one pod on every node that `nodeSelector` and
   * `tolerations` allow; with `externalTrafficPolicy` Local each of these nodes accepts traffic.
   *
   * @default 'Deployment'
   */
  readonly kind?: 'Deployment' | 'DaemonSet';
  /**
   * The number of pods; a DaemonSet ignores it. With 2 or more, a PodDisruptionBudget lets node drains evict only one at a
   * time.
   *
   * @default 1
   */
  readonly replicas?: number;
  /**
   * The Service through which clients reach Traefik.
   *
   * @default - any address of the cluster's load balancer
   */
  readonly service?: ServiceOptions;
  /**
   * Further Services of the same pods, such as one with an internal and one with an external address.
   *
   * @default - none
   */
  readonly additionalServices?: readonly AdditionalService[];
  /**
   * Whether the pods are in the network of their node. Traefik's ports are then ports of the node: 8000, 8443, 8080, 9100
   * and those of `entryPoints`. The Pod Security level of the namespace must be `privileged`.
   *
   * @default false
   */
  readonly hostNetwork?: boolean;
  /**
   * The name of the IngressClass.
   *
   * @default 'traefik'
   */
  readonly ingressClassName?: string;
  /**
   * The entryPoint `web`: HTTP, port 8000 in the pod.
   *
   * @default - port 80 of the Service, no redirect, no trusted proxies
   */
  readonly web?: WebOptions;
  /**
   * The entryPoint `websecure`: HTTPS, port 8443 in the pod. All its routers use TLS.
   *
   * @default - port 443 of the Service, no HTTP/3, no trusted proxies
   */
  readonly websecure?: WebSecureOptions;
  /**
   * CAs that issue certificates by ACME. Only one pod may use the file in which Traefik keeps them, so updates end the old
   * pod before the new one starts.
   *
   * @default - none
   * @see https://doc.traefik.io/traefik/reference/install-configuration/tls/certificate-resolvers/acme/
   */
  readonly certificateResolvers?: readonly CertificateResolver[];
  /**
   * The volume that keeps ACME accounts and certificates.
   *
   * @default - they are lost when the pod ends, and requested again
   */
  readonly persistence?: PersistenceOptions;
  /**
   * EntryPoints beside web and websecure. Only routers that name them use them.
   *
   * @default - none
   * @see https://doc.traefik.io/traefik/reference/install-configuration/entrypoints/
   */
  readonly entryPoints?: readonly EntryPoint[];
  /**
   * The kinds of objects that Traefik reads routes from.
   *
   * @default - Ingress and the kinds of traefik.io, not the Gateway API
   */
  readonly providers?: ProviderOptions;
  /**
   * Whether Traefik accepts any certificate of backends that speak HTTPS.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
  /**
   * Whether the pods have metrics at port 9100, and annotations for Prometheus.
   *
   * @default true
   */
  readonly metrics?: boolean;
  /**
   * The log level. DEBUG and TRACE log every change of the configuration.
   *
   * @default 'INFO'
   */
  readonly logLevel?: LogLevel;
  /**
   * Whether the dashboard and the API are enabled. Clients reach them through a router; see `TraefikDashboard`, which
   * requires a password.
   *
   * @default - true for the packaged Traefik, false for a standalone one
   * @see https://doc.traefik.io/traefik/reference/install-configuration/api-dashboard/
   */
  readonly dashboard?: boolean;
  /**
   * The resources of each pod; `{}` sets none.
   *
   * @default - a standalone Traefik reserves 50m and 64Mi, and its memory limit is 512Mi; the packaged one has none
   */
  readonly resources?: Resources;
  /**
   * The labels that a node must have.
   *
   * @default - any node
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /**
   * The taints that the pods tolerate, beside those that the packaged Traefik tolerates (CriticalAddonsOnly and those of
   * control-plane nodes).
   *
   * @default - no others
   */
  readonly tolerations?: readonly k8s.Toleration[];
  /**
   * The priority class of the pods.
   *
   * @default 'system-cluster-critical'
   */
  readonly priorityClassName?: string;
  /**
   * Further arguments as `--name=value`, behind all others. Kubernetes replaces `$(NAME)` by a variable of `envSecrets`.
   *
   * @default - none
   * @see https://doc.traefik.io/traefik/reference/install-configuration/configuration-options/
   */
  readonly extraArguments?: readonly string[];
  /**
   * Secrets beside Traefik whose keys become environment variables, beside those of the certificate resolvers.
   *
   * @default - none
   */
  readonly envSecrets?: readonly string[];
  /**
   * Nodes and other pods that the pods need, prefer or avoid. A term without a label selector is about these pods.
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#affinity-and-anti-affinity
   */
  readonly affinity?: k8s.Affinity;
  /**
   * How the pods are spread.
   *
   * @default - over the nodes, if a standalone Traefik has more than one replica
   */
  readonly topologySpread?: readonly TopologySpread[];
}
