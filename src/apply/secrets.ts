import type { SecretRequest } from '../plan';

/** Reads a file of the operator's folder of secrets; undefined where there is none. */
export type SecretFiles = (name: string) => Buffer | undefined;

/** The files that a Secret is made from, by its keys. */
export function secretFiles({ name, kind }: SecretRequest): Readonly<Record<string, string>> {
  switch (kind) {
    case 'certificate':
      return { 'tls.crt': `${name}.crt`, 'tls.key': `${name}.key` };
    case 'users':
      return { users: `${name}.htpasswd` };
    case 'bgp-password':
      return { password: `${name}.password` };
  }
}

const TYPES: Readonly<Record<SecretRequest['kind'], string>> = {
  certificate: 'kubernetes.io/tls',
  users: 'Opaque',
  'bgp-password': 'kubernetes.io/basic-auth',
};

/**
 * A Secret as a manifest for kubectl's standard input: its values are in no command line.
 *
 * @returns undefined where a file is missing
 */
export function renderSecret(request: SecretRequest, read: SecretFiles): string | undefined {
  const data: Record<string, string> = {};
  for (const [key, file] of Object.entries(secretFiles(request))) {
    const content = read(file);
    if (content === undefined) return undefined;
    // FRR would take the line end as a part of the password.
    const value =
      request.kind === 'bgp-password' ? Buffer.from(content.toString().replace(/[\r\n]/g, '')) : content;
    data[key] = value.toString('base64');
  }
  const { namespace, name, kind } = request;
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace, name },
    type: TYPES[kind],
    data,
  });
}
