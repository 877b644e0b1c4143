import type { KubernetesObject } from '../../kubernetes/kubernetes-object';
import type { Profile } from '../../profile/schema/profile';
import type { Immutable } from './derived';

/** A change of one rendered object. */
export type PatchPlan = Immutable<Profile['patches'][number]>;

/** An object of the user's own manifests. */
export interface OwnObject {
  /** The file, as the profile names it. */
  readonly file: string;
  readonly object: KubernetesObject;
}
