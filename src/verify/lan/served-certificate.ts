import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { Observation } from '../finding';
import { compared } from '../finding';
import type { Place } from '../place';
import { Unreachable } from '../place';
import { curl } from './curl';

/** A certificate that a server shows, beside the one that it should. */
export interface Shown {
  /** `https://whoami.home.arpa/ at 10.0.0.100` */
  readonly asked: string;
  /** Host names and addresses that it has to be for. */
  readonly names: readonly string[];
  readonly next: string;
}

/** Traefik makes it for itself, for hosts that have none of their own. */
const DEFAULT = 'TRAEFIK DEFAULT CERT';

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/;

/**
 * The certificate that a server shows who asks for a URL; undefined where it shows none.
 *
 * @param options of curl
 * @throws Unreachable
 */
export async function servedCertificate(
  here: Place,
  url: string,
  options: readonly string[] = [],
): Promise<X509Certificate | undefined> {
  const form = ['-o', '/dev/null', '-w', '%{http_code} %{certs}'];
  const { stdout } = await curl(here, url, [...form, ...options]);
  const [pem] = PEM.exec(stdout) ?? [];
  if (pem !== undefined) return new X509Certificate(pem);
  if (stdout.trim() === '' || stdout.startsWith('000')) return undefined;
  throw new Unreachable(
    `the curl on ${here.name} cannot show certificates`,
    `install curl 7.88 or newer on ${here.name}`,
  );
}

/** Whether a certificate is for all that it should be for, today. Who signed it is the browser's business. */
export function judged(
  certificate: X509Certificate | undefined,
  { asked, names, next }: Shown,
  now = new Date(),
): Observation {
  const look = { looked: `certificate of ${asked}`, planned: `one for ${names.join(', ')}`, next };
  if (certificate === undefined) return compared(false, { ...look, found: 'none' });
  if (certificate.subject.includes(DEFAULT)) {
    return compared(false, { ...look, found: `Traefik's own (${DEFAULT}), which is for nobody` });
  }
  const { subjectAltName = 'no name', validFrom, validTo } = certificate;
  const missing = names.filter((name) => !isFor(certificate, name));
  if (missing.length > 0) return compared(false, { ...look, found: `one for ${spelt(subjectAltName)}` });
  const isValid = new Date(validFrom) <= now && now <= new Date(validTo);
  return compared(isValid, {
    ...look,
    planned: isValid ? look.planned : 'one that is valid today',
    found: isValid ? `one for ${spelt(subjectAltName)}` : `valid from ${validFrom} to ${validTo}`,
  });
}

function isFor(certificate: X509Certificate, name: string): boolean {
  if (name.startsWith('*.'))
    return spelt(certificate.subjectAltName ?? '')
      .split(', ')
      .includes(name);
  const found = isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name);
  return found !== undefined;
}

/** `DNS:a, IP Address:b` as `a, b`. */
function spelt(names: string): string {
  return names.replaceAll(/(?:DNS|IP Address):/g, '');
}
