import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BringUp, Lab, LabState, WaitOptions } from '../../lab';
import { LabError, tryRun, waitForAll, waitForNodes, waitForServer } from '../../lab';
import { listApplyCommands } from '../../steps';
import type { Manifest } from '../../synth/render-chart';
import { quoteCommand } from '../../terminal/quote-command';

/** Manifests for a lab, and where synth wrote them. */
export interface LabManifests {
  readonly manifests: readonly Manifest[];
  /** The folder that synth wrote clusters to. */
  readonly folder: string;
}

/**
 * Applies a cluster's manifests the way that was asked for, and waits until everything runs that can. Returns the state
 * of the lab then.
 */
export async function applyManifests(
  lab: Lab,
  { description, delayed, crds }: BringUp,
  given: LabManifests,
  options: WaitOptions,
): Promise<LabState | undefined> {
  const byKubectl = description.apply === 'kubectl';
  if (byKubectl || description.standInCni !== undefined) await waitForNodes(lab, options);
  await saveKubeconfig(lab, options);
  if (byKubectl) await applyByKubectl(lab, given, crds !== '', options);
  return waitForAll(lab, options, delayed);
}

async function saveKubeconfig(lab: Lab, options: WaitOptions): Promise<void> {
  await waitForServer(lab, options);
  writeFileSync(lab.folder.kubeconfig, lab.kubeconfig() ?? '', { mode: 0o600 });
}

async function applyByKubectl(
  lab: Lab,
  { manifests, folder }: LabManifests,
  hasCrds: boolean,
  { say }: WaitOptions,
): Promise<void> {
  const machine = lab.layout.client ?? lab.layout.router;
  const commands = [
    ...(hasCrds ? [['kubectl', 'apply', '-f', lab.folder.crds]] : []),
    ...listApplyCommands(manifests, join(folder, lab.layout.cluster)),
    ...(lab.layout.secrets.length + lab.layout.configMaps.length > 0
      ? [['kubectl', 'apply', '-f', lab.folder.secrets]]
      : []),
  ];
  for (const words of commands) {
    say(quoteCommand(words));
    const { status, stdout, stderr } = await tryRun(
      lab.words(machine.name, ['env', `--chdir=${process.cwd()}`, ...words]),
    );
    if (status !== 0) throw new LabError(`"${quoteCommand(words)}" failed: ${stderr || stdout}`);
  }
}
