import { describe, expect, it } from 'vitest';
import { eventually, formatFinding } from './expectations';
import type { Fault } from './fault';
import type { RunningLab } from './running-lab';

/** Seconds until a fault is seen. */
const PATIENCE = 60;

/** Seconds until it is seen to be gone: a router waits before it begins a session again. */
const HEALING = 240;

/** Plants each fault, and expects verify to name it: by the right check, at the right place, in words that help. */
export function describeFaults(faults: readonly Fault[], lab: () => RunningLab): void {
  if (faults.length === 0) return;
  describe('a fault is found and named, and silent again when it is healed', () => {
    it.each(faults)('$name', async (fault) => {
      const { check, target, says } = fault;
      await fault.plant(lab());
      try {
        await eventually(async () => {
          const failed = (await lab().verify('--only', check)).filter(({ outcome }) => outcome === 'failed');
          const there = failed.filter((finding) => finding.check === check && finding.target === target);
          expect(
            there.map((finding) => JSON.stringify(finding)).join('\n'),
            failed.map(formatFinding).join('\n'),
          ).toMatch(says);
        }, PATIENCE);
      } finally {
        await fault.heal(lab());
      }
      await eventually(async () => {
        const findings = await lab().verify('--only', check);
        expect(findings.filter(({ outcome }) => outcome === 'failed').map(formatFinding)).toEqual([]);
      }, HEALING);
    });
  });
}
