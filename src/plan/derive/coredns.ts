import { freezeWithPath, pathOf } from '../../diagnostics';
import { extend } from '../../evaluation/unparsed';
import type { Profile } from '../../profile/schema/profile';
import type { K3sFacts } from '../../releases';
import { VERSIONS } from '../../versions';
import type { CoreDnsPlan } from '../model/coredns-plan';

export function deriveCoreDns({ coredns }: Profile, k3s: () => K3sFacts): CoreDnsPlan {
  const plan = extend(coredns, {
    version: () => (coredns.mode === 'standalone' ? VERSIONS.coredns : k3s().corednsVersion),
    replicas: () => coredns.replicas ?? 1,
  });
  return freezeWithPath(plan, pathOf(coredns));
}
