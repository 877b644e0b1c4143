import type { ObjectMeta } from '../../kubernetes/api-object';
import type { NetworkPlan } from '../../plan';

/** Words in the names of objects, and the component that the objects belong to. */
const COMPONENTS: readonly (readonly [RegExp, string])[] = [
  [/metallb|frr-?k8s/, 'metallb'],
  [/coredns|kube-dns/, 'coredns'],
  [/traefik/, 'traefik'],
  [/svclb|servicelb/, 'servicelb'],
];

/** The components that an object belongs to, by its namespace and name; undefined: unknown. */
export function findComponents(
  { samples, traefik }: NetworkPlan,
  { name, namespace = '' }: ObjectMeta,
): readonly string[] | undefined {
  const named = COMPONENTS.filter(([pattern]) => pattern.test(`${namespace} ${name}`)).map(([, one]) => one);
  if (namespace === traefik.namespace && namespace !== 'kube-system') named.push('traefik');
  const own = samples.filter((sample) => sample.namespace === namespace && name.includes(sample.name));
  const all = [...new Set([...named, ...own.map((sample) => sample.name)])];
  return all.length === 0 ? undefined : all;
}
