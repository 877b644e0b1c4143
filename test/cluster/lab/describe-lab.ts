import { afterAll, beforeAll, describe, it } from 'vitest';
import { expectCleanDown } from './expectations';
import { hostState } from './host-state';
import { clusterName, RunningLab } from './running-lab';
import type { LabOptions } from './running-lab';
import { findMissingRequirement } from './requirements';

/**
 * Tests of one lab: it is made first, and taken down at the end, when the machine has to be as it was before.
 *
 * @param tests are given the lab by a function, since it is made after they are told
 */
export function describeLab(
  title: string,
  file: string,
  options: LabOptions,
  tests: (lab: () => RunningLab) => void,
): void {
  describe.skipIf(findMissingRequirement())(title, () => {
    let before: readonly string[] = [];
    let lab: RunningLab | undefined;

    beforeAll(async () => {
      before = await hostState(clusterName(file));
      lab = await RunningLab.up(file, options);
      console.log(`${title}: lab up in ${lab.seconds.toFixed(0)} s`);
    });

    tests(() => {
      if (lab === undefined) throw new Error('the lab was not made');
      return lab;
    });

    it('leaves nothing behind', async () => {
      const made = lab;
      lab = undefined;
      if (made !== undefined) await expectCleanDown(made, before);
    });

    // Where a test before it was interrupted.
    afterAll(() => lab?.down());
  });
}
