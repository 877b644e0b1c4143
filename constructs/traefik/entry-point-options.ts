/** Proxies in front of Traefik whose word is taken for who the client is. */
export interface TrustedProxies {
  /**
   * Addresses or networks of the proxies, such as `10.0.0.2` or `10.0.0.0/24`. Anybody in there can pretend to be
   * any client.
   */
  readonly trustedIPs: readonly string[];
}

/** What an entryPoint takes from proxies in front of it. */
export interface TrustOptions {
  /**
   * Proxies whose X-Forwarded-* headers are kept. Those of anybody else are replaced.
   *
   * @default - none
   * @see https://doc.traefik.io/traefik/reference/install-configuration/entrypoints/#opt-forwardedHeaders-trustedIPs
   */
  readonly forwardedHeaders?: TrustedProxies;
  /**
   * Proxies that may send the PROXY protocol, which tells the client's address ahead of the data.
   *
   * @default - none
   * @see https://doc.traefik.io/traefik/reference/install-configuration/entrypoints/#opt-proxyProtocol-trustedIPs
   */
  readonly proxyProtocol?: TrustedProxies;
}

/** HTTP. */
export interface WebOptions extends TrustOptions {
  /**
   * Port of the Service, 1-65535.
   *
   * @default 80
   */
  readonly exposedPort?: number;
  /**
   * Whether every request is answered by a permanent redirect to HTTPS. ACME HTTP challenges of other programs in
   * the cluster are then redirected as well.
   *
   * @default false
   */
  readonly httpsRedirect?: boolean;
}

/** HTTPS. */
export interface WebSecureOptions extends TrustOptions {
  /**
   * Port of the Service, 1-65535. Redirects from `web` lead there.
   *
   * @default 443
   */
  readonly exposedPort?: number;
  /**
   * Whether HTTP/3 is served too, on the same port over UDP. It has a Service of its own, `traefik-udp`, which
   * shares the address of the other one: with MetalLB, give both a fixed one by `loadBalancerIPs`. To switch it off in
   * the packaged Traefik, say false instead of nothing: Helm takes the port's TCP half away with the UDP half.
   *
   * @default false
   */
  readonly http3?: boolean;
}

/** What every further entryPoint has. */
export interface FurtherEntryPoint {
  /**
   * Lower case letters, digits and single dashes, with a letter, 15 characters at most. Not `web`, `websecure`,
   * `traefik` or `metrics`.
   */
  readonly name: string;
  /** Port in the pod, 1-65535. Not 8000, 8080, 8443 or 9100 over TCP. */
  readonly port: number;
  /**
   * Port of the Service, 1-65535.
   *
   * @default - the same as `port`
   */
  readonly exposedPort?: number;
}

/** For TCP and HTTP routers. */
export interface TcpEntryPoint extends FurtherEntryPoint, TrustOptions {
  /**
   * Protocol of the port; HTTP routers use it as well.
   *
   * @default 'TCP'
   */
  readonly protocol?: 'TCP';
}

/** For UDP routers. */
export interface UdpEntryPoint extends FurtherEntryPoint {
  /** Protocol of the port. */
  readonly protocol: 'UDP';
}

/** A port that Traefik listens on, beyond web and websecure. */
export type EntryPoint = TcpEntryPoint | UdpEntryPoint;
