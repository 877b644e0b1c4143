import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf, Lab, LabError, labNames, labsPath } from '../../lab';
import { cgroupHierarchies } from '../../lab/host/cgroups';
import { cgroupName } from '../../lab/layout/folders';
import { formatOwnRootCommand } from '../../terminal/own-command';

/** The mounts that this process sees, control groups among them. */
const MOUNTS = '/proc/self/mountinfo';

/**
 * The running lab of a cluster; undefined where there is none.
 *
 * @throws LabError where one runs and only root can read its folder
 */
export function findRunningLab(cluster: string, mounts = MOUNTS): Lab | undefined {
  if (!canReadLabs()) {
    if (!hasCgroup(cluster, mounts)) return undefined;
    const command = formatOwnRootCommand(['verify', cluster]);
    throw new LabError(
      `a lab of ${cluster} runs on this machine, and only root can read ${labsPath()}: run "${command}", or name the real cluster by --ssh or --kubeconfig`,
    );
  }
  if (!labNames().includes(cluster)) return undefined;
  const lab = Lab.open(cluster);
  return lab.layout.nodes.some(({ name }) => lab.isUp(name)) ? lab : undefined;
}

/** Labs that do not exist can be read: there are none. */
function canReadLabs(): boolean {
  try {
    readdirSync(labsPath());
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EACCES';
  }
}

/** Every user can list cgroups, and a lab has its own for as long as it exists. */
function hasCgroup(cluster: string, mounts: string): boolean {
  const name = cgroupName(folderOf(cluster));
  const text = existsSync(mounts) ? readFileSync(mounts, 'utf8') : '';
  return cgroupHierarchies(text).some(({ path }) => existsSync(join(path, name)));
}
