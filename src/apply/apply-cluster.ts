import { digestOf } from './digest';
import type { NodePlan } from '../plan';
import type { ApplyWay, RenderedCluster, Step, StepAction } from '../steps';
import { UnreachableError } from '../verify';
import type { ApplyAccess } from './access';
import type { RunningCluster } from './running-cluster';
import { pathsOf } from './running-cluster';
import { ApplyLock } from './lock';
import { FIELD_MANAGER, recordManifests, renderRecord } from './record';
import type { ApplyRecord } from './record';
import { SERVER_SIDE_APPLY, readLiveObjects, referenceWords } from './objects';
import { findContinued } from './pending';
import { NodeReturn, ReturnError } from './return/node-return';
import type { ReturnResult } from './return/node-return';
import { runSteps } from './run-steps';
import { StepError } from './step-error';

/** What apply executes, and how. */
export interface ApplyRequest {
  readonly cluster: RenderedCluster;
  /** The cluster's output folder, for the files that are shown. @default - `dist/<cluster>` */
  readonly folder?: string;
  readonly state: RunningCluster;
  readonly steps: readonly Step[];
  readonly access: ApplyAccess;
  readonly way: ApplyWay;
  readonly record: Omit<ApplyRecord, 'manifests'>;
  readonly deadlineSeconds: number;
  readonly installScript?: string;
  readonly token?: string;
  /** Manifests of the Secrets to create, by namespace and name. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Whether nodes return by themselves. @default true */
  readonly canReturn?: boolean;
  /** Compares what runs with the profile. Returns what is not as planned. */
  readonly verify: () => Promise<readonly string[]>;
  readonly say: (line: string) => void;
  /** Tells this run from others. */
  readonly owner: string;
}

/** What came of it. */
export interface ApplyResult {
  readonly isApplied: boolean;
  readonly failure?: string;
  readonly nodes: ReadonlyMap<string, ReturnResult>;
}

/** Seconds that a return may take after the deadline. */
const RETURN_SECONDS = 120;

/**
 * Executes steps. Before anything changes, every node that will change keeps its old network and returns to it unless
 * this program renews the deadline. After a failure all return; after success all are confirmed.
 */
export async function applyCluster(request: ApplyRequest): Promise<ApplyResult> {
  const { access, cluster, deadlineSeconds, owner, say } = request;
  const [first] = cluster.plan.servers as readonly [NodePlan, ...NodePlan[]];
  const lock = new ApplyLock(
    access.node(first.name),
    owner,
    `netstack apply ${cluster.plan.cluster}`,
    Math.ceil(deadlineSeconds / 2),
  );
  // It expires before the nodes return, so that another run can continue this one.
  await lock.hold();
  const returns = new Returns(request);
  const deletions = request.steps.filter(({ id }) => id === 'delete-leftovers');
  const changes = request.steps.filter((step) => !deletions.includes(step));
  const renew = async () => {
    await Promise.all([returns.renew(), lock.hold()]);
  };
  const run = { ...pickRun(request), renew };
  try {
    await returns.arm();
    await keepRenewing(renew, deadlineSeconds, async () => {
      await runSteps(changes, run);
      await expectVerified(request);
      await renew();
    });
    await returns.confirm();
    await runSteps(deletions, { ...run, renew: () => lock.hold() });
    await saveRecord(request);
    await returns.clean();
    return { isApplied: true, nodes: new Map() };
  } catch (error) {
    if (!isExpected(error)) throw error;
    say(error.message);
    const nodes = await returns.returnAll();
    await uncordonDrained(request);
    return { isApplied: false, failure: error.message, nodes };
  } finally {
    await lock.release().catch(() => undefined);
  }
}

function isExpected(error: unknown): error is Error {
  return error instanceof StepError || error instanceof ReturnError || error instanceof UnreachableError;
}

function pickRun({ access, cluster, folder, installScript, token, secrets, say }: ApplyRequest) {
  return {
    ...{ access, cluster, secrets, say },
    ...(folder !== undefined && { folder }),
    ...(installScript !== undefined && { installScript }),
    ...(token !== undefined && { token }),
  };
}

/** Renews in the background while an action takes longer than a deadline; a renewal that fails ends the action. */
async function keepRenewing(
  renew: () => Promise<void>,
  deadlineSeconds: number,
  task: () => Promise<void>,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const failed = new Promise<never>((_, reject) => {
    timer = setInterval(() => void renew().catch(reject), (deadlineSeconds * 1000) / 4);
  });
  try {
    await Promise.race([task(), failed]);
  } finally {
    clearInterval(timer);
  }
}

/** A node that was drained for an upgrade that failed takes pods again; other nodes stay unchanged. */
async function uncordonDrained({ steps, access }: ApplyRequest): Promise<void> {
  const commands = steps.flatMap(({ actions }) =>
    actions.flatMap((action) => (action.kind === 'command' ? [action.command] : [])),
  );
  for (const [program, verb, node] of commands)
    if (program === 'kubectl' && verb === 'uncordon' && typeof node === 'string')
      await access.kubectl(['uncordon', node]).catch(() => undefined);
}

