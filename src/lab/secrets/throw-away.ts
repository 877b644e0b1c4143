import { createHash, randomBytes } from 'node:crypto';
import type { ConfigMapRequest, SecretRequest } from '../../plan';
import { createCertificate } from './certificate';
import { generateConfigMaps } from './config-maps';

/** Secrets that are generated for one lab. */
export interface GeneratedSecrets {
  /** The manifest of all Secrets, and of the ConfigMaps that the profile names. */
  readonly manifest: string;
  /** Passwords of BGP sessions, by the name of the Secret: the lab's router needs them too. */
  readonly passwords: ReadonlyMap<string, string>;
}

/**
 * Generates the Secrets and ConfigMaps that a profile refers to.
 *
 * @throws LabError where a certificate is needed and openssl is not installed
 */
export async function generateSecrets(
  requests: readonly SecretRequest[],
  configMaps: readonly ConfigMapRequest[] = [],
): Promise<GeneratedSecrets> {
  const passwords = new Map<string, string>();
  const documents: object[] = [];
  for (const request of requests) {
    const password = randomBytes(12).toString('hex');
    if (request.kind === 'bgp-password') passwords.set(request.name, password);
    const { namespace, name } = request;
    const metadata = { namespace, name, labels: { 'app.kubernetes.io/managed-by': 'netstack-lab' } };
    documents.push({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata,
      ...(await generateContent(request, password)),
    });
  }
  documents.push(...(await generateConfigMaps(configMaps)));
  return { manifest: documents.map((one) => `${JSON.stringify(one)}\n`).join('---\n'), passwords };
}

async function generateContent({ kind, hosts }: SecretRequest, password: string): Promise<object> {
  switch (kind) {
    case 'certificate': {
      const { certificate, key } = await createCertificate(hosts);
      return { type: 'kubernetes.io/tls', stringData: { 'tls.crt': certificate, 'tls.key': key } };
    }
    case 'users':
      return { stringData: { users: `lab:{SHA}${createHash('sha1').update(password).digest('base64')}` } };
    case 'environment':
      // No DNS provider accepts it: a lab's Traefik starts, and gets no certificate by DNS-01.
      return { stringData: { LAB_CREDENTIALS: password } };
    case 'bgp-password':
      return { type: 'kubernetes.io/basic-auth', stringData: { username: 'bgp', password } };
    case 'registry':
      return { type: 'kubernetes.io/dockerconfigjson', stringData: { '.dockerconfigjson': '{"auths":{}}' } };
  }
}
