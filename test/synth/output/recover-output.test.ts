import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { recoverOutput } from '../../../src/synth/output/recover-output';
import { kernelId, RunFolder } from '../../../src/synth/output/run-folder';

const root = mkdtempSync(join(tmpdir(), 'netstack-recover-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let output: string;
beforeEach(() => {
  output = mkdtempSync(join(root, 'out-'));
});

function write(file: string, text = file): void {
  mkdirSync(join(output, file, '..'), { recursive: true });
  writeFileSync(join(output, file), text);
}

const read = (file: string) => readFileSync(join(output, file), 'utf8');

/** A process that has a run folder, puts a cluster in it, and waits. */
async function startRun(): Promise<{ readonly folder: string; end(): Promise<void> }> {
  const program = join(root, 'run.js');
  if (!existsSync(program)) {
    const contents = `
      import { RunFolder } from './src/synth/output/run-folder';
      const run = RunFolder.create(process.argv[2] ?? '');
      console.log(run.path);
      setInterval(() => undefined, 1000);`;
    const stdin = { contents, resolveDir: process.cwd(), loader: 'ts' as const };
    buildSync({ stdin, bundle: true, platform: 'node', outfile: program });
  }
  const child = spawn(process.execPath, [program, output], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [path] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    folder: path
      .toString()
      .trim()
      .slice(output.length + 1),
    end: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

test('the output folder may be missing', async () => {
  expect(await recoverOutput(join(output, 'none'))).toBe(false);
  expect(existsSync(join(output, 'none'))).toBe(false);
});

describe('after a run that was killed', () => {
  test('a cluster whose new folder was not put in place gets its old one back', async () => {
    const run = await startRun();
    write(`${run.folder}/replaced/home/images.txt`, 'old');
    write(`${run.folder}/fresh/home/images.txt`, 'new');
    await run.end();
    expect(await recoverOutput(output)).toBe(true);
    expect(readdirSync(output)).toEqual(['home']);
    expect(read('home/images.txt')).toBe('old');
  });

  test('a cluster whose new folder was put in place keeps it', async () => {
    const run = await startRun();
    write(`${run.folder}/replaced/home/images.txt`, 'old');
    write('home/images.txt', 'new');
    await run.end();
    await recoverOutput(output);
    expect(readdirSync(output)).toEqual(['home']);
    expect(read('home/images.txt')).toBe('new');
  });

  test('what was being removed is not restored', async () => {
    const run = await startRun();
    write(`${run.folder}/removed/home/images.txt`, 'half');
    await run.end();
    await recoverOutput(output);
    expect(readdirSync(output)).toEqual([]);
  });

  test('a recovery that was killed itself is completed', async () => {
    const run = await startRun();
    write(`${run.folder}/replaced/a/images.txt`, 'old');
    write(`${run.folder}/deletable-4711/b/images.txt`, 'older');
    write('b/images.txt', 'new');
    await run.end();
    await recoverOutput(output);
    expect(readdirSync(output)).toEqual(['a', 'b']);
    expect(read('b/images.txt')).toBe('new');
  });

  test('what a child of it wrote after the run folder was removed is removed', async () => {
    write(`.netstack-run-${kernelId()}-abc123/app/home/manifests/x.yaml`);
    await recoverOutput(output);
    expect(readdirSync(output)).toEqual([]);
  });

  test('a run folder that was just created is removed', async () => {
    mkdirSync(join(output, `.netstack-run-${kernelId()}-abc123`));
    await recoverOutput(output);
    expect(readdirSync(output)).toEqual([]);
  });

  test('files of other owners are kept', async () => {
    const others = ['.cache', '.netstack-run-x', 'home', '.netstack-run-0123-abc123'];
    for (const name of others) write(`${name}/file`);
    await recoverOutput(output);
    expect(readdirSync(output).sort()).toEqual([...others].sort());
  });
});

describe('a cluster that a killed cdk8s synth has not completed', () => {
  test('is removed, and nothing else is', async () => {
    write('half/manifests/netstack-00-namespaces.k8s.yaml');
    write('half/k3s/one.yml');
    write('whole/manifests/netstack-00-namespaces.k8s.yaml');
    write('whole/images.txt');
    write('mine/manifests/deployment.yaml');
    mkdirSync(join(output, 'empty'));
    await recoverOutput(output);
    expect(readdirSync(output)).toEqual(['empty', 'mine', 'whole']);
  });
});

describe('a run that is alive', () => {
  test('is kept', async () => {
    const run = await startRun();
    write(`${run.folder}/replaced/home/images.txt`, 'old');
    await recoverOutput(output);
    expect(existsSync(join(output, 'home'))).toBe(false);
    expect(readdirSync(join(output, run.folder)).sort()).toEqual(['alive', 'fresh', 'removed', 'replaced']);
    await run.end();
  });

  test('in a folder with a long path, too', async () => {
    output = join(output, 'x'.repeat(120), 'y'.repeat(120));
    mkdirSync(output, { recursive: true });
    const run = await startRun();
    await recoverOutput(output);
    expect(readdirSync(output)).toEqual([run.folder]);
    await run.end();
    await recoverOutput(output);
    expect(readdirSync(output)).toEqual([]);
  });
});

describe('a run of another machine, or on a file system without sockets', () => {
  const FOLDERS = [`.netstack-run-00000000-abc123`, `.netstack-run-${kernelId()}-abc123`];

  function age(folder: string, minutes: number): void {
    const time = Date.now() / 1000 - minutes * 60;
    for (const name of readdirSync(join(output, folder))) utimesSync(join(output, folder, name), time, time);
    utimesSync(join(output, folder), time, time);
  }

  test.each(FOLDERS)('%s is kept until it is old, but its clusters are restored at once', async (folder) => {
    write(`${folder}/alive`, '');
    write(`${folder}/replaced/home/images.txt`, 'old');
    age(folder, 2);
    await recoverOutput(output);
    expect(read('home/images.txt')).toBe('old');
    expect(existsSync(join(output, folder))).toBe(true);
    age(folder, 10);
    await recoverOutput(output);
    expect(readdirSync(output)).toEqual(['home']);
  });
});

describe('replacing a cluster', () => {
  test('puts the new folder in place', () => {
    const run = RunFolder.create(output);
    write('home/images.txt', 'old');
    mkdirSync(run.freshFolder('home'));
    writeFileSync(join(run.freshFolder('home'), 'images.txt'), 'new');
    run.replace('home', run.freshFolder('home'));
    expect(read('home/images.txt')).toBe('new');
    run.close();
    expect(readdirSync(output)).toEqual(['home']);
  });
});
