import { readFileSync } from 'node:fs';
import type { NetworkPlan } from '../../plan';
import { formatSudo, isRoot } from '../../terminal/own-command';
import { cgroupHierarchies } from './cgroups';
import { missingPrograms, missingText, neededPrograms } from './needed-programs';

/** What a user asks of a lab that this machine has to have something for. */
export interface HostNeeds {
  readonly plan: NetworkPlan;
  /** Whether the lab has a way out. */
  readonly egress: boolean;
}

/** Everything about this machine that prevents a lab, one line each; empty where one can be made. */
export function findHostProblems({ plan, egress }: HostNeeds): readonly string[] {
  if (process.platform !== 'linux') return ['a lab consists of Linux namespaces and needs Linux'];
  const missing = missingText(missingPrograms(neededPrograms(plan, egress)));
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8');
  return [
    ...(isRoot() ? [] : [`a lab needs root: run the same command with "${formatSudo()}"`]),
    ...(missing === undefined ? [] : [missing]),
    ...(cgroupHierarchies(mounts).length > 0 ? [] : ['no cgroups are mounted, and k3s needs them']),
  ];
}
