/** Domains below which no public CA issues a certificate: special-use names, and those that home networks made up. */
const NOT_PUBLIC = [
  ...['arpa', 'example', 'internal', 'invalid', 'local', 'localhost', 'onion', 'test'],
  ...['corp', 'home', 'intranet', 'lan', 'localdomain', 'private'],
];

/**
 * Whether a public CA can issue a certificate for a name: it is below a domain that someone can register.
 *
 * @see https://www.iana.org/assignments/special-use-domain-names/
 */
export function isPublicName(name: string): boolean {
  const labels = name.replace(/^\*\./, '').split('.');
  const last = labels[labels.length - 1] ?? '';
  return labels.length > 1 && !NOT_PUBLIC.includes(last) && !/^\d+$/.test(last);
}
