/** Ends of names that no public name server has. @see https://www.iana.org/assignments/special-use-domain-names/ */
const PRIVATE_ENDS = new Set([
  ...['arpa', 'corp', 'home', 'internal', 'intranet', 'invalid', 'lan', 'local', 'localdomain', 'localhost'],
  ...['onion', 'private', 'test', 'alt'],
]);

/** Whether public name servers can have records of a zone. */
export function isPublicZone(zone: string): boolean {
  const labels = zone.split('.');
  return labels.length > 1 && !PRIVATE_ENDS.has(labels[labels.length - 1] ?? '');
}
