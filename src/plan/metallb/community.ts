/** A BGP community, or why a text is none. */
export type CommunityText =
  | { readonly kind: 'legacy' | 'large' }
  | { readonly kind: 'alias' }
  | { readonly kind: 'invalid'; readonly section: string; readonly bits: 16 | 32 };

/**
 * Reads a community as MetalLB does: `16 bits:16 bits`, `large:32 bits:32 bits:32 bits`, and anything else is the
 * name of one.
 *
 * @see https://metallb.io/configuration/_advanced_bgp_configuration/#community-aliases
 */
export function readCommunity(text: string): CommunityText {
  const sections = text.split(':');
  if (sections.length === 2) return isSized('legacy', sections, 16);
  if (sections.length === 4) return isSized('large', sections.slice(1), 32);
  return { kind: 'alias' };
}

function isSized(kind: 'legacy' | 'large', sections: readonly string[], bits: 16 | 32): CommunityText {
  const section = sections.find((text) => !/^\d+$/.test(text) || BigInt(text) >= 1n << BigInt(bits));
  return section === undefined ? { kind } : { kind: 'invalid', section, bits };
}
