import type { ProfileInput } from '../../profile/schema/profile';
import type { ObservedObject } from '../observed/observed-network';
import type { ImportContext } from './context';

type NetworkPolicies = NonNullable<ProfileInput['networkPolicies']>;

/** The parts of a profile on which the NetworkPolicies depend. */
type Enforcement = Pick<ProfileInput, 'networkPolicy' | 'flannel' | 'coredns'>;

/** Which pods have NetworkPolicies of k3s-netstack; nothing where it is as usual. */
export function importNetworkPolicies(context: ImportContext, imported: Enforcement): NetworkPolicies {
  const policies = context.objects('NetworkPolicy', 'networking.k8s.io').filter(({ isOurs }) => isOurs);
  const byDefault = imported.networkPolicy !== false && imported.flannel?.backend !== 'none';
  const components = hasComponentPolicies(context, policies, imported);
  return {
    ...(components !== undefined && components !== byDefault && { components }),
    ...(policies.some(isOfSample) && { samples: true }),
  };
}

/** Undefined where no installed component would have one. */
function hasComponentPolicies(
  context: ImportContext,
  policies: readonly ObservedObject[],
  { coredns }: Enforcement,
): boolean | undefined {
  if (policies.some((policy) => !isOfSample(policy))) return true;
  const workloads = [...context.objects('Deployment', 'apps'), ...context.objects('DaemonSet', 'apps')];
  const hasSnippets = (coredns?.snippets ?? []).length > 0;
  const selectable = workloads.some(
    (workload) => workload.isOurs && canHavePolicy(workload, hasSnippets) && !isOfSample(workload),
  );
  return selectable ? false : undefined;
}

function isOfSample(object: ObservedObject): boolean {
  return /^(?:http|dns)-sample$/.test(object.label('app.kubernetes.io/name') ?? '');
}

/** Not pods in the network of their node, and not CoreDNS with snippets, which may open further ports. */
function canHavePolicy({ name, fields }: ObservedObject, hasSnippets: boolean): boolean {
  const pod = fields.at('spec').at('template').at('spec');
  return pod.take('hostNetwork') !== true && !(name === 'coredns-standalone' && hasSnippets);
}
