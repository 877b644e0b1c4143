import { findManagingKeyOfElement } from '../../profile/managed-flags';
import type { ObservedObject, Setting } from '../observed/observed-network';
import { isSecretFlag } from '../../releases/k3s-flags';
import type { ImportContext } from './context';
import { isKnownObject } from './known-objects';
import type { ImportedNode } from './nodes';

/** Reports every flag and object that nothing has read, so that nothing is dropped silently. */
export function reportLeftovers(context: ImportContext, nodes: readonly ImportedNode[]): void {
  reportFlags(context, nodes);
  reportObjects(context);
}

/** Lists that a profile decides a part of. */
const PARTLY_READ = ['disable', 'kube-proxy-arg', 'kube-controller-manager-arg', 'kubelet-arg'];

/** The elements of a node's lists that stay: of a component's flag the name is enough. */
function listKept({ settings, isRendered, rendered }: ImportedNode): readonly Setting[] {
  if (isRendered) return [];
  return PARTLY_READ.flatMap((flag) =>
    settings
      .all(flag)
      .filter(({ value }) => findManagingKeyOfElement(flag, value) === undefined)
      .filter(({ value }) => !rendered.values(flag).includes(value))
      .map((setting) => ({ ...setting, name: `${flag}=${setting.value.replace(/=.*$/s, '')}` })),
  );
}

/** A flag's value is left out: it may be a secret. */
function reportFlags(context: ImportContext, nodes: readonly ImportedNode[]): void {
  const byFlag = new Map<string, { setting: Setting; nodes: string[] }>();
  for (const node of nodes) {
    const { name } = node;
    for (const setting of [...node.settings.unread, ...listKept(node)]) {
      const known = byFlag.get(setting.name) ?? { setting, nodes: [] };
      if (!known.nodes.includes(name)) known.nodes.push(name);
      byFlag.set(setting.name, known);
    }
  }
  for (const [flag, { setting, nodes: names }] of byFlag) {
    const what = isSecretFlag(flag) ? 'is a secret' : 'is no part of a profile';
    context.notes.add({
      kind: 'kept',
      origin: setting.origin,
      message: `--${flag} ${what}: it stays in the configuration of ${names.join(', ')}.`,
    });
  }
}

/** Kinds of the network whose objects are worth a line each; of others the number is enough. */
const OF_THE_NETWORK = [
  'metallb.io',
  'traefik.io',
  'traefik.containo.us',
  'helm.cattle.io',
  'gateway.networking.k8s.io',
];

function reportObjects(context: ImportContext): void {
  const others = new Map<string, ObservedObject[]>();
  for (const object of context.observed.objects) {
    if (!object.isUnclaimed || isKnownObject(object)) continue;
    if (isLoadBalancer(object)) {
      context.notes.add({ kind: 'skipped', origin: object.origin, message: describeService(object) });
    } else if (OF_THE_NETWORK.includes(object.group)) {
      context.notes.add({
        kind: 'skipped',
        origin: object.origin,
        message: `${object.title} is not part of a profile and stays unchanged.`,
      });
    } else {
      others.set(object.kind, [...(others.get(object.kind) ?? []), object]);
    }
  }
  for (const [kind, objects] of others) {
    const [first, ...more] = objects;
    if (first === undefined) continue;
    const message =
      more.length === 0
        ? `${first.title} is not part of the network.`
        : `${first.title} and ${more.length} more of kind ${kind} are not part of the network.`;
    context.notes.add({ kind: 'skipped', origin: first.origin, message });
  }
}

/** A Service of users and the addresses that it has. */
function describeService({ title, object }: ObservedObject): string {
  const ingress = (object as { status?: { loadBalancer?: { ingress?: { ip?: string }[] } } }).status
    ?.loadBalancer?.ingress;
  const addresses = (ingress ?? []).flatMap(({ ip }) => ip ?? []);
  const owner = addresses.length === 0 ? '' : ` It has ${addresses.join(' and ')}.`;
  return `${title} is a LoadBalancer Service outside of the profile and stays unchanged.${owner}`;
}

function isLoadBalancer({ kind, fields }: ObservedObject): boolean {
  return kind === 'Service' && fields.at('spec').take('type') === 'LoadBalancer';
}
