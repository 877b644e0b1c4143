import type { ClusterReader } from '../place';
import { Unreachable } from '../place';
import type { KubectlProgram } from './kubectl-program';

/** How an API server says that it has no such thing, kind or group. */
const NOT_THERE = /\(NotFound\)|could not find the requested resource|the server doesn't have a resource/;

const PATIENCE = 15;

/** The API server, read by `kubectl get --raw` in some place: it brings its own credentials, and nothing is written. */
export class KubectlReader implements ClusterReader {
  constructor(readonly kubectl: KubectlProgram) {}

  async get<T>(path: string): Promise<T | undefined> {
    const argv = ['get', '--raw', path, '--request-timeout=10s'];
    const { status, stdout, stderr } = await this.kubectl.run(argv, { timeoutSeconds: PATIENCE });
    if (status === 0) return JSON.parse(stdout) as T;
    if (NOT_THERE.test(stderr)) return undefined;
    throw new Unreachable(
      `the API server did not answer kubectl on ${this.kubectl.place.name}: ${lastLine(stderr)}`,
      'see whether k3s runs on the servers (systemctl status k3s), or name a kubeconfig by --kubeconfig',
    );
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) || 'it said nothing';
}
