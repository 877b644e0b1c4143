import { realpathSync } from 'node:fs';
import { LabError } from '../errors';
import { run } from '../execution/run';
import type { K3sProgram } from './host-facts';
import { findProgram, isProgram } from './programs';

/** Where k3s may be told to be. */
export interface K3sChoice {
  /** As the call says. */
  readonly option?: string;
  /** As NETSTACK_K3S says. */
  readonly variable?: string;
}

/** The k3s that is asked for, or the one on PATH; undefined where there is none. */
export function locateK3s({ option, variable }: K3sChoice): string | undefined {
  const named = option ?? variable;
  if (named === undefined || named === '') return findProgram('k3s');
  if (!isProgram(named))
    throw new LabError(`"${named}" is no program: name the k3s binary that the nodes are to run`);
  return realpathSync(named);
}

/** The same, with what it says of itself. */
export async function findK3s(choice: K3sChoice): Promise<K3sProgram> {
  const path = locateK3s(choice);
  if (path === undefined) {
    throw new LabError(
      'there is no k3s on PATH: name one by --k3s or NETSTACK_K3S (https://github.com/k3s-io/k3s/releases)',
    );
  }
  const said = await run([path, '--version']);
  const [, version] = /^k3s version (v\d+\.\d+\.\d+\S*)/m.exec(said) ?? [];
  if (version === undefined) throw new LabError(`"${path}" is not k3s: "--version" says "${said.trim()}"`);
  return { path, version };
}
