import { realpathSync } from 'node:fs';
import { visible } from '../../terminal/visible';
import { LabError } from '../errors';
import { run } from '../execution/run';
import type { K3sBinary } from './host-facts';
import { findProgram, isExecutable } from './programs';

/** Paths of k3s that the user may have named. */
export interface K3sChoice {
  /** `--k3s`. */
  readonly option?: string;
  /** `NETSTACK_K3S`. */
  readonly variable?: string;
}

/** The path of the named k3s, or of the one on PATH; undefined where there is none. */
export function locateK3s({ option, variable }: K3sChoice): string | undefined {
  const named = option ?? variable;
  if (named === undefined || named === '') return findProgram('k3s');
  if (!isExecutable(named))
    throw new LabError(
      `"${visible(named)}" is not an executable file: name the k3s binary that the nodes run`,
    );
  return realpathSync(named);
}

/** The same, with its version. */
export async function findK3s(choice: K3sChoice): Promise<K3sBinary> {
  const path = locateK3s(choice);
  if (path === undefined) {
    throw new LabError(
      'k3s is not on PATH: name a binary by --k3s or NETSTACK_K3S (https://github.com/k3s-io/k3s/releases)',
    );
  }
  const printed = await run([path, '--version']);
  const [, version] = /^k3s version (v\d+\.\d+\.\d+\S*)/m.exec(printed) ?? [];
  if (version === undefined)
    throw new LabError(`"${visible(path)}" is not k3s: "--version" prints "${visible(printed.trim())}"`);
  return { path, version };
}
