/**
 * Names of point-to-point interfaces, which carry IP packets and no Ethernet frames. Their flags have NOARP or lack
 * BROADCAST, and MetalLB's speakers skip both.
 *
 * @see https://github.com/metallb/metallb/blob/main/internal/layer2/announcer.go
 */
const POINT_TO_POINT: readonly RegExp[] = [
  /^wg/,
  /^wt\d/,
  /^tailscale/,
  /^ts\d/,
  /^utun/,
  /^tun(?!l)/,
  /^ppp/,
  /^nebula/,
  /^netbird/,
  /^(netmaker|nm-)/,
  /^nordlynx/,
  /^(proton|pvpn|mullvad)/,
  /^(CloudflareWARP|warp)/,
  /^(ipsec|vti|ip_vti|ip6_vti|xfrm)/,
  /^(gre|ip6gre)\d/,
  /^(sit|ip6tnl)\d/,
  /^(wwan|rmnet)/,
  /-wg$|^vpn-wg/,
];

/** Overlays with Ethernet frames: ZeroTier, OpenVPN in tap mode, Hamachi, n2n. */
const ETHERNET_OVERLAYS: readonly RegExp[] = [/^zt/, /^tap/, /^ham\d/, /^edge\d/];

/** Whether an interface of this name carries neither ARP nor NDP: WireGuard, Tailscale, tun, ppp and their like. */
export function isPointToPoint(name: string): boolean {
  return POINT_TO_POINT.some((pattern) => pattern.test(name));
}

/** Whether an interface of this name is that of an overlay network, whose addresses the overlay assigns. */
export function isOverlayInterface(name: string): boolean {
  return isPointToPoint(name) || ETHERNET_OVERLAYS.some((pattern) => pattern.test(name));
}
