import { takeDown } from '../../lab';
import type { CommandIo } from '../../diagnostics/command-io';

/** Removes a lab, or what is left of one. */
export async function labDown(cluster: string, io: CommandIo): Promise<number> {
  await takeDown(cluster, (line) => io.stderr.write(`${line}\n`));
  io.stderr.write(`the lab of ${cluster} is gone\n`);
  return 0;
}
