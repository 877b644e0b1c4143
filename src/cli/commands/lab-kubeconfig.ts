import { Lab, LabError } from '../../lab';
import type { CommandIo } from '../../diagnostics/command-io';

/** Prints a lab's kubeconfig. Its address is one of the lab's LAN: it serves inside the lab. */
export function labKubeconfig(cluster: string, io: CommandIo): number {
  const kubeconfig = Lab.open(cluster).kubeconfig();
  if (kubeconfig === undefined) {
    throw new LabError(
      `the first server of ${cluster} has not started: see "netstack lab status ${cluster}"`,
    );
  }
  io.stdout.write(kubeconfig);
  return 0;
}
