import type { Output, Place, RunOptions } from '../place';
import { NO_SUCH_PROGRAM, Unreachable } from '../place';

/** What k3s and kubectl may be called by; the first that is there is taken. */
const PROGRAMS = [['kubectl'], ['k3s', 'kubectl'], ['/usr/local/bin/k3s', 'kubectl']];

/** kubectl in some place, under whatever name it is there. */
export class KubectlProgram {
  private words: Promise<readonly string[]> | undefined;

  /**
   * @param kubeconfig the file that it is told to use; undefined: the one that it finds
   */
  constructor(
    readonly place: Place,
    private readonly kubeconfig?: string,
  ) {}

  async run(argv: readonly string[], options?: RunOptions): Promise<Output> {
    const words = await (this.words ??= this.find());
    return this.place.run([...words, ...argv], options);
  }

  private async find(): Promise<readonly string[]> {
    const options = this.kubeconfig === undefined ? [] : [`--kubeconfig=${this.kubeconfig}`];
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
