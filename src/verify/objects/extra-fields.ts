import type { ObjectDifference } from './differences';
import type { ApiObject } from './live-objects';
import { isNamed } from './live-objects';
import { formatValue } from './values';

/** The fields that one client of the API server has set, as Kubernetes records them. */
interface ManagedFields {
  readonly manager?: string;
  /** `status` and other parts that controllers write. */
  readonly subresource?: string;
  readonly fieldsV1?: FieldSet;
}

/** Keys are `f:name`, `k:{...}` for a list item, `v:...` for a list value, and `.` for the object itself. */
interface FieldSet {
  readonly [key: string]: FieldSet;
}

type LiveObject = ApiObject & {
  readonly metadata: ApiObject['metadata'] & { readonly managedFields?: readonly ManagedFields[] };
};

/** The schema of a custom resource, as its CRD contains it. */
export interface CrdSchema {
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, CrdSchema>>;
  readonly items?: CrdSchema;
}

/** Kinds whose fields controllers write too. */
const CONTROLLED = new Set([
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
  'Secret',
  'Namespace',
]);

/** Clients that write fields automatically: controllers of Kubernetes, k3s and MetalLB. */
const CONTROLLERS =
  /^(?:k3s|deploy@|helm|kube-controller-manager|kube-scheduler|kubelet|speaker|controller|traefik)/;

/** The kubectl commands that change objects by hand; they apply no manifest. */
const BY_HAND = /^kubectl-(?:annotate|edit|label|patch|scale|set)$/;

/** Defaults of the API server for fields of Services and workloads: a client that removes a value owns the default. */
const DEFAULTS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['spec.allocateLoadBalancerNodePorts', true],
  ['spec.externalTrafficPolicy', 'Cluster'],
  ['spec.internalTrafficPolicy', 'Cluster'],
  ['spec.sessionAffinity', 'None'],
  ['spec.revisionHistoryLimit', 10],
]);

/** k3s imports every key of this ConfigMap into CoreDNS, the users' keys too. */
const CUSTOM = { name: 'coredns-custom', namespace: 'kube-system' };

/** Annotations that decide where traffic goes. */
const TRAFFIC = /^f:(?:traefik\.ingress\.kubernetes\.io|metallb\.io|metallb\.universe\.tf)\//;

/** Metadata and status belong to controllers, except for annotations of Traefik and MetalLB. */
function isCompared([first, second, third = '']: readonly string[]): boolean {
  if (first === 'f:metadata') return second === 'f:annotations' && TRAFFIC.test(third);
  return first !== 'f:status';
}

/** `kubectl rollout restart` writes this annotation. */
const RESTARTED = 'kubectl.kubernetes.io/restartedAt';

/**
 * Fields of a live object that its manifest does not contain and that another client than the one that applied the
 * manifest has set: by `kubectl edit` or `kubectl patch`. Defaults have no such owner.
 */
export function findExtraFields(
  planned: object,
  live: ApiObject,
  schema?: CrdSchema,
): readonly ObjectDifference[] {
  if (CONTROLLED.has(live.kind) || isNamed(live, CUSTOM.name, CUSTOM.namespace)) return [];
  const managed = ((live as LiveObject).metadata.managedFields ?? []).filter(
    (one) => one.subresource === undefined,
  );
  const owned = managed.map(({ manager = '', fieldsV1 = {} }) => {
    const paths = listPaths(fieldsV1)
      .flatMap((path) => expandMap(path, readPath(live, path)))
      .filter(isCompared);
    return {
      manager,
      extra: paths.filter((path) => readPath(planned, path) === undefined),
      count: paths.length,
    };
  });
  const applied = Math.max(0, ...owned.map(({ count, extra }) => count - extra.length));
  const fields = owned
    .filter(
      ({ manager, count, extra }) =>
        BY_HAND.test(manager) || (!CONTROLLERS.test(manager) && count - extra.length < applied),
    )
    .flatMap(({ manager, extra }) => extra.map((path) => ({ manager, path })));
  return fields
    .filter(({ path }) => {
      const value = readPath(live, path);
      const isDefault = [findDefault(schema, path), DEFAULTS.get(formatFieldPath(path))].includes(value);
      return value !== undefined && !isDefault && !path.includes(`f:${RESTARTED}`);
    })
    .map(({ manager, path }) => ({
      path: formatFieldPath(path),
      found: `${formatValue(readPath(live, path))}, set by ${manager}`,
      planned: 'not set',
    }));
}

/** The default of a field in the schema of its kind; undefined where it has none. */
function findDefault(schema: CrdSchema | undefined, path: readonly string[]): unknown {
  const field = path.reduce<CrdSchema | undefined>(
    (current, key) => (key.startsWith('f:') ? current?.properties?.[key.slice(2)] : current?.items),
    schema,
  );
  return field?.default;
}

/** The paths of all leaves. */
function listPaths(fields: FieldSet, path: readonly string[] = []): readonly (readonly string[])[] {
  const keys = Object.keys(fields).filter((key) => key !== '.');
  if (keys.length === 0) return path.length === 0 ? [] : [path];
  return keys.flatMap((key) => listPaths(fields[key] ?? {}, [...path, key]));
}

/** A map with one owner, such as a node selector: the API server records it without its keys. */
function expandMap(path: readonly string[], value: unknown): readonly (readonly string[])[] {
  const keys = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  return keys.length === 0 ? [path] : keys.map((key) => [...path, `f:${key}`]);
}

/** The value at a path; undefined where there is none. */
function readPath(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((current, key) => {
    if (current === undefined || current === null) return undefined;
    if (key.startsWith('f:')) return (current as Record<string, unknown>)[key.slice(2)];
    if (!Array.isArray(current)) return undefined;
    const wanted = JSON.parse(key.slice(2)) as unknown;
    if (key.startsWith('v:')) return (current as unknown[]).find((item) => item === wanted);
    const entries = Object.entries(wanted as Record<string, unknown>);
    // The API server adds the protocol of a port to its key.
    return (current as Record<string, unknown>[]).find((item) =>
      entries.every(([name, one]) => item[name] === one || (name === 'protocol' && item[name] === undefined)),
    );
  }, value);
}

function formatFieldPath(path: readonly string[]): string {
  return path
    .map((key) => (key.startsWith('f:') ? key.slice(2) : `[${key.slice(2)}]`))
    .join('.')
    .replaceAll('.[', '[');
}
