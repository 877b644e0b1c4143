import type { ProfilePath } from '../../diagnostics/profile-path';

/** A zone that the profile gives to something else than the cluster's own DNS. */
export interface OwnZone {
  readonly zone: string;
  /** As a message names it: `the forward of home.arpa`. */
  readonly title: string;
  /** Where the zone is written. */
  readonly path: ProfilePath;
  /**
   * Whether its server block has the plugin `kubernetes`, which answers for Services too.
   *
   * @default false
   */
  readonly hasKubernetes?: boolean;
}
