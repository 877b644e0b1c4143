import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { formatCount } from '../../diagnostics';
import { visible } from '../../terminal/visible';
import type { Observation } from '../finding';
import { passIf } from '../finding';
import type { Host } from '../host';
import { UnreachableError } from '../host';
import { runCurl } from './curl';

/** The requirements for a certificate. */
export interface RequiredCertificate {
  /** `https://whoami.home.arpa/ at 10.0.0.100` */
  readonly url: string;
  /** Host names and addresses that it must contain. */
  readonly names: readonly string[];
  readonly next: string;
  /** What the certificate belongs to: a Secret, a server. */
  readonly components: readonly string[];
}

/** Traefik's self-signed certificate, for hosts without a certificate. */
const DEFAULT = 'TRAEFIK DEFAULT CERT';

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/;

/**
 * The certificate that a server presents for a URL; undefined where it presents none.
 *
 * @param options of curl
 * @throws UnreachableError
 */
export async function readServedCertificate(
  host: Host,
  url: string,
  options: readonly string[] = [],
): Promise<X509Certificate | undefined> {
  const form = ['-o', '/dev/null', '-w', '%{http_code} %{certs}'];
  const { stdout } = await runCurl(host, url, [...form, ...options]);
  const [pem] = PEM.exec(stdout) ?? [];
  if (pem !== undefined) return new X509Certificate(pem);
  if (stdout.trim() === '' || stdout.startsWith('000')) return undefined;
  throw new UnreachableError(
    `the curl on ${host.name} cannot print certificates`,
    `install curl 7.88 or newer on ${host.name}`,
  );
}

/** Compares a certificate's names and dates with what is required. Its issuer is not verified. */
export function reportCertificate(
  certificate: X509Certificate | undefined,
  { url, names, next, components }: RequiredCertificate,
  now = new Date(),
): Observation {
  const texts = {
    subject: `certificate of ${url}`,
    planned: `valid for ${names.join(', ')}`,
    next,
    components,
  };
  if (certificate === undefined) return passIf(false, { ...texts, found: 'none' });
  if (certificate.subject.includes(DEFAULT)) {
    return passIf(false, { ...texts, found: `Traefik's self-signed certificate (${DEFAULT})` });
  }
  const { subjectAltName = 'no name', validFrom, validTo } = certificate;
  const missing = names.filter((name) => !isFor(certificate, name));
  if (missing.length > 0)
    return passIf(false, { ...texts, found: `valid for ${formatNames(subjectAltName)}` });
  const isValid = new Date(validFrom) <= now && now <= new Date(validTo);
  return passIf(isValid, {
    ...texts,
    planned: isValid ? texts.planned : 'valid today',
    found: isValid
      ? `valid for ${formatNames(subjectAltName)}, ${formatIssue(certificate, now)}`
      : `valid from ${validFrom} to ${validTo}`,
  });
}

/** `issued by R11, 62 days left` */
function formatIssue({ issuer, validTo }: X509Certificate, now: Date): string {
  const [, name] = /^CN=(.*)$/m.exec(issuer) ?? /^O=(.*)$/m.exec(issuer) ?? [];
  const days = Math.floor((new Date(validTo).getTime() - now.getTime()) / 86_400_000);
  return `issued by ${visible(name ?? 'an unnamed CA')}, ${formatCount(days, 'day', 'days')} left`;
}

function isFor(certificate: X509Certificate, name: string): boolean {
  if (name.startsWith('*.'))
    return formatNames(certificate.subjectAltName ?? '')
      .split(', ')
      .includes(name);
  const found = isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name);
  return found !== undefined;
}

/** `DNS:a, IP Address:b` as `a, b`. */
function formatNames(names: string): string {
  return names.replaceAll(/(?:DNS|IP Address):/g, '');
}
