import type { NodePlan } from '../plan';
import type { CommandAction, ManualAction, StepHost, StepInput, Word } from './step';

/** A node of a plan as a host, at its first address. */
export function hostOf({ name, nodeIp }: NodePlan): StepHost {
  return { name, address: String(nodeIp[0]) };
}

/** A command on the operator's machine. */
export function run(...command: readonly Word[]): CommandAction {
  return { kind: 'command', command };
}

/** A command on a node, as root. */
export function runOn(on: StepHost, command: readonly Word[], input?: StepInput): CommandAction {
  return { kind: 'command', on, command, ...(input && { input }) };
}

/** An instruction for the operator. */
export function instruct(instruction: string, on?: StepHost): ManualAction {
  return { kind: 'manual', instruction, ...(on && { on }) };
}

/** Writes standard input to a file on a host, with mode 0600 and its folder. */
export function writeFileOn(on: StepHost, path: string, input: StepInput): CommandAction {
  return runOn(on, ['install', '-D', '-m', '600', '/dev/stdin', path], input);
}

export function waitForNode(name: string): CommandAction {
  return run('kubectl', 'wait', '--for=condition=Ready', `node/${name}`, '--timeout=5m');
}

/** A node that has just joined is not known at once. */
export function waitForNewNode(name: string, isReadyWithoutCni = true): readonly CommandAction[] {
  return [
    run('kubectl', 'wait', '--for=create', `node/${name}`, '--timeout=5m'),
    ...(isReadyWithoutCni ? [waitForNode(name)] : []),
  ];
}

/** `a`, `a and b`, `a, b and c`: names in a title. */
export { joinList as listNames } from '../diagnostics';
