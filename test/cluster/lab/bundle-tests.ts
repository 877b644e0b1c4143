import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { CheckFinding } from '../../../src/verify';
import { findSecrets, plantSecrets, READ_PLACES, removeSecrets } from './bundle-secrets';
import { nodeNames } from './fail-over';
import { netstack } from './netstack';
import type { RunningLab } from './running-lab';

/** A report of verify, and how it ended. */
interface Report {
  readonly status: number;
  readonly findings: readonly CheckFinding[];
}

/** A bundle has the findings of its run, and no secret. */
export function describeBundle(lab: () => RunningLab): void {
  describe('a bundle', () => {
    const folder = mkdtempSync(join(tmpdir(), 'netstack-bundle-'));
    const file = join(folder, 'bundle.json');
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('leads to the findings of the run without the cluster', async () => {
      const live = readReport(await lab().verifyOutput('--format', 'json', '--bundle', file));
      expect(live.findings.length).toBeGreaterThan(20);
      expect(await verifyBundle(file)).toEqual(live);
    });

    it('leads to the findings of a fault, and contains none of the planted secrets', async () => {
      const [node = ''] = await nodeNames(lab());
      try {
        await plantSecrets(lab(), node);
        await lab().shell(node, 'sysctl -qw net.ipv4.ip_forward=0');
        const live = readReport(await lab().verifyOutput('--format', 'json', '--bundle', file));
        expect(live.findings.some(({ outcome }) => outcome === 'failed')).toBe(true);
        expect(await verifyBundle(file)).toEqual(live);
      } finally {
        await lab().shell(node, 'sysctl -qw net.ipv4.ip_forward=1');
        await removeSecrets(lab(), node);
      }
      const text = readFileSync(file, 'utf8');
      expect(findSecrets(text)).toEqual([]);
      expect(READ_PLACES.filter((place) => !text.includes(place))).toEqual([]);
    });
  });
}

async function verifyBundle(file: string): Promise<Report> {
  return readReport(await netstack('verify', '--from', file, '--format', 'json'));
}

function readReport({ status, stdout, stderr }: Awaited<ReturnType<typeof netstack>>): Report {
  if (stdout === '') throw new Error(`verify printed nothing on standard output:\n${stderr}`);
  return { status, findings: (JSON.parse(stdout) as { findings: readonly CheckFinding[] }).findings };
}
