import type { SecretRequest } from '../plan';
import type { Kubectl } from '../verify';
import { splitPem } from './secret-problems';
import type { SecretData, SecretFiles } from './secret-data';
import { KubectlError } from './kubectl-error';

/** Stands for all keys of a Secret whose file has a line per key. */
const ENVIRONMENT = '*';

/** The key of a Secret with the passwords of registries. */
const DOCKER_CONFIG = '.dockerconfigjson';

/** The files that a Secret is made from, by its keys. */
export function secretFiles({ name, kind }: SecretRequest): Readonly<Record<string, string>> {
  switch (kind) {
    case 'certificate':
      return { 'tls.crt': `${name}.crt`, 'tls.key': `${name}.key` };
    case 'users':
      return { users: `${name}.htpasswd` };
    case 'environment':
      return { [ENVIRONMENT]: `${name}.env` };
    case 'bgp-password':
      return { password: `${name}.password` };
    case 'registry':
      return { [DOCKER_CONFIG]: `${name}.docker.json` };
  }
}

const TYPES: Readonly<Record<SecretRequest['kind'], string>> = {
  certificate: 'kubernetes.io/tls',
  users: 'Opaque',
  environment: 'Opaque',
  'bgp-password': 'kubernetes.io/basic-auth',
  registry: 'kubernetes.io/dockerconfigjson',
};

/** `samples/whoami-tls` */
export function titleOfSecret({ namespace, name }: SecretRequest): string {
  return `${namespace}/${name}`;
}

/** The values of a Secret from its files; undefined where a file is missing. */
export function readSecretFiles(request: SecretRequest, read: SecretFiles): SecretData | undefined {
  const data: Record<string, Buffer> = {};
  for (const [key, file] of Object.entries(secretFiles(request))) {
    const content = read(file);
    if (content === undefined) return undefined;
    if (key === ENVIRONMENT) Object.assign(data, parseEnvironment(content.toString()));
    else data[key] = content;
  }
  return data;
}

/** The values of a Secret from one text: certificates and key as PEM, or the content of the only file. */
export function parseSecretText({ kind }: SecretRequest, text: string): SecretData {
  switch (kind) {
    case 'certificate': {
      const { certificates, key } = splitPem(text);
      return { 'tls.crt': Buffer.from(certificates), 'tls.key': Buffer.from(key) };
    }
    case 'users':
      return { users: Buffer.from(text) };
    case 'environment':
      return parseEnvironment(text);
    case 'bgp-password':
      return { password: Buffer.from(text) };
    case 'registry':
      return { [DOCKER_CONFIG]: Buffer.from(text) };
  }
}

/** `NAME=value` per line, as `kubectl create secret --from-env-file` reads it: blank lines and comments are skipped. */
function parseEnvironment(text: string): SecretData {
  const lines = text.split(/\r?\n/).filter((line) => /^[^#=\s][^=]*=/.test(line));
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf('=');
      return [line.slice(0, at), Buffer.from(line.slice(at + 1))];
    }),
  );
}

/** A Secret as a manifest for kubectl's standard input: its values are in no command line. */
export function renderSecret({ namespace, name, kind }: SecretRequest, data: SecretData): string {
  // FRR would take the line end as a part of the password.
  const valueOf = (value: Buffer) =>
    kind === 'bgp-password' ? Buffer.from(value.toString().replace(/[\r\n]/g, '')) : value;
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace, name },
    type: TYPES[kind],
    data: Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, valueOf(value).toString('base64')]),
    ),
  });
}

/** Whether a Secret is in the cluster, and the keys that it lacks. Values are not read. */
export interface SecretState {
  readonly request: SecretRequest;
  readonly exists: boolean;
  readonly missingKeys: readonly string[];
}

/** Prints the names of a Secret's keys and none of its values. */
const KEYS = 'go-template={{.metadata.name}}{{"\\n"}}{{range $key, $value := .data}}{{$key}}{{"\\n"}}{{end}}';

/** Reads which Secrets exist. @throws Error with what kubectl printed */
export async function readSecretStates(
  kubectl: Kubectl,
  requests: readonly SecretRequest[],
): Promise<readonly SecretState[]> {
  const states: SecretState[] = [];
  for (const request of requests) {
    const { namespace, name } = request;
    const words = ['-n', namespace, 'get', `secret/${name}`, '--ignore-not-found', '-o', KEYS];
    const { status, stdout, stderr } = await kubectl(words);
    if (status !== 0) throw new KubectlError(`get secret/${name}`, stderr);
    const [found, ...keys] = stdout.split('\n').filter((line) => line !== '');
    // The profile does not name the variables of an environment.
    const required = Object.keys(secretFiles(request)).filter((key) => key !== ENVIRONMENT);
    const missingKeys = required.filter((key) => !keys.includes(key));
    states.push({ request, exists: found !== undefined, missingKeys });
  }
  return states;
}
