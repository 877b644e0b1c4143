import { X509Certificate, createPrivateKey } from 'node:crypto';
import type { SecretRequest } from '../plan';
import type { SecretData } from './secret-data';

const BLOCK = /-----BEGIN ([A-Z ]+)-----[^-]*-----END \1-----\n?/g;

/** Certificates and the key of a text that contains both as PEM, in any order. */
export function splitPem(text: string): { readonly certificates: string; readonly key: string } {
  const blocks = [...text.matchAll(BLOCK)].map(([block, label = '']) => ({ block, label }));
  const join = (ending: string) =>
    blocks
      .filter(({ label }) => label.endsWith(ending))
      .map(({ block }) => (block.endsWith('\n') ? block : `${block}\n`))
      .join('');
  return { certificates: join('CERTIFICATE'), key: join('PRIVATE KEY') };
}

/** Why the values of a Secret do not work; empty where they do. Values are not quoted. */
export function findSecretProblems({ kind, hosts }: SecretRequest, data: SecretData): readonly string[] {
  const empty = Object.entries(data).filter(([, value]) => value.toString().trim() === '');
  if (empty.length > 0) return empty.map(([key]) => `${key} is empty`);
  switch (kind) {
    case 'certificate':
      return findCertificateProblems(data, hosts);
    case 'users':
      return isUsers(data['users'] ?? Buffer.from(''))
        ? []
        : ['users has a line that is not "<name>:<hash>", as htpasswd writes it'];
    case 'environment':
      return Object.keys(data).length > 0 ? [] : ['no line is "NAME=value"'];
    case 'bgp-password':
      return data['password']?.toString().trim().includes('\n') === true
        ? ['password has more than one line']
        : [];
    case 'registry':
      return isDockerConfig(data['.dockerconfigjson']?.toString() ?? '')
        ? []
        : ['.dockerconfigjson is not JSON with "auths", as "docker login" writes it'];
  }
}

function isDockerConfig(text: string): boolean {
  try {
    const config: unknown = JSON.parse(text);
    return typeof config === 'object' && config !== null && 'auths' in config;
  } catch {
    return false;
  }
}

function isUsers(users: Buffer): boolean {
  const lines = users.toString().split('\n');
  return lines.every((line) => line.trim() === '' || /^[^:\s]+:[$\w{]\S+$/.test(line.trim()));
}

function findCertificateProblems(data: SecretData, hosts: readonly string[]): readonly string[] {
  try {
    const certificate = new X509Certificate(data['tls.crt'] ?? Buffer.from(''));
    const key = createPrivateKey(data['tls.key'] ?? Buffer.from(''));
    if (!certificate.checkPrivateKey(key)) return ['tls.key is not the key of tls.crt'];
    return hosts
      .filter((host) => certificate.checkHost(host) === undefined)
      .map((host) => `tls.crt is not valid for ${host}`);
  } catch {
    return ['tls.crt is not a certificate as PEM, or tls.key not an unencrypted key as PEM'];
  }
}
