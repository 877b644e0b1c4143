import type { ClusterCheck, Verification } from '../../check';
import { fails, holds } from '../../finding';
import type { ObjectMeta } from '../../objects/live-objects';
import { readList, titleOf } from '../../objects/live-objects';

interface Ingress {
  readonly metadata: ObjectMeta;
  readonly spec: { readonly ingressClassName?: string };
}

const DEFAULT_CLASS = 'ingressclass.kubernetes.io/is-default-class';

/** The way in which it was said before there were classes. */
const OLD_CLASS = 'kubernetes.io/ingress.class';

/** Ingresses of anybody. */
export const ingressClass: ClusterCheck = {
  id: 'ingress-class',
  scope: 'cluster',
  title: 'every Ingress has a class that exists, or there is a default one',
  why: 'An Ingress of no class, or of one that nobody serves, is served by nobody, and no error says so.',
  applies: ({ traefik }) => traefik.mode !== 'none',
  async *look({ cluster }: Verification) {
    const api = 'networking.k8s.io/v1';
    const classes = (await readList<{ readonly metadata: ObjectMeta }>(cluster, api, 'IngressClass')) ?? [];
    const ingresses = (await readList<Ingress>(cluster, api, 'Ingress')) ?? [];
    const names = classes.map(({ metadata }) => metadata.name);
    const defaults = classes.some(({ metadata }) => metadata.annotations?.[DEFAULT_CLASS] === 'true');
    const lost = ingresses.filter((ingress) => !isServed(ingress, names, defaults));
    const planned = `one of ${names.join(', ') || 'none: there is no IngressClass'}`;
    for (const { metadata, spec } of lost) {
      const { name, namespace = 'default' } = metadata;
      yield fails({
        looked: `class of ${titleOf('Ingress', metadata)}`,
        found: spec.ingressClassName ?? 'none, and no class is the default',
        ...{
          planned,
          next: `kubectl -n ${namespace} patch ingress ${name} --type=merge -p '{"spec":{"ingressClassName":"traefik"}}'`,
        },
      });
    }
    const what = `${ingresses.length} ${ingresses.length === 1 ? 'Ingress' : 'Ingresses'}`;
    if (lost.length === 0) yield holds({ looked: what, found: 'all have a class', planned: 'a class each' });
  },
};

function isServed({ metadata, spec }: Ingress, names: readonly string[], defaults: boolean): boolean {
  const name = spec.ingressClassName ?? metadata.annotations?.[OLD_CLASS];
  return name === undefined
    ? defaults
    : names.includes(name) || metadata.annotations?.[OLD_CLASS] !== undefined;
}
