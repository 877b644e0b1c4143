import { AGENT_CHANGES } from './agent-changes';
import type { HarmfulChange } from './harmful-change';
import { OTHER_CHANGES } from './other-changes';
import { SERVER_CHANGES } from './server-changes';

/** Every change that the automatic return is proven with. */
export const HARMFUL_CHANGES: readonly HarmfulChange[] = [
  ...SERVER_CHANGES,
  ...AGENT_CHANGES,
  ...OTHER_CHANGES,
];
