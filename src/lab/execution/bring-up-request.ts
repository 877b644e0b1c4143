import type { DelayedManifest } from '../layout/delayed-manifests';
import type { Files } from '../layout/node-files';
import type { ThrowAwaySecrets } from '../secrets/throw-away';
import type { LabDescription } from './lab';

/** What a lab is made from, beyond its description. */
export interface BringUp {
  readonly description: LabDescription;
  /** What synth wrote for the cluster: contents by path below its folder. */
  readonly output: Files;
  readonly secrets: ThrowAwaySecrets;
  /** Manifests that k3s is given only when the API server accepts them. */
  readonly delayed: readonly DelayedManifest[];
  /** The nodes' shared secret. */
  readonly token: string;
  /**
   * Every node's `registries.yaml`, byte for byte. Here and not in the description, which is kept: it may hold passwords.
   *
   * @default - nodes pull from the registries that images name
   */
  readonly registries?: Uint8Array;
  /** Words that start this program again, inside the router. */
  readonly program: readonly string[];
}
