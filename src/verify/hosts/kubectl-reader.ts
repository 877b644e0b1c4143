import type { ClusterReader } from '../host';
import { UnreachableError } from '../host';
import type { KubectlCommand } from './kubectl-command';

/** What kubectl prints for an object, kind or API group that does not exist. */
const NOT_FOUND = /\(NotFound\)|could not find the requested resource|the server doesn't have a resource/;

const TIMEOUT_SECONDS = 15;

/** Reads the API server by `kubectl get --raw` on a host, with the credentials that kubectl finds there. */
export class KubectlReader implements ClusterReader {
  constructor(readonly kubectl: KubectlCommand) {}

  async get<T>(path: string): Promise<T | undefined> {
    const text = await this.getText(path);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  }

  async getText(path: string): Promise<string | undefined> {
    const argv = ['get', '--raw', path, '--request-timeout=10s'];
    const { status, stdout, stderr } = await this.kubectl.run(argv, { timeoutSeconds: TIMEOUT_SECONDS });
    if (status === 0) return stdout;
    if (NOT_FOUND.test(stderr)) return undefined;
    throw new UnreachableError(
      `the API server did not answer kubectl on ${this.kubectl.host.name}: ${findLastLine(stderr)}`,
      'check that k3s runs on the servers (systemctl status k3s), or name a kubeconfig by --kubeconfig',
    );
  }
}

function findLastLine(text: string): string {
  return text.trim().split('\n').at(-1) || 'no output';
}
