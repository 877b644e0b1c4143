import { randomBytes } from 'node:crypto';
import type { NodePlan } from '../../plan';
import { CommandHost, KubectlCommand } from '../../verify';
import { createProbes } from '../../verify/probe/probe-pods';
import { LabError } from '../errors';
import type { Lab } from '../execution/lab';

/** Timeout of the deletion of a namespace, in seconds. */
const DELETE_SECONDS = 60;

/** Pods that run while a packet is followed, for nodes without one. */
export class TemporaryPods {
  private readonly namespaces: string[] = [];
  private readonly kubectl: KubectlCommand;

  constructor(
    lab: Lab,
    private readonly image: string,
  ) {
    const server = lab.layout.nodes.find(({ role }) => role === 'server')?.name ?? '';
    this.kubectl = new KubectlCommand(new CommandHost(server, (words) => lab.words(server, words)));
  }

  /** Starts one pod on each of the nodes. @throws UnreachableError where one does not start */
  async start(nodes: readonly NodePlan[]): Promise<void> {
    const namespace = `netstack-trace-${randomBytes(3).toString('hex')}`;
    this.namespaces.push(namespace);
    const kubectl = this.kubectl.run.bind(this.kubectl);
    await createProbes(kubectl, { plan: { nodes }, namespace, image: this.image });
  }

  /** @throws LabError where a namespace remains */
  async remove(): Promise<void> {
    for (const namespace of this.namespaces.splice(0)) {
      const words = ['delete', 'namespace', namespace, '--ignore-not-found', `--timeout=${DELETE_SECONDS}s`];
      const { status, stderr } = await this.kubectl.run(words, { timeoutSeconds: DELETE_SECONDS + 10 });
      if (status !== 0) throw new LabError(`namespace ${namespace} was not deleted: ${stderr.trim()}`);
    }
  }
}
