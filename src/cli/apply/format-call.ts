import { formatOwnCommand, listFolderOptions } from '../../terminal/own-command';
import type { AccessOptions } from './open-access';

/** The options of a call that lead to its cluster and its files. */
interface CallOptions extends AccessOptions {
  readonly profiles: string;
  readonly output: string;
}

/**
 * A command on the cluster of this call, with the options by which this call reaches it.
 *
 * @param named the cluster or profile, as the user named it
 */
export function formatCall(
  command: 'adopt' | 'apply',
  named: string,
  { ssh, kubeconfig, ...folders }: CallOptions,
): string {
  return formatOwnCommand(
    ...[command, named],
    ...(ssh === undefined ? [] : ssh === true ? ['--ssh'] : ['--ssh', ssh]),
    ...(kubeconfig === undefined ? [] : ['--kubeconfig', kubeconfig]),
    ...listFolderOptions(folders),
  );
}
