import { takeDown } from '../../lab';
import type { CommandIo } from '../../diagnostics/command-io';

/** Removes a lab, or what an interrupted `lab up` has left. */
export async function labDown(cluster: string, io: CommandIo): Promise<number> {
  await takeDown(cluster, (line) => io.stderr.write(`${line}\n`));
  io.stderr.write(`the lab of ${cluster} is removed\n`);
  return 0;
}
