import { Cidr } from '../address';
import type { Change } from '../diff';
import type { NetworkPlan } from '../plan';
import type { Step, StepAction, StepFormat } from '../steps';
import { downloadInstallScript, formatAction, formatSteps, listFlags, serviceOf } from '../steps';
import { findConflicts } from './command-line-steps';
import type { RunningCluster } from './running-cluster';
import { secretFiles } from './secrets';

/** Why apply does not start. */
export interface Refusal {
  readonly reason: string;
  /** What to do instead; lines of shell are possible. */
  readonly remedy: readonly string[];
}

/** What refusals are derived from. */
export interface RefusalContext {
  readonly plan: NetworkPlan;
  readonly state: RunningCluster;
  /** No machine of the cluster has k3s. */
  readonly isFresh: boolean;
  readonly changes: readonly Change[];
  readonly steps: readonly Step[];
  /** Whether an install script was given. */
  readonly canInstall: boolean;
  /** The Secrets that can be created. */
  readonly secrets: ReadonlySet<string>;
  readonly format: StepFormat;
}

/** Lists everything that apply cannot do or undo, each with the manual way. */
export function listRefusals(context: RefusalContext): readonly Refusal[] {
  const { plan, state, isFresh, changes, steps, canInstall, secrets, format } = context;
  return [
    ...refuseUnread(state, steps),
    ...refuseDown(state, isFresh),
    ...refuseChanges(changes),
    ...refusePackagedCoreDns(plan, changes, steps, format),
    ...refuseManual(steps, format),
    ...refuseInstall(steps, canInstall, format),
    ...refuseCommandLines(plan, state),
    ...refuseNetworks(plan, state),
    ...refuseSecrets(state, steps, secrets),
  ];
}

function refuseUnread({ unread }: RunningCluster, steps: readonly Step[]): readonly Refusal[] {
  const needed = new Set(steps.flatMap(({ actions }) => actions.map(hostName)));
  return unread
    .filter(({ name }) => needed.has(name))
    .map(({ name, reason, next }) => ({ reason: `${name} cannot be reached: ${reason}.`, remedy: [next] }));
}

function hostName(action: StepAction): string {
  return action.on?.name ?? '';
}

function refuseDown({ isUp, nodes }: RunningCluster, isFresh: boolean): readonly Refusal[] {
  if (isUp || isFresh) return [];
  const running = [...nodes.values()].filter(({ k3s }) => k3s === 'running');
  return [
    {
      reason: 'k3s is installed, but no API server answers.',
      remedy:
        running.length === 0
          ? ['Start k3s on the servers: systemctl start k3s']
          : ['See why on a server: journalctl -u k3s -e'],
    },
  ];
}

function refuseChanges(changes: readonly Change[]): readonly Refusal[] {
  return changes
    .filter(({ cost }) => cost === 'refused')
    .map(({ message, consequence, remedy = '' }) => ({
      reason: `${message} ${consequence}`,
      remedy: [remedy],
    }));
}

/**
 * k3s cannot create the Service of its CoreDNS while the old one has the address, and apply deletes nothing before verify has
 * passed: a return could not restore it.
 */
function refusePackagedCoreDns(
  plan: NetworkPlan,
  changes: readonly Change[],
  steps: readonly Step[],
  format: StepFormat,
): readonly Refusal[] {
  const change = changes.find(({ at }) => at.join('.') === 'coredns.mode');
  if (change === undefined || plan.coredns.mode !== 'packaged') return [];
  return [
    {
      reason: `${change.message} k3s creates its Service kube-dns only after the old one is deleted, and apply deletes nothing before verify has passed.`,
      remedy: [
        'Run the steps yourself; they delete the old CoreDNS before k3s restarts:',
        ...formatSteps(steps, format).trimEnd().split('\n'),
      ],
    },
  ];
}

/** A step with an instruction for a person stops in the middle: its commands are printed instead. */
function refuseManual(steps: readonly Step[], format: StepFormat): readonly Refusal[] {
  return steps
    .filter(({ actions }) => actions.some(({ kind }) => kind === 'manual'))
    .map(({ title, actions }) => ({
      reason: `This step needs you: ${title}`,
      remedy: actions.flatMap((action) => formatAction(action, format)),
    }));
}

/** The commands are complete, so that they can be run by hand: agents as agents, and no token in any of them. */
function refuseInstall(steps: readonly Step[], canInstall: boolean, format: StepFormat): readonly Refusal[] {
  const installs = steps.filter(({ id }) => /^(?:install|upgrade)-/.test(id) && id !== 'install-cni');
  if (canInstall || installs.length === 0) return [];
  const names = installs
    .filter(({ id }) => id.startsWith('install-'))
    .map(({ id }) => id.slice('install-'.length));
  const reason =
    names.length > 0
      ? `k3s is not installed on ${names.join(', ')}.`
      : 'k3s has another version than the profile.';
  return [
    {
      reason,
      remedy: [
        "Download k3s's install script, read it, and name it by --install-script. Or run these commands:",
        ...formatSteps([downloadInstallScript(), ...installs], format)
          .trimEnd()
          .split('\n'),
      ],
    },
  ];
}

/** OpenRC has nothing like a drop-in: its service script is the user's file. */
function refuseCommandLines(plan: NetworkPlan, state: RunningCluster): readonly Refusal[] {
  return findConflicts(plan, state)
    .filter(({ node }) => state.nodes.get(node.name)?.isOpenRc === true)
    .map(({ node, flags }) => ({
      reason: `The command line of ${serviceOf(node)} on ${node.name} has flags that the node file sets: ${listFlags(flags)}. k3s would not start, or would ignore the node file.`,
      remedy: [`Remove them from command_args in /etc/init.d/${serviceOf(node)} on ${node.name}.`],
    }));
}

/** A cluster that was made with other networks keeps them. */
function refuseNetworks({ clusterCidr }: NetworkPlan, { registered }: RunningCluster): readonly Refusal[] {
  const podCidrs = [...(registered?.values() ?? [])].flatMap((node) => node.podCidrs);
  const foreign = podCidrs.filter((text) => {
    const cidr = Cidr.parse(text);
    return !clusterCidr.some(
      (all) => all.family === cidr.family && all.first <= cidr.first && cidr.last <= all.last,
    );
  });
  if (foreign.length === 0) return [];
  return [
    {
      reason: `Nodes have the pod ranges ${foreign.join(', ')}, which are outside of clusterCidr ${clusterCidr.join(', ')}.`,
      remedy: [
        'Write the clusterCidr of the running cluster to the profile: it is fixed when a cluster is created.',
      ],
    },
  ];
}

/** A component without its Secret does not work; verify would only report it after all other steps. */
function refuseSecrets(
  { missingSecrets }: RunningCluster,
  steps: readonly Step[],
  given: ReadonlySet<string>,
): readonly Refusal[] {
  const missing = missingSecrets.filter(({ namespace, name }) => !given.has(`${namespace}/${name}`));
  if (missing.length === 0 || steps.length === 0) return [];
  return [
    {
      reason: `The profile names Secrets that do not exist: ${missing.map(({ namespace, name }) => `${namespace}/${name}`).join(', ')}.`,
      remedy: [
        'Put these files into a folder that only you can read, and name it by --secrets:',
        ...missing.flatMap((request) => Object.values(secretFiles(request))),
      ],
    },
  ];
}
