import type { Diagnostic } from '../network';
import type { ClusterFiles } from '../synth/cluster-files';
import type { CheckedProfile } from './profiles';

/** Where rendered clusters go. */
export interface ClusterSink {
  /** What is to be said of a cluster that is there already as it would be written; undefined if it has to be. */
  unchanged(file: string, content: string): readonly Diagnostic[] | undefined;
  /** @param content of the profile that was checked */
  write(cluster: ClusterFiles, checked: CheckedProfile, content: string): void;
  /** @param refused number of clusters that cannot be written */
  finish(refused: number): void;
}
