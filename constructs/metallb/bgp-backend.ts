/**
 * The BGP implementation.
 *
 * - `native`: the speaker itself. It needs little memory, but supports only IPv4, and neither BFD, graceful restart, VRFs
 *   nor dynamic AS numbers.
 * - `frr-k8s`: FRR, in a second pod on every node that has a speaker. It supports all of MetalLB's BGP features and needs
 *   more memory.
 *
 * Layer 2 announcements work the same way with both.
 *
 * @see https://metallb.io/concepts/bgp/
 */
export type BgpBackend = 'native' | 'frr-k8s';
