import type { Setting } from '../observed/observed-network';
import type { ObservedObject } from '../observed/observed-network';
import { isSecretFlag } from '../sources/k3s-flags';
import type { ImportContext } from './context';
import type { ImportedNode } from './nodes';

/** Reports every flag and object that nothing has read, so that nothing is dropped silently. */
export function reportLeftovers(context: ImportContext, nodes: readonly ImportedNode[]): void {
  reportFlags(context, nodes);
  reportObjects(context);
}

/** A flag's value is left out: it may be a secret. */
function reportFlags(context: ImportContext, nodes: readonly ImportedNode[]): void {
  const byFlag = new Map<string, { setting: Setting; nodes: string[] }>();
  for (const { name, settings } of nodes) {
    for (const setting of settings.unread) {
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
    if (!object.isUnclaimed || object.isOurs || isCrd(object)) continue;
    if (OF_THE_NETWORK.includes(object.group) || isLoadBalancer(object)) {
      context.notes.add({
        kind: 'skipped',
        origin: object.origin,
        message: `${object.title} is not part of a profile, and stays as it is.`,
      });
    } else {
      others.set(object.kind, [...(others.get(object.kind) ?? []), object]);
    }
  }
  for (const [kind, objects] of others) {
    const [first] = objects;
    if (first === undefined) continue;
    const more = objects.length > 1 ? ` and ${objects.length - 1} more` : '';
    context.notes.add({
      kind: 'skipped',
      origin: first.origin,
      message: `${kind}: ${first.title.slice(kind.length + 1)}${more} are not part of the network.`,
    });
  }
}

function isCrd({ kind }: ObservedObject): boolean {
  return kind === 'CustomResourceDefinition';
}

function isLoadBalancer({ kind, fields }: ObservedObject): boolean {
  return kind === 'Service' && fields.at('spec').take('type') === 'LoadBalancer';
}