async function expectVerified({ verify, say }: ApplyRequest): Promise<void> {
  say('verify');
  const failures = await verify();
  if (failures.length > 0)
    throw new StepError(`verify failed:\n${failures.map((line) => `    ${line}`).join('\n')}`);
}

async function saveRecord({ access, cluster, record }: ApplyRequest): Promise<void> {
  const object = renderRecord({ ...record, manifests: recordManifests(cluster.manifests) });
  const { status, stderr } = await access.kubectl(SERVER_SIDE_APPLY, { input: JSON.stringify(object) });
  if (status !== 0) throw new StepError(`the record of ${FIELD_MANAGER} cannot be written: ${stderr.trim()}`);
}

/** The nodes that return by themselves. */
class Returns {
  private armed: readonly NodeReturn[] = [];
  private confirmed: readonly NodeReturn[] = [];

  constructor(private readonly request: ApplyRequest) {}

  async arm(): Promise<void> {
    const { cluster, state, access, say, canReturn = true } = this.request;
    if (!canReturn) return;
    const nodes = this.affectedNodes();
    if (nodes.length === 0) return;
    const keeper = await this.findKeeper(nodes);
    say(
      `every node returns to its old network ${this.request.deadlineSeconds} s after the last sign of this program`,
    );
    const requests = await Promise.all(
      nodes.map(async (node) => ({
        node,
        isRunning: state.nodes.get(node.name)?.k3s === 'running',
        paths: pathsOf(
          node,
          cluster.plan.servers[0],
          this.request.way,
          cluster.manifests.map(({ file }) => file),
        ),
        deadlineSeconds: this.request.deadlineSeconds,
        target: digestOf(cluster),
        ...(node === keeper && { objects: await this.keepObjects() }),
      })),
    );
    const armed: NodeReturn[] = [];
    this.armed = armed;
    for (const request of requests) {
      const one = new NodeReturn(request.node.name, access);
      armed.push(one);
      await one.arm(request);
    }
  }

  async renew(): Promise<void> {
    await Promise.all(this.armed.map((one) => one.renew()));
  }

  /** All or none: each node is asked once more, then all are confirmed at the same moment. */
  async confirm(): Promise<void> {
    await this.renew();
    await Promise.all(this.armed.map((one) => one.confirm()));
    this.confirmed = this.armed;
    this.armed = [];
  }

  /** Removes what the nodes keep, once nothing needs to be continued. */
  async clean(): Promise<void> {
    await Promise.all(this.confirmed.map((one) => one.clean()));
  }

  async returnAll(): Promise<ReadonlyMap<string, ReturnResult>> {
    if (this.armed.length === 0) return new Map();
    this.request.say('all nodes return to their old network');
    await Promise.all(this.armed.map((one) => one.returnNow()));
    const seconds = this.request.deadlineSeconds + RETURN_SECONDS;
    const results = await Promise.all(
      this.armed.map(async (one) => [one.name, await one.waitForResult(seconds)] as const),
    );
    return new Map(results);
  }

  /**
   * Nodes that a step runs a command on, or copies a file to; one server where objects change; and nodes that an apply of
   * the same was to confirm when it was killed: they would return by themselves.
   */
  private affectedNodes(): readonly NodePlan[] {
    const { cluster, steps, state } = this.request;
    const changing = steps.filter(({ id }) => id !== 'snapshot');
    const names = new Set([
      ...changing.flatMap(({ actions }) => actions.flatMap((action) => hostsOf(action))),
      ...findContinued(cluster, state),
    ]);
    const changesObjects = steps.some(({ actions }) => actions.some(changesObject));
    const [first] = cluster.plan.servers;
    if (changesObjects && first !== undefined) names.add(first.name);
    // A node without k3s has no network to return to.
    return cluster.plan.nodes.filter(
      ({ name }) => names.has(name) && state.nodes.has(name) && state.nodes.get(name)?.k3s !== 'absent',
    );
  }

  private findKeeper(nodes: readonly NodePlan[]): Promise<NodePlan | undefined> {
    const { steps, state } = this.request;
    const changes = steps.some(({ actions }) => actions.some(changesObject));
    return Promise.resolve(changes && state.isUp ? nodes.find(({ role }) => role === 'server') : undefined);
  }

  private async keepObjects(): Promise<{ readonly restore: string; readonly remove: string }> {
    const { access, cluster, state } = this.request;
    const changing = cluster.manifests
      .filter(({ file }) => !state.applied.has(file))
      .map(({ file, objects }) => ({ objects, content: cluster.files.get(`manifests/${file}`) ?? '' }));
    const { present, absent } = await readLiveObjects(access.kubectl, changing);
    const restore = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: present });
    const remove = [...absent].reverse().map((object) => `${referenceWords(object).join(' ')}\n`);
    return { restore, remove: remove.join('') };
  }
}

function hostsOf(action: StepAction): readonly string[] {
  return action.on === undefined ? [] : [action.on.name];
}

function changesObject(action: StepAction): boolean {
  return action.kind === 'command' && action.command.includes('apply');
}
