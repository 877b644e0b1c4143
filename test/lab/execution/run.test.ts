import { expect, test } from 'vitest';
import { output, run } from '../../../src/lab/execution/run';

test('words come to the program as they are: no shell reads them', async () => {
  const words = ['$HOME', '; exit 3', "'", 'a b', '*', ''];
  const print = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))';
  expect(JSON.parse(await run([process.execPath, '-e', print, '--', ...words]))).toEqual(words);
});

test('what it prints, how it ends, and what it is given', async () => {
  const script = "process.stdin.on('data', (d) => { process.stderr.write(d); process.exitCode = 3; })";
  const result = await output([process.execPath, '-e', script], { input: 'hello' });
  expect(result).toEqual({ status: 3, stdout: '', stderr: 'hello' });
});

test('it runs at the root, with no input and the environment that it is given', async () => {
  const script = 'cat; pwd; echo "$OURS-$LC_ALL"';
  const env = { PATH: process.env['PATH'], OURS: 'yes' };
  expect(await run(['sh', '-c', script], { env })).toBe('/\nyes-\n');
});

test('a program that has to end well is named with what it said', async () => {
  await expect(run(['sh', '-c', 'echo broken >&2; exit 4'])).rejects.toThrow(
    '"sh -c echo broken >&2; exit 4" ended with status 4: broken',
  );
  await expect(run(['no-such-program-of-netstack'])).rejects.toThrow(
    '"no-such-program-of-netstack" cannot be started: there is no such program on PATH',
  );
});
