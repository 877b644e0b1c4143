import type { ApplyAccess, ApplyPlan, ApplyPlanOptions, RunningCluster } from '../../src/apply';
import { parseNode, pathsOf, planApply } from '../../src/apply';
import type { NodeState } from '../../src/apply';
import type { RenderedCluster } from '../../src/steps';
import type { CommandOptions, CommandOutput, Host } from '../../src/verify';
import { UnreachableError } from '../../src/verify';

/** A command that a host was given, or kubectl where there is no host. */
export interface Call {
  readonly on?: string;
  readonly argv: readonly string[];
  readonly input?: string;
}

const OK: CommandOutput = { status: 0, stdout: '', stderr: '' };

/** Hosts and an API server that answer what a test says, and note every command. */
export class FakeAccess implements ApplyAccess {
  readonly title = 'in a test';
  readonly calls: Call[] = [];

  /** @param answer undefined: the command ends well and prints nothing */
  constructor(
    private readonly answer: (call: Call) => Partial<CommandOutput> | undefined = () => undefined,
  ) {}

  node(name: string): Host {
    return { name, run: (argv, options) => this.note({ on: name, argv }, options) };
  }

  readonly kubectl = (argv: readonly string[], options?: CommandOptions) => this.note({ argv }, options);

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** The commands as lines: `one: systemctl restart k3s`. */
  get lines(): readonly string[] {
    return this.calls.map(({ on, argv }) => `${on ?? 'kubectl'}: ${argv.join(' ')}`);
  }

  private note(call: Call, options: CommandOptions = {}): Promise<CommandOutput> {
    const noted = { ...call, ...(options.input !== undefined && { input: options.input }) };
    this.calls.push(noted);
    const output = this.answer(noted);
    if (output?.status === -1) return Promise.reject(new UnreachableError('no route to host', 'look'));
    return Promise.resolve({ ...OK, ...output });
  }
}

/** A cluster that runs exactly what a rendering has, but for what a test changes. */
export function runningOf(rendered: RenderedCluster, changes: Partial<RunningCluster> = {}): RunningCluster {
  const nodes = new Map(rendered.plan.nodes.map((node) => [node.name, nodeState(rendered, node.name)]));
  return {
    ...{ nodes, unread: [], isUp: true, missingSecrets: [] },
    applied: new Set(rendered.manifests.map(({ file }) => file)),
    packaged: { traefik: false, coredns: false },
    ...changes,
  };
}

/** A node that has the files of a rendering. */
export function nodeState(
  { plan, files }: RenderedCluster,
  name: string,
  changes: Partial<NodeState> = {},
): NodeState {
  const node = plan.nodes.find((one) => one.name === name);
  if (node === undefined) throw new Error(`no node ${name}`);
  const [config = '', flannel = ''] = pathsOf(node, plan.servers[0], 'kubectl', []);
  return {
    ...{ name, k3s: 'running' as const, version: plan.k3sVersion.toString(), restartDue: false },
    sqliteTool: 'sqlite3',
    files: new Map([
      [config, files.get(`k3s/${name}.yml`)],
      [flannel, files.get('k3s/netstack-flannel.json')],
    ]),
    ...changes,
  };
}

/** Machines on which k3s is not installed. */
export function freshOf({ plan }: RenderedCluster, changes: Partial<RunningCluster> = {}): RunningCluster {
  const nodes = new Map(
    plan.nodes.map(({ name }) => [name, parseNode(name, 'state inactive\nnone\nnone\n', ['a', 'b'])]),
  );
  return {
    ...{ nodes, unread: [], isUp: false, applied: new Set<string>(), missingSecrets: [] },
    packaged: { traefik: false, coredns: false },
    ...changes,
  };
}

/** What apply is given by default: kubectl, and no install script. */
const OPTIONS = { way: 'kubectl', canInstall: false, secrets: new Set<string>() } as const;

/** What apply would do, with further options of `planApply`. */
export function planWith(
  cluster: RenderedCluster,
  state: RunningCluster,
  more: Partial<ApplyPlanOptions> = {},
): ApplyPlan {
  return planApply(cluster, state, { ...OPTIONS, ...more });
}

/** IDs of its steps, without the snapshot, which is the first step of every change. */
export function listIds({ steps }: Pick<ApplyPlan, 'steps'>): readonly string[] {
  return steps.map(({ id }) => id).filter((id) => id !== 'snapshot');
}
