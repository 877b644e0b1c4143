import { describeExpectedState, findTroubles, Lab, LabObserver } from '../../lab';
import type { CommandIo } from '../../diagnostics/command-io';
import { visible } from '../../terminal/visible';
import type { Outcome } from '../lab/outcome';
import { INCOMPLETE, judge } from '../lab/outcome';

/** The options of `netstack lab status`. */
export interface LabStatusOptions {
  readonly format: 'human' | 'json';
}

/** The state of a lab. */
interface LabStatus extends Omit<Outcome, 'status'> {
  readonly cluster: string;
  readonly machines: readonly {
    readonly name: string;
    readonly up: boolean;
    readonly addresses: readonly string[];
  }[];
  /** What may prevent the lab from becoming ready. */
  readonly troubles: readonly string[];
  readonly differences: readonly string[];
}

/** Prints the state of a lab. Returns the exit status, which is that of the outcome. */
export async function labStatus(
  cluster: string,
  { format }: LabStatusOptions,
  io: CommandIo,
): Promise<number> {
  const { status, ...report } = await readStatus(Lab.open(cluster));
  io.stdout.write(format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : formatStatus(report));
  return status;
}

async function readStatus(lab: Lab): Promise<LabStatus & Pick<Outcome, 'status'>> {
  const observer = new LabObserver(lab);
  const state = await observer.state();
  observer.close();
  const { cluster, differences } = lab.layout;
  const machines = lab.machines.map(({ name, interfaces }) => ({
    ...{ name, up: lab.isUp(name) },
    addresses: interfaces.flatMap(({ addresses }) => addresses),
  }));
  const down = machines.filter(({ up }) => !up).map(({ name }) => `machine ${name}, which is down`);
  const { status, missing, unstartable } = judge(state, describeExpectedState(lab));
  return {
    status: down.length > 0 ? INCOMPLETE : status,
    ...{ cluster, machines, missing: [...down, ...missing], unstartable },
    ...{ troubles: findTroubles(lab, state), differences },
  };
}

function formatStatus({ machines, missing, unstartable, troubles, differences }: LabStatus): string {
  const complete = unstartable.length === 0 ? 'everything runs' : 'everything else runs';
  const lines = [
    ...machines.map(({ name, up, addresses }) => `${name}  ${up ? 'up' : 'down'}  ${addresses.join(' ')}`),
    ...unstartable.map((line) => `cannot start: ${line}`),
    ...(missing.length === 0 ? [complete] : missing.map((line) => `waiting for ${line}`)),
    ...troubles.map((line) => `  ${line}`),
    ...differences.map((line) => `not as on hardware: ${line}`),
  ];
  return `${lines.map(visible).join('\n')}\n`;
}
