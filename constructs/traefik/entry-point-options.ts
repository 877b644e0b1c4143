import type { EntryPointTls } from './certificate-options';

/** Proxies in front of Traefik whose statements about the client Traefik trusts. */
export interface TrustedProxies {
  /**
   * Addresses or networks of the proxies, such as `10.0.0.2` or `10.0.0.0/24`. Every host in them can forge the client's
   * address.
   */
  readonly trustedIPs: readonly string[];
}

/** The information that an entryPoint accepts from proxies in front of it. */
export interface TrustOptions {
  /**
   * Proxies whose X-Forwarded-* headers Traefik keeps. It replaces the headers of all other clients.
   *
   * @default - none
   * @see https://doc.traefik.io/traefik/reference/install-configuration/entrypoints/#opt-forwardedHeaders-trustedIPs
   */
  readonly forwardedHeaders?: TrustedProxies;
  /**
   * Proxies that may send the PROXY protocol, which passes the client's address before the data.
   *
   * @default - none
   * @see https://doc.traefik.io/traefik/reference/install-configuration/entrypoints/#opt-proxyProtocol-trustedIPs
   */
  readonly proxyProtocol?: TrustedProxies;
}

/** The timeouts of clients. */
export interface RespondingTimeouts {
  /**
   * For a whole request with its body, such as `5m`; `0s` disables it.
   *
   * @default - 60s
   */
  readonly readTimeout?: string;
  /**
   * For a whole response.
   *
   * @default - none
   */
  readonly writeTimeout?: string;
  /**
   * Before Traefik closes an idle connection.
   *
   * @default - 180s
   */
  readonly idleTimeout?: string;
}

/** The settings of every entryPoint for TCP. */
export interface EntryPointSettings extends TrustOptions {
  /**
   * The port of the Service on every node, 1-65535; of a Service of type NodePort or LoadBalancer.
   *
   * @default - Kubernetes assigns one
   */
  readonly nodePort?: number;
  /**
   * The port on the nodes that run Traefik, 1-65535. The Pod Security level of the namespace must be `privileged`.
   *
   * @default - none
   */
  readonly hostPort?: number;
  /**
   * Middlewares that run before those of each router, as `<namespace>-<name>@kubernetescrd`. They also run before
   * Traefik answers the challenge of HTTP-01.
   *
   * @default - none
   */
  readonly middlewares?: readonly string[];
  /**
   * The timeouts of clients.
   *
   * @default - Traefik's defaults
   */
  readonly respondingTimeouts?: RespondingTimeouts;
  /**
   * The largest size of a request's headers, in bytes.
   *
   * @default - 1048576
   */
  readonly maxHeaderBytes?: number;
  /**
   * The time after which Traefik closes a connection that is in use, such as `1h`; `0s` disables it. Clients behind a load
   * balancer then connect to all Traefik pods again after one was replaced.
   *
   * @default 0s
   * @see https://doc.traefik.io/traefik/reference/install-configuration/entrypoints/#opt-transport-keepAliveMaxTime
   */
  readonly keepAliveMaxTime?: string;
}

/** The entryPoint for HTTP. */
export interface WebOptions extends EntryPointSettings {
  /**
   * The port of the Service, 1-65535.
   *
   * @default 80
   */
  readonly exposedPort?: number;
  /**
   * Whether Traefik redirects every request to HTTPS. It redirects the ACME HTTP challenges of other components, too.
   *
   * @default false
   */
  readonly httpsRedirect?: boolean;
}

/** The entryPoint for HTTPS. */
export interface WebSecureOptions extends EntryPointSettings {
  /**
   * The port of the Service, 1-65535. Redirects from `web` lead to it.
   *
   * @default 443
   */
  readonly exposedPort?: number;
  /**
   * Whether Traefik also serves HTTP/3, on the same port over UDP. The UDP port has a Service of its own, `traefik-udp`,
   * which shares the address of the main Service: with MetalLB, set `loadBalancerIPs`. To disable HTTP/3 in the packaged
   * Traefik, set false instead of removing the key: Helm would remove the TCP port with the UDP port.
   *
   * @default false
   */
  readonly http3?: boolean;
  /**
   * The certificates of routers that name none of their own.
   *
   * @default - the default certificate
   */
  readonly tls?: EntryPointTls;
}

/** The fields of every additional entryPoint. */
export interface FurtherEntryPoint {
  /**
   * At most 15 lower-case letters, digits and single dashes, with at least one letter. `web`, `websecure`, `traefik` and
   * `metrics` are reserved.
   */
  readonly name: string;
  /** The port in the pod, 1-65535. The TCP ports 8000, 8080, 8443 and 9100 are in use. */
  readonly port: number;
  /**
   * The port of the Service, 1-65535.
   *
   * @default - the same as `port`
   */
  readonly exposedPort?: number;
}

/** An entryPoint for TCP and HTTP routers. */
export interface TcpEntryPoint extends FurtherEntryPoint, EntryPointSettings {
  /**
   * The protocol of the port, for HTTP routers as well.
   *
   * @default 'TCP'
   */
  readonly protocol?: 'TCP';
}

/** An entryPoint for UDP routers. */
export interface UdpEntryPoint extends FurtherEntryPoint {
  /**
   * The port of the Service on every node, 1-65535.
   *
   * @default - Kubernetes assigns one
   */
  readonly nodePort?: number;
  /**
   * The port on the nodes that run Traefik, 1-65535.
   *
   * @default - none
   */
  readonly hostPort?: number;
  /** The protocol of the port. */
  readonly protocol: 'UDP';
}

/** A port that Traefik listens on beside web and websecure. */
export type EntryPoint = TcpEntryPoint | UdpEntryPoint;
