import type { Fault } from './fault';
import type { RunningLab } from './running-lab';

/** How a fault is planted and healed. */
export type Planting = Pick<Fault, 'plant' | 'heal'>;

/** Runs one shell script in a machine to plant, and another to heal. */
export function runScripts(machine: string, plant: string, heal: string): Planting {
  return { plant: (lab) => lab.shell(machine, plant), heal: (lab) => lab.shell(machine, heal) };
}

/** Inserts a rule of iptables before all others, and deletes it. */
export function insertRule(node: string, table: string, rule: string): Planting {
  return runScripts(node, `iptables -w -t ${table} -I ${rule}`, `iptables -w -t ${table} -D ${rule}`);
}

/** Adds rules or routes of `ip`, and deletes them in the opposite order. */
export function addByIp(node: string, ...entries: readonly string[]): Planting {
  const run = (action: string, list: readonly string[]) =>
    list.map((entry) => `ip ${entry.replace(' ', ` ${action} `)}`).join(' && ');
  return runScripts(node, run('add', entries), run('del', [...entries].reverse()));
}

/** As much of an object as a test writes. */
export interface PlantedObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

/** Creates an object, and deletes it. */
export function createObject(object: PlantedObject): Planting {
  const { kind, metadata } = object;
  const namespace = metadata.namespace === undefined ? [] : ['-n', metadata.namespace];
  return {
    plant: (lab) => lab.shell('client', `kubectl apply -f - <<'EOF'\n${JSON.stringify(object)}\nEOF`),
    heal: (lab) => lab.kubectl(...namespace, 'delete', kind, metadata.name, '--grace-period=1'),
  };
}

/** Patches an object, and patches it back. */
export function patchObject(
  namespace: string,
  object: string,
  [wrong, right]: readonly [object, object],
): Planting {
  const patch = (lab: RunningLab, value: object) =>
    lab.kubectl('-n', namespace, 'patch', object, '--type=merge', '-p', JSON.stringify(value));
  return { plant: (lab) => patch(lab, wrong), heal: (lab) => patch(lab, right) };
}

/** Applies a file that synth wrote. */
export function applyFile(lab: RunningLab, file: string): Promise<string> {
  return lab.kubectl('apply', '--server-side', '--force-conflicts', '-f', `${lab.manifests}/${file}`);
}

/** Waits until a workload runs as its object requires. */
export function waitForRollout(lab: RunningLab, namespace: string, workload: string): Promise<string> {
  return lab.kubectl('-n', namespace, 'rollout', 'status', workload, '--timeout=2m');
}
