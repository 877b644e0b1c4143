import type { SecretRequest } from '../plan';
import { run } from './actions';
import type { CommandAction, Step } from './step';

/**
 * Creates every Secret that the profile names. Values come from files, so that none is in a command line, where `ps` and
 * the shell's history show it.
 *
 * @param before waits for the namespaces
 */
export function createSecrets(
  requests: readonly SecretRequest[],
  before: readonly CommandAction[] = [],
): readonly Step[] {
  if (requests.length === 0) return [];
  return [
    {
      id: 'create-secrets',
      title: 'Create the Secrets that the profile names, where they do not exist yet.',
      notes: requests.map(describe),
      actions: [...before, ...requests.map(createSecret)],
    },
  ];
}

/** The command that creates one Secret. */
function createSecret({ namespace, name, kind }: SecretRequest): CommandAction {
  const create = ['kubectl', '-n', namespace, 'create', 'secret'];
  switch (kind) {
    case 'certificate':
      return run(...create, 'tls', name, `--cert=${name}.crt`, `--key=${name}.key`);
    case 'users':
      return run(...create, 'generic', name, `--from-file=users=${name}.htpasswd`);
    case 'environment':
      return run(...create, 'generic', name, `--from-env-file=${name}.env`);
    case 'bgp-password':
      // FRR would take the line end as a part of the password.
      return {
        kind: 'command',
        command: [
          ...create,
          ...['generic', name, '--type=kubernetes.io/basic-auth', '--from-file=password=/dev/stdin'],
        ],
        input: { operatorFile: `${name}.password`, filter: ['tr', '-d', '\\r\\n'] },
      };
    case 'registry':
      return run(
        ...create,
        ...['generic', name, '--type=kubernetes.io/dockerconfigjson'],
        `--from-file=.dockerconfigjson=${name}.docker.json`,
      );
  }
}

function describe({ namespace, name, kind, hosts }: SecretRequest): string {
  const title = `${namespace}/${name}`;
  switch (kind) {
    case 'certificate':
      return `${title}: a certificate${hosts.length > 0 ? ` for ${hosts.join(', ')}` : ''} and its key, as PEM`;
    case 'users':
      return `${title}: the users of Traefik's dashboard, as htpasswd writes them`;
    case 'environment':
      return `${title}: credentials as environment variables, one NAME=value a line`;
    case 'bgp-password':
      return `${title}: the password of a BGP session, in a file of one line`;
    case 'registry':
      return `${title}: the passwords of registries, as "docker login" writes them`;
  }
}
