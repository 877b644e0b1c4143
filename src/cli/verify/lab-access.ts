import type { NetworkPlan } from '../../plan';
import { K3sVersion } from '../../releases';
import type { Lab } from '../../lab';
import { LabError } from '../../lab';
import type { ClusterReader, Kubectl, Host, Rehearsal, ClusterAccess } from '../../verify';
import type { RecordedLab } from '../../verify/bundle';
import { formatOwnRootCommand } from '../../terminal/own-command';
import { CommandHost, KubectlCommand, CachedHost, CachedReader, UnreachableError } from '../../verify';

type KubernetesApi = NonNullable<ReturnType<Lab['api']>>;

/** Reaches every machine of a lab. */
export class LabAccess implements ClusterAccess {
  readonly title = 'in its running lab on this machine';
  readonly cluster: ClusterReader;
  private readonly hosts = new Map<string, Host>();
  private readonly api: KubernetesApi | undefined;

  constructor(private readonly lab: Lab) {
    const api = lab.api();
    this.api = api;
    this.cluster = new CachedReader({
      get: (path) => readApi(api, lab.layout.cluster, (one) => one.get(path)),
      getText: (path) => readApi(api, lab.layout.cluster, (one) => one.getText(path)),
    });
  }

  node(name: string): Host {
    return this.machine(name);
  }

  get lan(): Host {
    const { client } = this.lab.layout;
    if (client !== undefined) return this.machine(client.name);
    throw new UnreachableError(
      "the LAN has no free address for the lab's client",
      'leave an address of lan.cidr unused',
    );
  }

  /** Runs on the first server, whose k3s contains kubectl. */
  readonly kubectl: Kubectl = async (argv, options) => {
    const server = this.lab.layout.nodes.find(({ role }) => role === 'server')?.name ?? '';
    this.requireUp(server);
    const host = new CommandHost(server, (words) => this.lab.words(server, words));
    return new KubectlCommand(host).run(argv, options);
  };

  close(): Promise<void> {
    this.api?.close();
    return Promise.resolve();
  }

  private machine(name: string): Host {
    const known = this.hosts.get(name);
    if (known !== undefined) return known;
    this.requireUp(name);
    const host = new CachedHost(new CommandHost(name, (argv) => this.lab.words(name, argv)));
    this.hosts.set(name, host);
    return host;
  }

  private requireUp(name: string): void {
    const { cluster } = this.lab.layout;
    if (this.lab.machines.some((machine) => machine.name === name) && this.lab.isUp(name)) return;
    throw new UnreachableError(
      `machine ${name} of the lab does not run`,
      `${formatOwnRootCommand(['lab', 'down', cluster])}, then bring it up again`,
    );
  }
}

async function readApi<T>(
  api: KubernetesApi | undefined,
  cluster: string,
  read: (api: KubernetesApi) => Promise<T>,
): Promise<T> {
  const next = formatOwnRootCommand(['lab', 'status', cluster]);
  if (api === undefined) throw new UnreachableError('the first server of the lab has not started', next);
  try {
    return await read(api);
  } catch (error) {
    if (error instanceof LabError) throw new UnreachableError(error.message, next);
    throw error;
  }
}

/** How a lab differs from its profile. */
export function describeLab({ description, layout }: Lab): RecordedLab {
  const configs = description.layout.nodes.map(({ k3sConfig }) => k3sConfig);
  return {
    k3sVersion: description.k3s.version,
    hostGateway: configs.some((config) => config['flannel-backend'] === 'host-gw'),
    iptables: configs.some(
      (config) =>
        config['disable-kube-proxy'] === false ||
        asList(config['kube-proxy-arg+']).includes('proxy-mode=iptables'),
    ),
    differences: layout.differences,
    config: Object.fromEntries(layout.nodes.map(({ name, k3sConfig }) => [name, k3sConfig])),
    silentNameServers: layout.silentNameServers,
  };
}

/** The plan of the lab: with its k3s version, and with the replacements for features that the machine lacks. */
export function derivePlanOfLab(plan: NetworkPlan, lab: RecordedLab): NetworkPlan {
  return Object.create(plan, {
    k3sVersion: { value: K3sVersion.parse(lab.k3sVersion), enumerable: true },
    ...(lab.hostGateway && { flannel: { value: hostGatewayOf(plan), enumerable: true } }),
    ...(lab.iptables && { kubeProxy: { value: { mode: 'iptables' }, enumerable: true } }),
  }) as NetworkPlan;
}

/** Overrides values of the plan without copying it: a plan computes its values on first use. */
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

/** The known differences between the lab and the profile. */
export function deriveRehearsal({ differences, config, silentNameServers }: RecordedLab): Rehearsal {
  return { differences, config: new Map(Object.entries(config)), silentNameServers };
}
