import type { RunningObject, RunningObjects } from '../running';
import { findInstaller, titleOf } from '../running';
import type { Step, StepAction } from '../steps';
import { listNames, referenceTo } from '../steps';
import { kubectlIn } from './objects';
import type { Handover } from './handover';
import { isTakenOver, listPods, MARK, needsHostPorts, selectOld } from './handover';

const TITLES = { metallb: 'MetalLB', traefik: 'Traefik' } as const;

/** Deletes the workloads and keeps their pods, before the new ones are applied. */
export function orphanPods(handovers: readonly Handover[], running: RunningObjects): readonly Step[] {
  return handovers.flatMap((handover) => {
    const { workload, successor, namespace, role, component } = handover;
    if (successor === undefined || successor.metadata.namespace !== namespace) return [];
    const services = findServices(handover, running);
    const actions = [
      ...services.flatMap((service) => keepBackends(service, handover, running)),
      ...(workload === undefined || isInPlace(workload, successor)
        ? []
        : [kubectlIn(namespace, 'delete', referenceTo(workload), '--cascade=orphan', '--ignore-not-found')]),
      ...(services.length > 0 ? relabelPods(handover, running) : []),
    ];
    if (actions.length === 0) return [];
    return [
      {
        id: `orphan-${component}-${role}`,
        title: `Delete ${workload === undefined ? `what is left of ${TITLES[component]}'s ${role}` : titleOf(workload)} without its pods: they run until their replacements do.`,
        actions,
      },
    ];
  });
}

/** A workload of the same name whose selector fits is changed and not replaced. */
function isInPlace(workload: RunningObject, successor: RunningObject): boolean {
  return (
    workload.kind === successor.kind &&
    workload.metadata.name === successor.metadata.name &&
    JSON.stringify(workload.spec?.selector) === JSON.stringify(successor.spec?.selector)
  );
}

/** Services of clients, which have to keep their pods while their selector changes. Webhooks are retried. */
function findServices(handover: Handover, running: RunningObjects): readonly RunningObject[] {
  if (handover.component !== 'traefik' || isTakenOver(handover)) return [];
  // A run that was killed may have left the mark in the selector.
  const labels: Readonly<Record<string, string>> = { ...handover.labels, [MARK]: handover.role };
  return running.ofKind('Service').filter(({ metadata, spec }) => {
    const selector = Object.entries((spec?.selector ?? {}) as Readonly<Record<string, string>>);
    return (
      metadata.namespace === handover.namespace &&
      selector.length > 0 &&
      selector.every(([key, value]) => labels[key] === value)
    );
  });
}

/** Marks the old pods, and lets the Service select the mark: labels that change later do not remove a pod from it. */
function keepBackends(
  service: RunningObject,
  handover: Handover,
  running: RunningObjects,
): readonly StepAction[] {
  if (listPods(handover, running).length === 0) return [];
  const selector: Record<string, string | null> = {};
  for (const key of Object.keys(service.spec?.selector ?? {})) selector[key] = null;
  const patch = { spec: { selector: { ...selector, [MARK]: handover.role } } };
  return [
    kubectlIn(
      handover.namespace,
      'label',
      'pods',
      '-l',
      selectOld(handover),
      `${MARK}=${handover.role}`,
      '--overwrite',
    ),
    kubectlIn(
      handover.namespace,
      ...['patch', referenceTo(service), '--type=merge', '-p', JSON.stringify(patch)],
    ),
  ];
}

