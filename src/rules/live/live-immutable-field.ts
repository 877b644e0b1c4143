import { pathOf } from '../../diagnostics';
import type { NetworkPlan } from '../../plan';
import { METALLB_NAMESPACE } from '../../plan';
import { findImmutableDifference, findInstaller, titleOf } from '../../running';
import type { RunningObject } from '../../running';
import { formatAdoptHint } from '../adopt-hint';
import type { LiveRule } from '../live-rule';

export const liveImmutableField: LiveRule = {
  id: 'live-immutable-field',
  severity: 'error',
  title: 'An object runs with another value in a field that Kubernetes cannot change',
  why: 'The API server rejects the rendered object, so that the apply stops in the middle of a file.',
  fix: 'Replace the running object by `netstack adopt`, which keeps its pods until their replacements run.',
  *compare({ plan, rendered, running }) {
    for (const object of rendered) {
      const current = running.find(object);
      const difference = current && findImmutableDifference(object, current);
      if (current === undefined || difference === undefined) continue;
      yield {
        path: pathOfObject(plan, current),
        message: `${titleOf(object)} runs with ${difference.field} "${difference.running}", and the profile renders "${difference.rendered}".`,
        hint: formatAdoptHint(plan, findInstaller(current, running)),
      };
    }
  },
};

/** The block of the profile that renders an object. */
function pathOfObject({ metallb, traefik, coredns }: NetworkPlan, { metadata }: RunningObject) {
  const isMetalLb = metadata.namespace === METALLB_NAMESPACE || metadata.name.startsWith(METALLB_NAMESPACE);
  if (metallb !== undefined && isMetalLb) return pathOf(metallb);
  return metadata.name.includes('coredns') ? pathOf(coredns) : pathOf(traefik);
}
