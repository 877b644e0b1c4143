import { findMissingRequirement } from './requirements';

/** Before the tests: one line says why they are left out, where they are. */
export default function sayLeftOut(): void {
  const why = findMissingRequirement();
  if (why !== undefined) console.log(`The tests on a real k3s are left out: ${why}.`);
}