/** Gives the old pods the labels of the new ones, so that the new Service selects both. */
function relabelPods(handover: Handover, running: RunningObjects): readonly StepAction[] {
  const { namespace, role, successor } = handover;
  if (listPods(handover, running).length === 0 || successor === undefined) return [];
  const { matchLabels = {} } = successor.spec?.selector as { readonly matchLabels?: Record<string, string> };
  const labels = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`);
  return [
    kubectlIn(
      namespace,
      ...['delete', 'replicasets.apps', '-l', selectOld(handover), '--cascade=orphan', '--ignore-not-found'],
    ),
    kubectlIn(
      namespace,
      'label',
      'pods',
      '-l',
      selectOld(handover),
      ...labels,
      `${MARK}=${role}`,
      '--overwrite',
    ),
  ];
}

/** Replaces the old pods once the new workloads are applied. */
export function replacePods(handovers: readonly Handover[], running: RunningObjects): readonly Step[] {
  return handovers.flatMap((handover) => {
    const { successor, role, component, namespace } = handover;
    if (successor === undefined) return [];
    const isBeside = successor.metadata.namespace !== namespace;
    const isTaken = isTakenOver(handover) || isBeside;
    const byNode = !isTaken && needsHostPorts(successor);
    const pods = listPods(handover, running);
    const nodes = [...new Set(pods.flatMap(({ spec }) => spec?.nodeName ?? []))].sort();
    return [
      {
        id: `replace-${component}-${role}`,
        title: byNode
          ? `Replace the old pods of ${TITLES[component]}'s ${role} node by node: both need the same ports of a node.`
          : `Wait until the new ${TITLES[component]} ${role} runs${isBeside ? '' : ', then delete the old pods'}.`,
        ...interruptionOf(handover, byNode),
        actions: [
          ...(byNode ? nodes.flatMap((node) => replaceOnNode(handover, successor, node)) : []),
          rollOut(successor),
          ...(byNode || isBeside ? [] : deleteOld(handover)),
        ],
      },
    ];
  });
}

function interruptionOf({ role }: Handover, byNode: boolean) {
  if (role === 'speaker')
    return {
      interrupts: {
        what: 'Addresses that MetalLB announces from the node, until another node or the new speaker announces them',
        seconds: 5,
      },
    };
  return byNode ? { interrupts: { what: 'Ports of Traefik on the node', seconds: 5 } } : {};
}

function replaceOnNode(handover: Handover, successor: RunningObject, node: string): readonly StepAction[] {
  const { namespace } = handover;
  const onNode = `--field-selector=spec.nodeName=${node}`;
  const { matchLabels = {} } = successor.spec?.selector as { readonly matchLabels?: Record<string, string> };
  const selector = [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    'app.kubernetes.io/managed-by=k3s-netstack',
  ].join(',');
  return [
    kubectlIn(namespace, 'delete', 'pods', '-l', selectOld(handover), onNode, '--ignore-not-found'),
    kubectlIn(namespace, 'wait', '--for=condition=Ready', 'pods', '-l', selector, onNode, '--timeout=5m'),
  ];
}

function rollOut({ kind, metadata }: RunningObject): StepAction {
  return kubectlIn(
    metadata.namespace,
    ...['rollout', 'status', `${kind.toLowerCase()}/${metadata.name}`, '--timeout=5m'],
  );
}

function deleteOld(handover: Handover): readonly StepAction[] {
  const { namespace, role } = handover;
  const marked = kubectlIn(namespace, 'delete', 'pods', '-l', `${MARK}=${role}`, '--ignore-not-found');
  if (isTakenOver(handover)) return role === 'traefik' ? [marked] : [];
  return [
    kubectlIn(namespace, 'delete', 'replicasets.apps', '-l', selectOld(handover), '--ignore-not-found'),
    kubectlIn(namespace, 'delete', 'pods', '-l', selectOld(handover), '--ignore-not-found'),
    ...(role === 'traefik' ? [marked] : []),
  ];
}

/** Services of an old installation in another namespace: each has an address that the new Service waits for. */
export function releaseAddresses(handovers: readonly Handover[], running: RunningObjects): readonly Step[] {
  const beside = handovers.filter(
    ({ component, namespace, successor }) =>
      component === 'traefik' && successor !== undefined && successor.metadata.namespace !== namespace,
  );
  const services = beside
    .flatMap((handover) => findServices(handover, running))
    .filter(({ spec }) => spec?.type === 'LoadBalancer');
  if (services.length === 0) return [];
  return [
    {
      id: 'release-addresses',
      title: `Delete ${listNames(services.map(titleOf))}, so that MetalLB assigns the address to the new Service.`,
      notes: services.map(
        (service) => `It was installed by ${findInstaller(service, running).kind}, and it is saved.`,
      ),
      interrupts: { what: 'Everything behind Traefik, until its new Service has the address', seconds: 5 },
      actions: services.map((service) =>
        kubectlIn(service.metadata.namespace, 'delete', referenceTo(service), '--ignore-not-found'),
      ),
    },
  ];
}
