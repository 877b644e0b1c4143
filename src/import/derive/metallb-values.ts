import type { ProfileInput } from '../../profile/schema/profile';

/** The profile's `metallb` block. */
export type MetalLbValues = NonNullable<ProfileInput['metallb']>;
