import type { ClusterCheck, VerifyContext } from '../../check';
import { fail, pass } from '../../finding';
import { formatKubectl } from '../../objects/format-kubectl';
import type { ObjectMeta } from '../../objects/live-objects';
import { readList, formatTitle } from '../../objects/live-objects';

interface Ingress {
  readonly metadata: ObjectMeta;
  readonly spec: { readonly ingressClassName?: string };
}

const DEFAULT_CLASS = 'ingressclass.kubernetes.io/is-default-class';

/** The annotation that preceded ingressClassName. */
const OLD_CLASS = 'kubernetes.io/ingress.class';

/** The classes of all Ingresses. */
export const ingressClass: ClusterCheck = {
  id: 'ingress-class',
  scope: 'cluster',
  title: 'every Ingress has an existing class, or a default class exists',
  why: 'No controller serves an Ingress without a class or with a class that does not exist, and no error reports it.',
  dependsOn: ['objects-as-written', 'helm-charts'],
  applies: ({ traefik }) => traefik.mode !== 'none',
  async *observe({ cluster }: VerifyContext) {
    const api = 'networking.k8s.io/v1';
    const classes = (await readList<{ readonly metadata: ObjectMeta }>(cluster, api, 'IngressClass')) ?? [];
    const ingresses = (await readList<Ingress>(cluster, api, 'Ingress')) ?? [];
    const names = classes.map(({ metadata }) => metadata.name);
    const marked = classes.filter(({ metadata }) => metadata.annotations?.[DEFAULT_CLASS] === 'true');
    const defaults = marked.length > 0;
    if (marked.length > 1) yield reportDefaults(marked.map(({ metadata }) => metadata.name));
    const unserved = ingresses.filter((ingress) => !isServed(ingress, names, defaults));
    const planned =
      names.length === 0 ? 'an IngressClass; the cluster has none' : `one of ${names.join(', ')}`;
    for (const { metadata, spec } of unserved) {
      const { name, namespace = 'default' } = metadata;
      yield fail({
        subject: `class of ${formatTitle('Ingress', metadata)}`,
        components: spec.ingressClassName === CLASS ? [name, 'traefik'] : [name],
        found: spec.ingressClassName ?? 'no class, and no class is the default',
        ...{
          planned,
          next: formatKubectl('-n', namespace, 'patch', 'ingress', name, '--type=merge', '-p', PATCH),
        },
      });
    }
    const what = `${ingresses.length} ${ingresses.length === 1 ? 'Ingress' : 'Ingresses'}`;
    if (unserved.length === 0 && marked.length < 2)
      yield pass({ subject: what, found: 'each has a class', planned: 'each has a class' });
  },
};

/** Kubernetes rejects new Ingresses without a class while several classes are the default. */
function reportDefaults(names: readonly string[]) {
  const [first = ''] = names.filter((name) => name !== CLASS);
  return fail({
    subject: 'default IngressClasses',
    found: names.join(', '),
    planned: 'one default class',
    why: 'The API server rejects new Ingresses without a class.',
    next: formatKubectl('annotate', 'ingressclass', first, `${DEFAULT_CLASS}-`),
    proof: 'kubectl get ingressclass',
  });
}

/** The class that the manifests write. */
const CLASS = 'traefik';

const PATCH = JSON.stringify({ spec: { ingressClassName: CLASS } });

function isServed({ metadata, spec }: Ingress, names: readonly string[], defaults: boolean): boolean {
  const name = spec.ingressClassName ?? metadata.annotations?.[OLD_CLASS];
  return name === undefined
    ? defaults
    : names.includes(name) || metadata.annotations?.[OLD_CLASS] !== undefined;
}
