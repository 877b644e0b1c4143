import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach } from 'vitest';
import { run } from '../../src/cli/program';

/** What a call printed, and its exit status. */
export interface CallResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Calls `netstack` within this process. */
export async function call(...args: string[]): Promise<CallResult> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const status = await run(args, { stdout, stderr });
  return { status, stdout: read(stdout), stderr: read(stderr) };
}

function read(stream: PassThrough): string {
  return ((stream.read() as Buffer | null) ?? '').toString();
}

const folders: string[] = [];

/** An empty folder that is gone after the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'netstack-test-'));
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
