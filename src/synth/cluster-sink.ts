import type { Diagnostic } from '../diagnostics';
import type { ClusterFiles } from './cluster-files';
import type { CheckedProfile } from '../rules/check-profile';

/** Where rendered clusters go. */
export interface ClusterSink {
  /** Whether a cluster is there already as it would be written. */
  isUnchanged(file: string, content: string): boolean;
  /** What is to be said of a cluster that is there already as it would be written; undefined if it has to be. */
  unchanged(file: string, content: string): readonly Diagnostic[] | undefined;
  /** @param content of the profile that was checked */
  write(cluster: ClusterFiles, checked: CheckedProfile, content: string): void;
  /**
   * Takes over what another process wrote meanwhile.
   *
   * @param said a line for each of its clusters; undefined where it did not come to its end
   */
  adopt(said: readonly string[] | undefined): void;
  /**
   * @param refused number of clusters that cannot be written
   * @param isPart whether somebody else says what there is to say of all
   */
  finish(refused: number, isPart: boolean): void;
}
