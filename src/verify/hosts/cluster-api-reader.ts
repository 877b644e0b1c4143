import type { NetworkPlan } from '../../plan';
import type { ClusterReader, Kubectl, Host } from '../host';
import { UnreachableError } from '../host';
import { KubectlCommand } from './kubectl-command';
import { KubectlReader } from './kubectl-reader';
import { CachedReader } from './cached-reader';

/** An API server that may belong to the cluster. */
export interface ReaderCandidate {
  /** Where its address and credentials come from: `/etc/rancher/k3s/k3s.yaml`. */
  readonly source: string;
  readonly reader: ClusterReader;
  readonly kubectl: Kubectl;
}

interface NodeList {
  readonly items: readonly { readonly metadata: { readonly name: string } }[];
}

/** Reads the first of some API servers that has a node of the plan: a kubeconfig may belong to another cluster. */
export class ClusterApiReader implements ClusterReader {
  private own: Promise<ReaderCandidate> | undefined;

  constructor(
    private readonly plan: NetworkPlan,
    private readonly candidates: readonly ReaderCandidate[],
  ) {}

  async get<T>(path: string): Promise<T | undefined> {
    const { reader } = await (this.own ??= this.find());
    return reader.get<T>(path);
  }

  async getText(path: string): Promise<string | undefined> {
    const { reader } = await (this.own ??= this.find());
    return reader.getText(path);
  }

  /** kubectl with the credentials of that API server. */
  readonly kubectl: Kubectl = async (argv, options) => {
    const { kubectl } = await (this.own ??= this.find());
    return kubectl(argv, options);
  };

  private async find(): Promise<ReaderCandidate> {
    const mismatches: string[] = [];
    for (const candidate of this.candidates) {
      const mismatch = await this.findMismatch(candidate.reader);
      if (mismatch === undefined) return candidate;
      mismatches.push(`${candidate.source}: ${mismatch}`);
    }
    throw new UnreachableError(
      mismatches.length === 0
        ? 'this machine has no kubeconfig'
        : `no kubeconfig leads to an API server of ${this.plan.cluster} (${mismatches.join('; ')})`,
      `name a kubeconfig by --kubeconfig, or run this command on a server (${this.plan.servers[0]?.name}), or with --ssh`,
    );
  }

  private async findMismatch(reader: ClusterReader): Promise<string | undefined> {
    try {
      const nodes = (await reader.get<NodeList>('/api/v1/nodes'))?.items ?? [];
      const names = nodes.map(({ metadata }) => metadata.name);
      if (this.plan.nodes.some(({ name }) => names.includes(name))) return undefined;
      return `another cluster, with the nodes ${names.slice(0, 3).join(', ') || '(none)'}`;
    } catch (error) {
      if (error instanceof UnreachableError) return error.reason;
      throw error;
    }
  }
}

/** An API server that kubectl on a host reads, each path once. */
export function createReaderCandidate(source: string, host: Host, kubeconfig: string): ReaderCandidate {
  const command = new KubectlCommand(host, kubeconfig);
  return {
    source,
    reader: new CachedReader(new KubectlReader(command)),
    kubectl: (argv, options) => command.run(argv, options),
  };
}
