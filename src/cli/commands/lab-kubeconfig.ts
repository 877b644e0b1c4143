import { Lab, LabError } from '../../lab';
import type { CommandIo } from '../../diagnostics/command-io';
import { formatOwnRootCommand } from '../../terminal/own-command';

/** Prints a lab's kubeconfig. It works inside the lab only, since it has an address of the lab's LAN. */
export function labKubeconfig(cluster: string, io: CommandIo): number {
  const kubeconfig = Lab.open(cluster).kubeconfig();
  if (kubeconfig === undefined) {
    throw new LabError(
      `the first server of ${cluster} has not started yet: run "${formatOwnRootCommand(['lab', 'status', cluster])}"`,
    );
  }
  io.stdout.write(kubeconfig);
  return 0;
}
