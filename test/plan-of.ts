import type { NetworkPlan } from '../src/plan';
import { loadProfile } from '../src/plan/load-profile';

/** The smallest profile there is. */
export const MINIMAL = `
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24 }
nodes:
  - { name: one, role: server, nodeIp: 10.0.0.11 }
`;

/** The plan of a profile's text; a profile that does not parse fails the test. */
export function planOf(text: string, cluster = 'test'): NetworkPlan {
  const { plan, diagnostics } = loadProfile(`${cluster}.yaml`, text);
  if (plan === undefined || diagnostics.length > 0) {
    throw new Error(diagnostics.map(({ line, path, message }) => `${line} ${path}: ${message}`).join('\n'));
  }
  return plan;
}
