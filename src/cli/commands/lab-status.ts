import { expectedOf, Lab, LabObserver, missing, troubles } from '../../lab';
import type { CommandIo } from '../../diagnostics/command-io';

export interface LabStatusOptions {
  readonly format: 'human' | 'json';
}

/** What there is of a lab. */
interface Status {
  readonly cluster: string;
  readonly machines: readonly {
    readonly name: string;
    readonly up: boolean;
    readonly addresses: readonly string[];
  }[];
  /** What it still lacks; empty when it is as it is to be. */
  readonly missing: readonly string[];
  /** What may keep it so. */
  readonly troubles: readonly string[];
  readonly differences: readonly string[];
}

/** Says what of a lab runs. Status 1 where something does not. */
export async function labStatus(
  cluster: string,
  { format }: LabStatusOptions,
  io: CommandIo,
): Promise<number> {
  const lab = Lab.open(cluster);
  const status = await statusOf(lab);
  io.stdout.write(format === 'json' ? `${JSON.stringify(status, null, 2)}\n` : asText(status));
  return status.missing.length === 0 ? 0 : 1;
}

async function statusOf(lab: Lab): Promise<Status> {
  const observer = new LabObserver(lab);
  const state = await observer.state();
  observer.close();
  const { cluster, differences } = lab.layout;
  const machines = lab.machines.map(({ name, interfaces }) => ({
    ...{ name, up: lab.isUp(name) },
    addresses: interfaces.flatMap(({ addresses }) => addresses),
  }));
  const ended = machines.filter(({ up }) => !up).map(({ name }) => `machine ${name}, which has ended`);
  const lacking = state === undefined ? ['the API server to answer'] : missing(state, expectedOf(lab));
  return { cluster, machines, missing: [...ended, ...lacking], troubles: troubles(lab, state), differences };
}

function asText({ machines, missing, troubles, differences }: Status): string {
  return [
    ...machines.map(({ name, up, addresses }) => `${name}  ${up ? 'up' : 'ended'}  ${addresses.join(' ')}`),
    ...(missing.length === 0 ? ['everything runs'] : missing.map((line) => `waiting for ${line}`)),
    ...troubles.map((line) => `  ${line}`),
    ...differences.map((line) => `not as on hardware: ${line}`),
    '',
  ].join('\n');
}
