import { createHash, randomBytes } from 'node:crypto';
import type { SecretRequest } from '../layout/secrets';
import { selfSigned } from './certificate';

/** Secrets that were made up for one lab. */
export interface ThrowAwaySecrets {
  /** All of them as a manifest. */
  readonly manifest: string;
  /** Of BGP sessions, by the name of the Secret: the other end has to know them too. */
  readonly passwords: ReadonlyMap<string, string>;
}

/** Makes up what a profile only refers to. */
export function throwAwaySecrets(requests: readonly SecretRequest[]): ThrowAwaySecrets {
  const passwords = new Map<string, string>();
  const documents = requests.map((request) => {
    const password = randomBytes(12).toString('hex');
    if (request.kind === 'bgp-password') passwords.set(request.name, password);
    const { namespace, name } = request;
    const metadata = { namespace, name, labels: { 'app.kubernetes.io/managed-by': 'netstack-lab' } };
    return { apiVersion: 'v1', kind: 'Secret', metadata, ...contentOf(request, password) };
  });
  return { manifest: documents.map((one) => `${JSON.stringify(one)}\n`).join('---\n'), passwords };
}

function contentOf({ kind, hosts }: SecretRequest, password: string): object {
  switch (kind) {
    case 'certificate': {
      const { certificate, key } = selfSigned(hosts);
      return { type: 'kubernetes.io/tls', stringData: { 'tls.crt': certificate, 'tls.key': key } };
    }
    case 'users':
      return { stringData: { users: `lab:{SHA}${createHash('sha1').update(password).digest('base64')}` } };
    case 'bgp-password':
      return { type: 'kubernetes.io/basic-auth', stringData: { username: 'bgp', password } };
  }
}
