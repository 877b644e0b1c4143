/** A CA that issues certificates by ACME. Its account and certificates are in a file on the volume `persistence`. */
export interface CertificateResolver {
  /** The name by which routers and entryPoints refer to it: lower-case letters, digits and dashes. */
  readonly name: string;
  /**
   * The address that the CA registers the account with.
   *
   * @default - an account without an address
   */
  readonly email?: string;
  /**
   * The URL of the CA's ACME directory.
   *
   * @default - https://acme-v02.api.letsencrypt.org/directory
   */
  readonly caServer?: string;
  /**
   * The name of a ConfigMap in Traefik's namespace whose key `ca.crt` has the root certificate of a private CA.
   *
   * @default - the CAs that the image trusts
   */
  readonly caConfigMap?: string;
  /**
   * The type of the certificates' keys.
   *
   * @default - Traefik's default, RSA4096
   */
  readonly keyType?: 'EC256' | 'EC384' | 'RSA2048' | 'RSA4096' | 'RSA8192';
  /**
   * The common name of the root certificate, where the CA offers several chains.
   *
   * @default - the CA's default chain
   */
  readonly preferredChain?: string;
  /**
   * HTTP-01: the CA requests a path of the host name on port 80.
   *
   * @default - not used
   */
  readonly httpChallenge?: HttpChallenge;
  /**
   * TLS-ALPN-01: the CA connects to the host name on port 443.
   *
   * @default false
   */
  readonly tlsChallenge?: boolean;
  /**
   * DNS-01: Traefik writes a TXT record. Only this challenge permits wildcards, and it needs no open port.
   *
   * @default - not used
   */
  readonly dnsChallenge?: DnsChallenge;
}

/** The challenge HTTP-01. */
export interface HttpChallenge {
  /** The name of the entryPoint that answers. Its Service has port 80. */
  readonly entryPoint: string;
}

/** The challenge DNS-01. */
export interface DnsChallenge {
  /**
   * The code of the DNS provider.
   *
   * @see https://go-acme.github.io/lego/dns/
   */
  readonly provider: string;
  /**
   * The name of a Secret in Traefik's namespace. Its keys become environment variables, from which the provider reads its
   * credentials.
   *
   * @default - no environment variables
   */
  readonly envSecret?: string;
  /**
   * The DNS servers that Traefik asks for the zone and for the record, as `address:port`.
   *
   * @default - those of the pod
   */
  readonly resolvers?: readonly string[];
  /**
   * How Traefik checks that the record is visible before the CA looks it up.
   *
   * @default - the zone's authoritative servers must have the record
   */
  readonly propagation?: DnsPropagation;
}

/** The checks before the CA looks up the record of DNS-01. */
export interface DnsPropagation {
  /**
   * The time before the first check, such as `30s`.
   *
   * @default - none
   */
  readonly delayBeforeChecks?: string;
  /**
   * Whether there is no check at all.
   *
   * @default false
   */
  readonly disableChecks?: boolean;
  /**
   * Whether Traefik does not ask the zone's authoritative servers.
   *
   * @default false
   */
  readonly disableANSChecks?: boolean;
  /**
   * Whether every one of `resolvers` must have the record.
   *
   * @default false
   */
  readonly requireAllRNS?: boolean;
}

/** The certificates that the routers of an entryPoint use if they set none themselves. */
export interface EntryPointTls {
  /**
   * The name of the certificate resolver.
   *
   * @default - none: the default certificate
   */
  readonly certResolver?: string;
  /**
   * The certificates that the resolver requests.
   *
   * @default - one for the host names of each router
   */
  readonly domains?: readonly CertificateDomain[];
}

/** The names of one certificate. */
export interface CertificateDomain {
  /** The first name: a host name, or `*.` and a domain name. */
  readonly main: string;
  /**
   * Further names of the same certificate.
   *
   * @default - none
   */
  readonly sans?: readonly string[];
}

/** The volume that keeps ACME accounts and certificates. */
export interface PersistenceOptions {
  /**
   * The name of a PersistentVolumeClaim in Traefik's namespace.
   *
   * @default - a claim named `traefik` is created
   */
  readonly existingClaim?: string;
  /**
   * The StorageClass of the claim that is created. It cannot be changed once the claim exists.
   *
   * @default 'local-path'
   */
  readonly storageClass?: string;
  /**
   * The size of the claim that is created, such as `128Mi`.
   *
   * @default '128Mi'
   */
  readonly size?: string;
}
