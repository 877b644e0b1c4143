import type { NodePlan } from '../../plan';

/** How to restart k3s on a node: `on pi2: systemctl restart k3s-agent`. */
export function formatRestart({ name, role }: Pick<NodePlan, 'name' | 'role'>): string {
  return `on ${name}: systemctl restart ${formatUnit(role)}`;
}

/** The systemd unit of k3s on a node. */
export function formatUnit(role: NodePlan['role']): string {
  return role === 'server' ? 'k3s' : 'k3s-agent';
}
