import { expect, test } from 'vitest';
import { LabError } from '../../../src/lab';
import { ChildProcesses } from '../../../src/lab/trace/child-processes';

/** A process that prints its ID and then waits. */
const WAITS = [
  process.execPath,
  '-e',
  'console.error("started"); console.log(process.pid); setInterval(() => {}, 1000)',
];

/** The same, which ignores the signal that asks it to end. */
const IGNORES = [
  process.execPath,
  '-e',
  'process.on("SIGTERM", () => {}); console.log(process.pid); console.error("started"); setInterval(() => {}, 1000)',
];

function isRunning(pid: string): boolean {
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch {
    return false;
  }
}

test.each([
  ['a process', WAITS],
  ['a process that ignores SIGTERM', IGNORES],
])('%s is ended with all others', async (_, argv) => {
  const children = new ChildProcesses();
  const child = children.start(argv);
  await child.printed('started');
  await expect.poll(() => child.stdout()).toMatch(/\d+/);
  const pid = child.stdout().trim();
  expect(isRunning(pid)).toBe(true);
  await children.end();
  expect(isRunning(pid)).toBe(false);
});

test('a process that ends before it printed what is waited for is an error with its last line', async () => {
  const children = new ChildProcesses();
  const child = children.start([process.execPath, '-e', 'console.error("no permission")']);
  await expect(child.printed('listening on')).rejects.toThrow(/ended: no permission$/);
});

test('a missing program is an error', async () => {
  const missing = ['/nonexistent/tcpdump', '-i', 'any'];
  await expect(new ChildProcesses().run(missing)).rejects.toThrow(LabError);
  await expect(new ChildProcesses().start(missing).printed('x')).rejects.toThrow(LabError);
});

test('nothing is started after the end', async () => {
  const children = new ChildProcesses();
  await children.end();
  expect(() => children.start(WAITS)).toThrow('interrupted');
});

test('the words of a command go to no shell', async () => {
  const { stdout } = await new ChildProcesses().run(['printf', '%s', '$(id); `id`']);
  expect(stdout).toBe('$(id); `id`');
});
