import { createHash, randomBytes } from 'node:crypto';
import type { SecretRequest } from '../../plan';
import { selfSigned } from './certificate';

/** Secrets that were made up for one lab. */
export interface ThrowAwaySecrets {
  /** All of them as a manifest. */
  readonly manifest: string;
  /** Of BGP sessions, by the name of the Secret: the other end has to know them too. */
  readonly passwords: ReadonlyMap<string, string>;
}

/**
 * Makes up what a profile only refers to.
 *
 * @throws LabError where a certificate is asked for and nothing can make one
 */
export async function throwAwaySecrets(requests: readonly SecretRequest[]): Promise<ThrowAwaySecrets> {
  const passwords = new Map<string, string>();
  const documents: object[] = [];
  for (const request of requests) {
    const password = randomBytes(12).toString('hex');
    if (request.kind === 'bgp-password') passwords.set(request.name, password);
    const { namespace, name } = request;
    const metadata = { namespace, name, labels: { 'app.kubernetes.io/managed-by': 'netstack-lab' } };
    documents.push({ apiVersion: 'v1', kind: 'Secret', metadata, ...(await contentOf(request, password)) });
  }
  return { manifest: documents.map((one) => `${JSON.stringify(one)}\n`).join('---\n'), passwords };
}

async function contentOf({ kind, hosts }: SecretRequest, password: string): Promise<object> {
  switch (kind) {
    case 'certificate': {
      const { certificate, key } = await selfSigned(hosts);
      return { type: 'kubernetes.io/tls', stringData: { 'tls.crt': certificate, 'tls.key': key } };
    }
    case 'users':
      return { stringData: { users: `lab:{SHA}${createHash('sha1').update(password).digest('base64')}` } };
    case 'bgp-password':
      return { type: 'kubernetes.io/basic-auth', stringData: { username: 'bgp', password } };
  }
}
