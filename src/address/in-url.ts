/** An address as the host of a URL: IPv6 in brackets. @see https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2 */
export function formatForUrl(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
