import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { MINIMAL } from '../plan-of';

/** A program such as npm, which starts a command through a shell and waits. */
const STARTER = `require('node:child_process').spawn('sh', ['-c', process.argv[1]], { stdio: 'ignore' })`;

test.skipIf(process.platform !== 'linux')(
  'a run whose npm was killed before it began writes nothing',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'orphaned-run-'));
    mkdirSync(join(folder, 'profiles'));
    writeFileSync(join(folder, 'profiles/one.yaml'), MINIMAL);
    writeFileSync(join(folder, 'cdk8s.yaml'), 'language: typescript\napp: node bin/run.js main.ts\n');
    for (const name of ['bin', 'node_modules']) symlinkSync(resolve(name), join(folder, name));
    const status = join(folder, 'status');
    const command = `while [ ! -e go ]; do sleep 0.1; done; node bin/synth.js; echo $? > partial; mv partial status`;
    const npm = spawn(process.execPath, ['-e', STARTER, command], {
      ...{ cwd: folder, detached: true, stdio: 'ignore' },
      env: { ...process.env, npm_lifecycle_event: 'synth' },
    });
    await setTimeout(1_000);
    npm.kill('SIGKILL');
    await once(npm, 'exit');
    writeFileSync(join(folder, 'go'), '');
    while (!existsSync(status)) await setTimeout(50);
    expect(readFileSync(status, 'utf8')).toBe('1\n');
    expect(existsSync(join(folder, 'dist'))).toBe(false);
    rmSync(folder, { recursive: true });
  },
  60_000,
);
