import type { DelayedManifest } from '../layout/delayed-manifests';
import type { MachineFiles } from '../layout/node-files';
import type { GeneratedSecrets } from '../secrets/throw-away';
import type { LabDescription } from './lab';

/** What a lab is made from. */
export interface BringUp {
  readonly description: LabDescription;
  /** The files that synth wrote for the cluster: contents by path below its folder. */
  readonly output: MachineFiles;
  readonly secrets: GeneratedSecrets;
  /** The manifest of CRDs that the k3s of the lab does not package; empty where there are none. */
  readonly crds: string;
  /** Manifests that k3s is given only when the API server accepts them. */
  readonly delayed: readonly DelayedManifest[];
  /** The token that nodes join with. */
  readonly token: string;
  /**
   * Every node's `registries.yaml`, byte for byte. It may hold passwords, so it is not part of the description, which is
   * stored.
   *
   * @default - nodes pull from the registries that images name
   */
  readonly registries?: Uint8Array;
  /**
   * Whether the nodes are prepared machines: without node file and manifests, and with k3s not installed.
   *
   * @default false
   */
  readonly isBare?: boolean;
  /** The command that starts this program again, inside the router. */
  readonly program: readonly string[];
}
