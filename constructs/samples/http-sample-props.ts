import type { Resources } from '../resources';
import type { ServiceOptions } from '../traefik/service-options';

/** By host name, as a standard Ingress. */
export interface IngressExposure {
  /** Host name, such as `whoami.home.arpa`. */
  readonly host: string;
  /**
   * Path below which everything is the sample's.
   *
   * @default '/'
   */
  readonly path?: string;
  /**
   * Name of a Secret (kubernetes.io/tls) with the host's certificate, in the sample's namespace.
   *
   * @default - no TLS of its own
   */
  readonly tlsSecret?: string;
  /**
   * The controller that serves it.
   *
   * @default 'traefik'
   */
  readonly ingressClassName?: string;
}

/** What Traefik matches requests by: a rule of its own, or a host name. */
export type IngressRouteRule =
  | {
      /**
       * Rule in Traefik v3's syntax.
       *
       * @see https://doc.traefik.io/traefik/reference/routing-configuration/http/routing/rules-and-priority/
       */
      readonly match: string;
      readonly host?: never;
    }
  | {
      /** Host name, such as `whoami.home.arpa`. */
      readonly host: string;
      readonly match?: never;
    };

/** By a rule of Traefik's own, as an IngressRoute. */
export type IngressRouteExposure = IngressRouteRule & IngressRouteOptions;

/** Where Traefik serves an IngressRoute. */
export interface IngressRouteOptions {
  /**
   * Traefik's ports that it is served on.
   *
   * @default ['websecure']
   */
  readonly entryPoints?: readonly string[];
  /**
   * Whether TLS ends at Traefik.
   *
   * @default true
   */
  readonly tls?: boolean;
}

/** By host name, as a Gateway API route. */
export interface HttpRouteExposure {
  /** Host name, such as `whoami.home.arpa`. */
  readonly host: string;
  /**
   * Name of the Gateway.
   *
   * @default 'traefik-gateway'
   */
  readonly gateway?: string;
  /** Namespace of the Gateway: `kube-system` for the packaged Traefik. */
  readonly gatewayNamespace: string;
}

/** By an address of its own, as a Service of type LoadBalancer. */
export interface LoadBalancerExposure extends ServiceOptions {
  /**
   * Port that clients use, 1-65535.
   *
   * @default 80
   */
  readonly port?: number;
}

/** A small HTTP service. */
export interface HttpSampleProps {
  /** Name of all its objects; at most 63 lower-case letters, digits and dashes. */
  readonly name: string;
  /** Namespace, which must exist. Its pods keep to the level `restricted`. */
  readonly namespace: string;
  /**
   * Image of an HTTP server that takes its port from the variable WHOAMI_PORT_NUMBER.
   *
   * @default - docker.io/traefik/whoami, which tells who asked
   */
  readonly image?: string;
  /** @default 1 */
  readonly replicas?: number;
  /**
   * What each pod reserves, and what it may use at most; `{}` says nothing.
   *
   * @default - 10m and 16Mi are reserved, and it ends beyond 64Mi
   */
  readonly resources?: Resources;
  /** @default - no Ingress */
  readonly ingress?: IngressExposure;
  /** @default - no IngressRoute */
  readonly ingressRoute?: IngressRouteExposure;
  /** @default - no HTTPRoute */
  readonly httpRoute?: HttpRouteExposure;
  /** @default - no address of its own: a Service inside the cluster only */
  readonly loadBalancer?: LoadBalancerExposure;
}
