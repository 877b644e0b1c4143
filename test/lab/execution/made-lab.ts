import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BringUp } from '../../../src/lab/execution/bring-up-request';
import type { LabDescription } from '../../../src/lab/execution/lab';
import { Lab } from '../../../src/lab/execution/lab';
import { labFolder } from '../../../src/lab/layout/folders';
import type { LabRequest } from '../../../src/lab/layout/lab-layout';
import { planOf } from '../../plan-of';
import { ABLE_HOST, k3sOf, layoutOf } from '../host-of';

/** A server and an agent. */
export const TWO = `
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24, gateway: 10.0.0.1 }
nodes:
  - { name: one, role: server, nodeIp: 10.0.0.11 }
  - { name: two, role: agent, nodeIp: 10.0.0.12 }
`;

/** What a lab of two nodes is made from. */
export function requestOf(more: Partial<BringUp> = {}, request: Partial<LabRequest> = {}): BringUp {
  const plan = planOf(TWO, 'home');
  return {
    description: {
      ...{ layout: layoutOf(plan, request), host: ABLE_HOST, k3s: k3sOf(plan) },
      ...{ apply: 'auto-deploy', addons: {} },
    },
    output: {},
    secrets: { manifest: '', passwords: new Map() },
    crds: '',
    delayed: [],
    token: 'secret',
    program: ['netstack'],
    ...more,
  };
}

/** The folder of a lab, with its description in it and no machine. */
export function madeLab(labs: string, description: LabDescription): Lab {
  const folder = labFolder(join(labs, description.layout.cluster));
  mkdirSync(folder.path, { recursive: true });
  writeFileSync(folder.description, JSON.stringify(description));
  return Lab.open(description.layout.cluster, labs);
}
