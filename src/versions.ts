/**
 * The one place where a component's version stands: image tags, CRDs (`crds/go.mod`, held equal by a test)
 * and what the lab runs all follow it. An upgrade is a change here and `npm run crds && npm run imports`.
 */
export const VERSIONS = {
  /** @see https://github.com/metallb/metallb/releases */
  metallb: '0.16.1',
  /** The frr-k8s that this MetalLB ships with. @see https://github.com/metallb/frr-k8s/releases */
  frrK8s: '0.0.25',
  /** The FRR that this frr-k8s ships with. @see https://github.com/FRRouting/frr/releases */
  frr: '10.4.3',
  /** @see https://github.com/traefik/traefik/releases */
  traefik: '3.7.13',
  /** @see https://github.com/coredns/coredns/releases */
  coredns: '1.14.7',
  /** @see https://github.com/traefik/whoami/releases */
  whoami: '1.11.0',
} as const;
