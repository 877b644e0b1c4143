import type { NetworkPlan } from '../../plan';
import type { ClusterReader, Kubectl, Place } from '../place';
import { Unreachable } from '../place';
import { KubectlProgram } from './kubectl-program';
import { KubectlReader } from './kubectl-reader';
import { RememberingReader } from './remembering-reader';

/** An API server that may be the cluster's. */
export interface ReaderCandidate {
  /** Where its address and credentials come from: `/etc/rancher/k3s/k3s.yaml`. */
  readonly source: string;
  readonly reader: ClusterReader;
  readonly kubectl: Kubectl;
}

interface NodeList {
  readonly items: readonly { readonly metadata: { readonly name: string } }[];
}

/** The first of some API servers that has a node of the plan. A kubeconfig that lies about is seldom of one cluster. */
export class OwnClusterReader implements ClusterReader {
  private own: Promise<ReaderCandidate> | undefined;

  constructor(
    private readonly plan: NetworkPlan,
    private readonly candidates: readonly ReaderCandidate[],
  ) {}

  async get<T>(path: string): Promise<T | undefined> {
    const { reader } = await (this.own ??= this.find());
    return reader.get<T>(path);
  }

  /** kubectl with the credentials of that API server. */
  readonly kubectl: Kubectl = async (argv, options) => {
    const { kubectl } = await (this.own ??= this.find());
    return kubectl(argv, options);
  };

  private async find(): Promise<ReaderCandidate> {
    const refusals: string[] = [];
    for (const candidate of this.candidates) {
      const refusal = await this.refusal(candidate.reader);
      if (refusal === undefined) return candidate;
      refusals.push(`${candidate.source}: ${refusal}`);
    }
    throw new Unreachable(
      refusals.length === 0
        ? 'no kubeconfig is found on this machine'
        : `no API server of ${this.plan.cluster} is found (${refusals.join('; ')})`,
      `name one by --kubeconfig, or run netstack verify on a server (${this.plan.servers[0]?.name}), or with --ssh`,
    );
  }

  private async refusal(reader: ClusterReader): Promise<string | undefined> {
    try {
      const nodes = (await reader.get<NodeList>('/api/v1/nodes'))?.items ?? [];
      const names = nodes.map(({ metadata }) => metadata.name);
      if (this.plan.nodes.some(({ name }) => names.includes(name))) return undefined;
      return `it is another cluster's, with the nodes ${names.slice(0, 3).join(', ') || '(none)'}`;
    } catch (error) {
      if (error instanceof Unreachable) return error.because;
      throw error;
    }
  }
}

/** An API server that kubectl reads in some place, each path once. */
export function readerCandidate(source: string, place: Place, kubeconfig: string): ReaderCandidate {
  const program = new KubectlProgram(place, kubeconfig);
  return {
    source,
    reader: new RememberingReader(new KubectlReader(program)),
    kubectl: (argv, options) => program.run(argv, options),
  };
}
