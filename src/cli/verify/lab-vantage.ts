import type { NetworkPlan } from '../../plan';
import { K3sVersion } from '../../releases';
import type { Lab } from '../../lab';
import { LabError } from '../../lab';
import type { ClusterReader, Kubectl, Place, Rehearsal, Vantage } from '../../verify';
import { CommandPlace, KubectlProgram, RememberingPlace, RememberingReader, Unreachable } from '../../verify';

type KubernetesApi = NonNullable<ReturnType<Lab['api']>>;

/** Every machine of a lab. */
export class LabVantage implements Vantage {
  readonly title = 'in its running lab on this machine';
  readonly cluster: ClusterReader;
  private readonly places = new Map<string, Place>();
  private readonly api: KubernetesApi | undefined;

  constructor(private readonly lab: Lab) {
    const api = lab.api();
    this.api = api;
    this.cluster = new RememberingReader({ get: (path) => read(api, path, lab.layout.cluster) });
  }

  node(name: string): Place {
    return this.machine(name);
  }

  get lan(): Place {
    const { client } = this.lab.layout;
    if (client !== undefined) return this.machine(client.name);
    throw new Unreachable(
      'the LAN has no address left for a client of the lab',
      'leave an address of lan.cidr to nobody',
    );
  }

  /** On the first server: kubectl belongs to its k3s. */
  readonly kubectl: Kubectl = async (argv, options) => {
    const server = this.lab.layout.nodes.find(({ role }) => role === 'server')?.name ?? '';
    this.requireUp(server);
    const place = new CommandPlace(server, (words) => this.lab.words(server, words));
    return new KubectlProgram(place).run(argv, options);
  };

  close(): Promise<void> {
    this.api?.close();
    return Promise.resolve();
  }

  private machine(name: string): Place {
    const known = this.places.get(name);
    if (known !== undefined) return known;
    this.requireUp(name);
    const place = new RememberingPlace(new CommandPlace(name, (argv) => this.lab.words(name, argv)));
    this.places.set(name, place);
    return place;
  }

  private requireUp(name: string): void {
    const { cluster } = this.lab.layout;
    if (this.lab.machines.some((machine) => machine.name === name) && this.lab.isUp(name)) return;
    throw new Unreachable(
      `machine ${name} of the lab does not run`,
      `netstack lab down ${cluster}, and up again`,
    );
  }
}

async function read<T>(
  api: KubernetesApi | undefined,
  path: string,
  cluster: string,
): Promise<T | undefined> {
  const next = `netstack lab status ${cluster}`;
  if (api === undefined) throw new Unreachable('the first server of the lab has not started', next);
  try {
    return await api.get<T>(path);
  } catch (error) {
    if (error instanceof LabError) throw new Unreachable(error.message, next);
    throw error;
  }
}

/** The plan as the lab rehearses it: with its k3s, and with what stands in for what the machine lacks. */
export function rehearsedPlan(plan: NetworkPlan, { description }: Lab): NetworkPlan {
  const configs = description.layout.nodes.map(({ k3sConfig }) => k3sConfig);
  const hostGateway = configs.some((config) => config['flannel-backend'] === 'host-gw');
  const iptables = configs.some(
    (config) =>
      config['disable-kube-proxy'] === false ||
      asList(config['kube-proxy-arg+']).includes('proxy-mode=iptables'),
  );
  return Object.create(plan, {
    k3sVersion: { value: K3sVersion.parse(description.k3s.version), enumerable: true },
    ...(hostGateway && { flannel: { value: hostGatewayOf(plan), enumerable: true } }),
    ...(iptables && { kubeProxy: { value: { mode: 'iptables' }, enumerable: true } }),
  }) as NetworkPlan;
}

/** Over what is derived there, not a copy: a plan works its values out when they are asked for. */
function hostGatewayOf({ flannel, lan }: NetworkPlan): NetworkPlan['flannel'] {
  return Object.create(flannel, {
    backend: { value: 'host-gw' },
    overhead: { value: 0 },
    podMtu: { value: lan.mtu },
    needsConf: { value: false },
  }) as NetworkPlan['flannel'];
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What the lab said when it was made. */
export function rehearsalOf({ layout }: Lab): Rehearsal {
  return {
    differences: layout.differences,
    config: new Map(layout.nodes.map(({ name, k3sConfig }) => [name, k3sConfig])),
    silentNameServers: layout.silentNameServers,
  };
}
