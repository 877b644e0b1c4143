import type { ApiObject } from '../../kubernetes/api-object';
import { isMap } from '../observed/fields';
import type { ObservedObject } from '../observed/observed-network';

/**
 * Leaves out the address families that the API server has assigned to Services. A Service without `ipFamilies` gets those
 * of the cluster, its primary one first, and then looks as if its manifest had them. The Service `kubernetes` has the
 * primary family only.
 */
export function withoutAssignedFamilies(objects: readonly ObservedObject[]): readonly ObservedObject[] {
  const [primary] = familiesOf(objects.find(({ title }) => title === 'Service default/kubernetes')?.object);
  if (primary === undefined) return objects;
  return objects.map((observed) => {
    if (observed.kind !== 'Service' || !isAssigned(observed.object, primary)) return observed;
    return observed.withSpec({ ...specOf(observed.object), ipFamilies: undefined });
  });
}

/** Only the API server sets `clusterIPs`. */
function isAssigned(object: ApiObject, primary: string): boolean {
  return Array.isArray(specOf(object)['clusterIPs']) && familiesOf(object)[0] === primary;
}

function familiesOf(object: ApiObject | undefined): readonly string[] {
  const families = object && specOf(object)['ipFamilies'];
  return Array.isArray(families) ? families.map(String) : [];
}

function specOf(object: ApiObject): Readonly<Record<string, unknown>> {
  const { spec } = object as { spec?: unknown };
  return isMap(spec) ? spec : {};
}
