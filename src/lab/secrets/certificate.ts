import { run } from '../execution/run';
import { requireProgram } from '../host/programs';

/** A private key (PKCS #8) and its self-signed certificate, both in PEM. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** Longer than any lab exists. */
const DAYS = 3650;

/**
 * Generates a certificate for host names with `openssl`. The key passes through pipes only, so neither a file nor a list of
 * processes shows it.
 *
 * @throws LabError where openssl is not installed
 */
export async function createCertificate(hosts: readonly string[]): Promise<Certificate> {
  const openssl = requireProgram('openssl', 'openssl');
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const argv = [openssl, 'req', '-x509', '-config', '-', ...key, '-days', String(DAYS), '-keyout', '-'];
  const blocks = await run(argv, { input: formatRequest(hosts) });
  return { certificate: extractBlock(blocks, 'CERTIFICATE'), key: extractBlock(blocks, 'PRIVATE KEY') };
}

/**
 * Sets every option, so that the host's openssl.cnf adds none. The certificate is its own CA: a client can be configured to
 * trust it.
 *
 * @see https://docs.openssl.org/3.0/man5/x509v3_config/
 */
function formatRequest(hosts: readonly string[]): string {
  const names = hosts.map((host) => `DNS:${host}`).join(',');
  return [
    ...['[req]', 'prompt = no', 'distinguished_name = name', 'x509_extensions = extensions'],
    ...['[name]', 'CN = netstack lab'],
    ...['[extensions]', 'basicConstraints = critical, CA:TRUE'],
    ...(names === '' ? [] : [`subjectAltName = ${names}`]),
    '',
  ].join('\n');
}

function extractBlock(blocks: string, label: string): string {
  const [found = ''] = new RegExp(`-----BEGIN ${label}-----[^]*?-----END ${label}-----\n`).exec(blocks) ?? [];
  return found;
}
