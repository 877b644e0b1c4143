import type { ClusterReader, Place } from '../place';
import { Unreachable } from '../place';

/** How an API server says that it has no such thing, kind or group. */
const NOT_THERE = /\(NotFound\)|could not find the requested resource|the server doesn't have a resource/;

/** What k3s and kubectl may be called by; the first that is there is taken. */
const PROGRAMS = [['kubectl'], ['k3s', 'kubectl'], ['/usr/local/bin/k3s', 'kubectl']];

const NO_SUCH_PROGRAM = 127;

const PATIENCE = 15;

/** The API server, read by `kubectl get --raw` in some place: it brings its own credentials, and nothing is written. */
export class KubectlReader implements ClusterReader {
  private program: Promise<readonly string[]> | undefined;

  /**
   * @param place where kubectl runs
   * @param kubeconfig the file that it is told to use; undefined: the one that it finds
   */
  constructor(
    private readonly place: Place,
    private readonly kubeconfig?: string,
  ) {}

  async get<T>(path: string): Promise<T | undefined> {
    const program = await (this.program ??= this.find());
    const argv = [...program, 'get', '--raw', path];
    const { status, stdout, stderr } = await this.place.run(argv, { timeoutSeconds: PATIENCE });
    if (status === 0) return JSON.parse(stdout) as T;
    if (NOT_THERE.test(stderr)) return undefined;
    throw new Unreachable(
      `the API server did not answer "${argv.join(' ')}" on ${this.place.name}: ${lastLine(stderr)}`,
      'see whether k3s runs on the servers (systemctl status k3s), or name a kubeconfig by --kubeconfig',
    );
  }

  private async find(): Promise<readonly string[]> {
    const options = [
      '--request-timeout=10s',
      ...(this.kubeconfig ? [`--kubeconfig=${this.kubeconfig}`] : []),
    ];
    for (const program of PROGRAMS) {
      const { status } = await this.place.run([...program, 'version', '--client']);
      if (status !== NO_SUCH_PROGRAM) return [...program, ...options];
    }
    throw new Unreachable(
      `there is neither kubectl nor k3s on ${this.place.name}`,
      'run netstack verify where kubectl or k3s is installed, or with --ssh',
    );
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) || 'it said nothing';
}
