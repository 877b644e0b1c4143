import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SecondProcess } from '../../src/synth/second-process';

const COUNT = 420;

const root = mkdtempSync(join(tmpdir(), 'netstack-fleet-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function profiles(): string {
  const folder = join(root, 'profiles');
  mkdirSync(folder);
  for (let index = 0; index < COUNT; index += 1) {
    const network = networkOf(index);
    const lan = `lan: { cidr: ${network}.0/24, gateway: ${network}.1 }`;
    // One is refused, in the half that the second process has.
    const node = index === COUNT - 2 ? '10.9.9.9' : `${network}.11`;
    const text = `k3sVersion: v1.37.1+k3s1\n${lan}\nnodes:\n  - { name: one, role: server, nodeIp: ${node} }\n`;
    writeFileSync(join(folder, `store-${String(index).padStart(3, '0')}.yaml`), text);
  }
  return folder;
}

/** 10.0.0, 10.0.1 */
function networkOf(index: number): string {
  return `10.${index >> 8}.${index & 255}`;
}

function synth(folder: string, ...options: readonly string[]) {
  const output = join(folder, '../dist');
  const words = ['bin/netstack.js', 'synth', '--profiles', folder, '--output', output, ...options];
  return spawnSync(process.execPath, words, { encoding: 'utf8' });
}

describe.skipIf(availableParallelism() < 2)('a second process', () => {
  it('writes half of a large fleet; messages and index are those of one process', () => {
    expect(SecondProcess.isWorthIt(COUNT)).toBe(true);
    const folder = profiles();
    const first = synth(folder);
    expect(first.status).toBe(1);
    const lines = first.stderr.split('\n').filter((line) => / node file, /.test(line));
    const names = lines.map((line) => line.slice(0, line.indexOf(':')));
    expect(names).toEqual([...names].sort());
    expect(names).toHaveLength(COUNT - 1);
    expect(first.stderr).toContain(
      `${COUNT} clusters: ${COUNT - 1} written, 0 unchanged, 1 with errors and not written`,
    );
    expect(first.stderr.match(/node-outside-lan/g)).toHaveLength(1);
    expect(readdirSync(join(folder, '../dist')).filter((name) => name.startsWith('store-'))).toHaveLength(
      COUNT - 1,
    );

    const again = synth(folder);
    expect(again.stderr).toContain(
      `${COUNT} clusters: 0 written, ${COUNT - 1} unchanged, 1 with errors and not written`,
    );
    const forced = synth(folder, '--force');
    expect(forced.stderr).toContain(`${COUNT} clusters: ${COUNT - 1} written, 0 unchanged`);
    const file = join(folder, `../dist/store-${COUNT - 1}/k3s/one.yml`);
    expect(readFileSync(file, 'utf8')).toContain(`${networkOf(COUNT - 1)}.11`);
  });

  it('that does not complete leaves its half to the first', async () => {
    const left = Array.from({ length: COUNT }, (_, index) => `store-${index}.yaml`);
    const second = SecondProcess.start(left, {
      program: ['sh', '-c', 'kill -9 $$'],
      output: tmpdir(),
      force: false,
      folder: root,
    });
    expect(second?.shared.files).toEqual(left.slice(COUNT * 0.4));
    expect(await second?.ended()).toBeUndefined();
  });

  it('does not start for a small fleet', () => {
    expect(
      SecondProcess.start(['one.yaml'], {
        program: ['true'],
        output: tmpdir(),
        force: false,
        folder: root,
      }),
    ).toBeUndefined();
  });
});
