import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MINIMAL } from '../plan-of';
import { emptyFolder } from './call';

/** Namespaces in which an ordinary user may mount. */
const NAMESPACES = ['unshare', '--user', '--map-root-user', '--mount'];
const CAN_MOUNT =
  spawnSync('unshare', [...NAMESPACES.slice(1), 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

const WAYS_IN = [
  ['netstack synth', `node ${resolve('bin/netstack.js')} synth`],
  ['npm run synth', `node ${resolve('bin/synth.js')}`],
] as const;

/** The folder of a project with one cluster, `home`. */
function createProject(): string {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'profiles'));
  writeFileSync(join(folder, 'profiles/home.yaml'), MINIMAL);
  writeFileSync(
    join(folder, 'cdk8s.yaml'),
    `language: typescript\napp: node ${resolve('bin/run.js')} main.ts\n`,
  );
  return folder;
}

function run(cwd: string, words: readonly string[]) {
  const [program = '', ...args] = words;
  const { status, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  return { status, lines: stderr.trimEnd().split('\n') };
}

const failing = (line: string) => ({ status: 1, lines: [`netstack: ${line}`] });

describe.each(WAYS_IN)('%s', (_, command) => {
  const synth = (folder: string) => run(folder, ['sh', '-c', command]);
  const synthMounted = (folder: string, mount: string, then = 'ls dist >&2') =>
    run(folder, [...NAMESPACES, 'sh', '-c', `${mount} && ${command}; status=$?; ${then}; exit $status`]);

  test('a symbolic link to a folder stays one', () => {
    const folder = createProject();
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync('elsewhere', join(folder, 'dist'));
    expect(synth(folder).status).toBe(0);
    expect(lstatSync(join(folder, 'dist')).isSymbolicLink()).toBe(true);
    expect(existsSync(join(folder, 'elsewhere/home/images.txt'))).toBe(true);
  });

  test('a symbolic link to nothing', () => {
    const folder = createProject();
    symlinkSync('elsewhere', join(folder, 'dist'));
    expect(synth(folder)).toEqual(failing('cannot write "dist": its folder does not exist (ENOENT)'));
  });

  test('a file', () => {
    const folder = createProject();
    writeFileSync(join(folder, 'dist'), '');
    expect(synth(folder)).toEqual(
      failing('cannot write "dist": it, or a folder above it, is a file (ENOTDIR)'),
    );
  });

  test.skipIf(!CAN_MOUNT)('a mount', () => {
    const folder = createProject();
    mkdirSync(join(folder, 'dist'));
    const { status, lines } = synthMounted(folder, 'mount -t tmpfs none dist');
    expect([status, lines.at(-1)]).toEqual([0, 'home']);
  });

  test.skipIf(!CAN_MOUNT)('a read-only mount', () => {
    const folder = createProject();
    mkdirSync(join(folder, 'dist'));
    const mount = 'mount -t tmpfs none dist && mount -o remount,ro dist';
    expect(synthMounted(folder, mount)).toEqual(
      failing('cannot write "dist": the file system is read-only (EROFS)'),
    );
  });

  test.skipIf(!CAN_MOUNT)('a full disk: the line names the cluster, whose old folder stays', () => {
    const folder = createProject();
    expect(synth(folder).status).toBe(0);
    writeFileSync(join(folder, 'profiles/home.yaml'), MINIMAL.replace('one', 'two'));
    // Inodes for the old cluster and the temporary folder, and one more.
    const mount = 'mount -t tmpfs -o nr_inodes=12 none /mnt && cp -r dist/. /mnt && mount --bind /mnt dist';
    const { status, lines } = synthMounted(folder, mount, 'ls -A dist/home/k3s >&2');
    expect(status).toBe(1);
    expect(lines[0]).toMatch(
      /^netstack: cannot write "dist\/home(\/\S+)?": no space is left on the device \(ENOSPC\)$/,
    );
    expect(lines.at(-1)).toBe('one.yml');
    expect(lines.join('\n')).not.toMatch(/^\s+at /m);
  });

  test.skipIf(!CAN_MOUNT)('a cluster that is a mount', () => {
    const folder = createProject();
    mkdirSync(join(folder, 'dist/home'), { recursive: true });
    const { status, lines } = synthMounted(folder, 'mount -t tmpfs none dist/home', 'ls -A dist >&2');
    expect([status, ...lines.slice(0, 1)]).toEqual([
      1,
      'netstack: cannot write "dist/home": it is a mount point, or in use (EBUSY)',
    ]);
    expect(readdirSync(join(folder, 'dist')).filter((name) => name.startsWith('.netstack-run'))).toEqual([]);
  });

  test.skipIf(process.getuid?.() === 0)('a folder of another user', () => {
    const folder = createProject();
    mkdirSync(join(folder, 'dist'));
    chmodSync(join(folder, 'dist'), 0o555);
    expect(synth(folder)).toEqual(failing('cannot write "dist": permission denied (EACCES)'));
    chmodSync(join(folder, 'dist'), 0o755);
  });
});

test('the folder that is named need not exist', () => {
  const folder = createProject();
  const netstack = [process.execPath, resolve('bin/netstack.js'), 'synth', '--output', 'a/b/c'];
  expect(run(folder, netstack).status).toBe(0);
  expect(readdirSync(join(folder, 'a/b/c')).sort()).toEqual(['home']);
  rmSync(folder, { recursive: true });
});
