import type { ApiObject } from '../kubernetes/api-object';
import type { RunningObject } from './running-object';

/** A field that Kubernetes does not change, with a value that differs from the rendered one. */
export interface ImmutableDifference {
  /** `spec.selector` */
  readonly field: string;
  readonly running: string;
  readonly rendered: string;
}

/** The immutable field of each kind that k3s-netstack renders. */
const FIELDS: Readonly<Record<string, (object: RunningObject) => readonly [string, unknown]>> = {
  Deployment: ({ spec }) => ['spec.selector', spec?.selector],
  DaemonSet: ({ spec }) => ['spec.selector', spec?.selector],
  StatefulSet: ({ spec }) => ['spec.selector', spec?.selector],
  IngressClass: ({ spec }) => ['spec.controller', spec?.controller],
  RoleBinding: ({ roleRef }) => ['roleRef', roleRef],
  ClusterRoleBinding: ({ roleRef }) => ['roleRef', roleRef],
};

/** Finds what keeps a rendered object from being applied over the running one. */
export function findImmutableDifference(
  rendered: ApiObject,
  running: RunningObject,
): ImmutableDifference | undefined {
  const read = FIELDS[rendered.kind];
  if (read === undefined) return undefined;
  const [field, before] = read(running);
  const [, after] = read(rendered);
  if (formatValue(before) === formatValue(after)) return undefined;
  return { field, running: formatValue(before), rendered: formatValue(after) };
}

/** A value on one line, keys in alphabetical order: `app=metallb, component=speaker`. */
function formatValue(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { matchLabels = value } = value as { readonly matchLabels?: object };
  return Object.entries(matchLabels)
    .filter(([key]) => key !== 'apiGroup')
    .map(([key, one]) => `${key}=${typeof one === 'string' ? one : JSON.stringify(one)}`)
    .sort()
    .join(', ');
}
