import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectOutput, netstack } from '../lab/netstack';
import { IMAGE_OPTIONS, findMissingRequirement } from '../lab/requirements';

const CLUSTER = 'pikube-test';

/** Stands in for k3s's install script, which needs systemd and the k3s releases: the lab's nodes have the binary. */
const INSTALL_SCRIPT = `#!/bin/sh
set -e
[ "$INSTALL_K3S_VERSION" ]
unit=k3s
[ "$INSTALL_K3S_EXEC" = server ] || unit=k3s-agent
[ "$unit" = k3s ] || [ -s "$K3S_TOKEN_FILE" ]
rm /run/k3s.absent
exec systemctl start "$unit"
`;

describe.skipIf(findMissingRequirement())('prepared machines', () => {
  it('are a verified cluster after one command, in at most 1.3 times of lab up', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'netstack-fresh-'));
    const file = join(folder, `${CLUSTER}.yaml`);
    const dist = join(folder, 'dist');
    copyFileSync('profiles/pikube.yaml', file);
    expectOutput(await netstack('synth', file, '--output', dist), 'synth');
    const up = (...options: readonly string[]) =>
      netstack('lab', 'up', file, '--output', dist, ...options, ...IMAGE_OPTIONS);
    try {
      const whole = await measure(async () => expectOutput(await up('--apply', 'kubectl'), 'lab up'));
      expectOutput(await netstack('lab', 'down', CLUSTER), 'lab down');
      const bare = await measure(async () => expectOutput(await up('--bare'), 'lab up --bare'));
      const applied = await measure(async () => {
        const output = await netstack('apply', file, '--yes', ...prepareFiles(folder));
        expectOutput(output, 'apply');
        expect(output.stderr).toContain('applied');
      });
      console.log(`lab up ${whole} s; prepared in ${bare} s, applied and verified in ${applied} s`);
      expect(expectOutput(await netstack('verify', file, '--output', dist), 'verify')).not.toBe('');
      expect(applied).toBeLessThan(whole * 1.3);
    } finally {
      await netstack('lab', 'down', CLUSTER);
    }
  });
});

/** The install script, a token, and the certificate of the sample. */
function prepareFiles(folder: string): readonly string[] {
  const secrets = join(folder, 'secrets');
  mkdirSync(secrets);
  const [key, crt] = [join(secrets, 'whoami-tls.key'), join(secrets, 'whoami-tls.crt')];
  const host = 'whoami.home.arpa';
  const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const names = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
  expect(spawnSync('openssl', [...words, ...names, '-keyout', key, '-out', crt]).status).toBe(0);
  const script = join(folder, 'k3s-install.sh');
  writeFileSync(script, INSTALL_SCRIPT);
  return ['--install-script', script, '--secrets', secrets];
}

async function measure(task: () => Promise<unknown>): Promise<number> {
  const start = Date.now();
  await task();
  return Math.round((Date.now() - start) / 1000);
}
