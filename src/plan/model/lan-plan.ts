import type { Address } from '../../address';
import type { Profile } from '../../profile/schema/profile';
import type { Derived, Immutable } from './derived';

/** The network that the nodes' own addresses are in. */
export type LanPlan = Derived<
  Profile['lan'],
  {
    /** The router, one for each family at most. */
    readonly gateway: readonly Address[];
  }
>;

/** Addresses that something else than the cluster assigns or uses. */
export type ReservedRange = Immutable<Profile['lan']['reserved'][number]>;
