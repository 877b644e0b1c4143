import type { Check } from './check';

/** Every check, in the order in which their findings are shown: from the wire up. */
export const CHECKS: readonly Check[] = [];
