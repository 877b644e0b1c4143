import { expect, test } from 'vitest';
import { run, tryRun } from '../../../src/lab/execution/run';

test('arguments reach the program unchanged, without a shell', async () => {
  const words = ['$HOME', '; exit 3', "'", 'a b', '*', ''];
  const print = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))';
  expect(JSON.parse(await run([process.execPath, '-e', print, '--', ...words]))).toEqual(words);
});

test('output, exit status and input are passed', async () => {
  const script = "process.stdin.on('data', (d) => { process.stderr.write(d); process.exitCode = 3; })";
  const result = await tryRun([process.execPath, '-e', script], { input: 'hello' });
  expect(result).toEqual({ status: 3, stdout: '', stderr: 'hello' });
});

test('a program runs in the root folder, with the given environment and no input', async () => {
  const script = 'cat; pwd; echo "$OURS-$LC_ALL"';
  const env = { PATH: process.env['PATH'], OURS: 'yes' };
  expect(await run(['sh', '-c', script], { env })).toBe('/\nyes-\n');
});

test('an error names the program that failed, with its output', async () => {
  await expect(run(['sh', '-c', 'echo broken >&2; exit 4'])).rejects.toThrow(
    '"sh -c \'echo broken >&2; exit 4\'" exited with status 4: broken',
  );
  await expect(run(['no-such-program-of-netstack'])).rejects.toThrow(
    '"no-such-program-of-netstack" cannot be started: there is no such program on PATH',
  );
});
