/**
 * Who speaks BGP.
 *
 * - `native`: the speaker itself. Small, but IPv4 only, without BFD, graceful restart, VRFs or dynamic AS numbers.
 * - `frr-k8s`: FRR, in a second pod on every node that has a speaker. All of MetalLB's BGP, for more memory.
 *
 * Announcing addresses on the local network (L2) is the same with either.
 *
 * @see https://metallb.io/concepts/bgp/
 */
export type BgpBackend = 'native' | 'frr-k8s';
