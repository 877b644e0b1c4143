import type { k8s } from 'cdk8s-plus-27';
import type { AllowedPods } from '../network-policy';
import type { Resources } from '../resources';
import type { TopologySpread } from '../topology-spread';
import type { EntryPointTls } from '../traefik/certificate-options';
import type { ServiceOptions } from '../traefik/service-options';

/** Exposes a sample by its host name, through an Ingress. */
export interface IngressExposure {
  /** The host name, such as `whoami.home.arpa`. */
  readonly host: string;
  /**
   * The path prefix of the sample.
   *
   * @default '/'
   */
  readonly path?: string;
  /**
   * The name of a Secret (kubernetes.io/tls) with the certificate of the host, in the sample's namespace.
   *
   * @default - the Ingress has no certificate
   */
  readonly tlsSecret?: string;
  /**
   * The name of the certificate resolver of Traefik that requests a certificate for the host. Traefik then serves the
   * sample over HTTPS only.
   *
   * @default - that of the entryPoint, if it has one
   */
  readonly certResolver?: string;
  /**
   * The class of the ingress controller.
   *
   * @default 'traefik'
   */
  readonly ingressClassName?: string;
}

/** How Traefik matches requests: by a rule or a host name. */
export type IngressRouteRule =
  | {
      /**
       * A rule in the syntax of Traefik v3.
       *
       * @see https://doc.traefik.io/traefik/reference/routing-configuration/http/routing/rules-and-priority/
       */
      readonly match: string;
      readonly host?: never;
    }
  | {
      /** The host name, such as `whoami.home.arpa`. */
      readonly host: string;
      readonly match?: never;
    };

/** Exposes a sample by a rule of Traefik, through an IngressRoute. */
export type IngressRouteExposure = IngressRouteRule & IngressRouteOptions;

/** The ports of an IngressRoute. */
export interface IngressRouteOptions {
  /**
   * The entryPoints that serve it.
   *
   * @default ['websecure']
   */
  readonly entryPoints?: readonly string[];
  /**
   * Whether Traefik terminates TLS.
   *
   * @default true
   */
  readonly tls?: boolean;
  /**
   * The certificate resolver, and the certificates that it requests. The route does not use those of its entryPoint.
   *
   * @default - none: the default certificate
   */
  readonly certificate?: EntryPointTls;
}

/** Exposes a sample as TCP connections, through an IngressRouteTCP. */
export interface IngressRouteTcpExposure {
  /** The host name in the TLS handshake, such as `tcp.home.arpa`; `*` for every connection. */
  readonly hostSni: string;
  /**
   * The entryPoints that serve it.
   *
   * @default ['websecure']
   */
  readonly entryPoints?: readonly string[];
  /**
   * Whether clients use TLS. Without TLS there is no host name, so `hostSni` is `*`.
   *
   * @default true
   */
  readonly tls?: boolean;
  /**
   * The name of a Secret (kubernetes.io/tls) in the sample's namespace. Traefik passes TLS through, and the pods serve
   * its certificate: routes for HTTP do not work then.
   *
   * @default - Traefik terminates TLS
   */
  readonly passthroughSecret?: string;
}

/** Exposes a sample by its host name, through an HTTPRoute of the Gateway API. */
export interface HttpRouteExposure {
  /** The host name, such as `whoami.home.arpa`. */
  readonly host: string;
  /**
   * The name of the Gateway.
   *
   * @default 'traefik-gateway'
   */
  readonly gateway?: string;
  /** The namespace of the Gateway: `kube-system` for the packaged Traefik. */
  readonly gatewayNamespace: string;
}

/** Exposes a sample at its own address, through a Service of type LoadBalancer. */
export interface LoadBalancerExposure extends ServiceOptions {
  /**
   * The port that clients use, 1-65535.
   *
   * @default 80
   */
  readonly port?: number;
}

/** The clients that a sample accepts connections from. */
export interface SampleNetworkPolicy {
  /**
   * The pods that connect: those of the ingress controller.
   *
   * @default - every address, as clients of a LoadBalancer need
   */
  readonly from?: readonly AllowedPods[];
}

/** What the pods of samples have in common. */
export interface SamplePods {
  /** The name of all its objects: at most 63 lower-case letters, digits and dashes. */
  readonly name: string;
  /** The namespace, which must exist. The pods conform to the Pod Security level `restricted`. */
  readonly namespace: string;
  /**
   * Secrets (kubernetes.io/dockerconfigjson) beside the pods, by which nodes pull the image.
   *
   * @default - none
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
   */
  readonly imagePullSecrets?: readonly string[];
  /** @default 1 */
  readonly replicas?: number;
  /**
   * Run the pods on different nodes. A pod without a node of its own stays pending.
   *
   * @default false
   */
  readonly spread?: boolean;
  /**
   * The resources of each pod; `{}` sets none.
   *
   * @default - 10m and 16Mi are reserved, and the memory limit is 64Mi
   */
  readonly resources?: Resources;
  /**
   * The labels that a node must have.
   *
   * @default - every node
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /**
   * The taints that the pods tolerate.
   *
   * @default - none
   */
  readonly tolerations?: readonly k8s.Toleration[];
  /**
   * The priority class of the pods.
   *
   * @default - none
   */
  readonly priorityClassName?: string;
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
   * @default - as the scheduler spreads pods by itself
   */
  readonly topologySpread?: readonly TopologySpread[];
}

/** A small HTTP server. */
export interface HttpSampleProps extends SamplePods {
  /**
   * The image of an HTTP server that reads its port from the variable WHOAMI_PORT_NUMBER.
   *
   * @default - docker.io/traefik/whoami, which returns the request
   */
  readonly image?: string;
  /** @default - no Ingress */
  readonly ingress?: IngressExposure;
  /** @default - no IngressRoute */
  readonly ingressRoute?: IngressRouteExposure;
  /** @default - no IngressRouteTCP */
  readonly ingressRouteTcp?: IngressRouteTcpExposure;
  /** @default - no HTTPRoute */
  readonly httpRoute?: HttpRouteExposure;
  /** @default - no NetworkPolicy: every pod can connect */
  readonly networkPolicy?: SampleNetworkPolicy;
  /** @default - a Service of type ClusterIP */
  readonly loadBalancer?: LoadBalancerExposure;
}
