import { run } from '../execution/run';
import { requireProgram } from '../host/programs';

/** A key (PKCS #8) and a certificate that it signed itself, both in PEM. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** A lab lives shorter. */
const DAYS = 3650;

/**
 * Makes up a certificate for host names by the `openssl` program. The key goes through pipes alone: neither a file nor
 * a list of processes ever shows it.
 *
 * @throws LabError where there is no openssl
 */
export async function selfSigned(hosts: readonly string[]): Promise<Certificate> {
  const openssl = requireProgram('openssl', 'openssl');
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const argv = [openssl, 'req', '-x509', '-config', '-', ...key, '-days', String(DAYS), '-keyout', '-'];
  const blocks = await run(argv, { input: requestConfig(hosts) });
  return { certificate: block(blocks, 'CERTIFICATE'), key: block(blocks, 'PRIVATE KEY') };
}

/**
 * Says everything, so that the machine's own configuration adds nothing. The certificate is its own authority: a client
 * can be told to believe it.
 *
 * @see https://docs.openssl.org/3.0/man5/x509v3_config/
 */
function requestConfig(hosts: readonly string[]): string {
  const names = hosts.map((host) => `DNS:${host}`).join(',');
  return [
    ...['[req]', 'prompt = no', 'distinguished_name = name', 'x509_extensions = extensions'],
    ...['[name]', 'CN = netstack lab'],
    ...['[extensions]', 'basicConstraints = critical, CA:TRUE'],
    ...(names === '' ? [] : [`subjectAltName = ${names}`]),
    '',
  ].join('\n');
}

function block(blocks: string, label: string): string {
  const [found = ''] = new RegExp(`-----BEGIN ${label}-----[^]*?-----END ${label}-----\n`).exec(blocks) ?? [];
  return found;
}
