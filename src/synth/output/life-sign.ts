import { closeSync, constants, existsSync, lstatSync, openSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:net';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const NAME = 'alive';

/** The kernel takes a socket's path up to this length. */
const MAX_PATH = 100;

/** Time until a socket that refuses is asked again: between its creation and its first connection it refuses, too. */
const ASK_AGAIN_MS = 20;

/** Whether the owner of a folder runs. Unknown where the file system has no sockets. */
export type Life = 'alive' | 'dead' | 'unknown';

/**
 * A socket in a folder that accepts connections as long as the process lives that created it. The kernel closes it
 * however the process ends, and processes in other containers on the same machine can ask it. Process IDs are not
 * enough: each container has its own.
 */
export class LifeSign {
  private constructor(
    private readonly server: Server | undefined,
    private readonly descriptor: number | undefined,
  ) {}

  /** Creates the sign; undefined where another run has removed the folder, which was empty, meanwhile. */
  static create(folder: string): LifeSign | undefined {
    const { path, descriptor } = addressOf(folder);
    const server = createServer((socket) => socket.destroy());
    server.on('error', () => undefined);
    server.listen(path);
    server.unref();
    if (existsSync(join(folder, NAME))) return new LifeSign(server, descriptor);
    server.close();
    if (descriptor !== undefined) closeSync(descriptor);
    if (!existsSync(folder)) return undefined;
    // A file system without sockets: the folder is not empty now, and its age counts.
    writeFileSync(join(folder, NAME), '');
    return new LifeSign(undefined, undefined);
  }

  close(): void {
    this.server?.close();
    if (this.descriptor !== undefined) closeSync(this.descriptor);
  }
}

/** A folder that has something in it, but no sign, is what a process of a killed run wrote after its end. */
export async function readLifeSign(folder: string): Promise<Life> {
  const stat = lstatSync(join(folder, NAME), { throwIfNoEntry: false });
  if (stat === undefined) return 'dead';
  if (!stat.isSocket()) return 'unknown';
  if (await isAnswered(folder)) return 'alive';
  await setTimeout(ASK_AGAIN_MS);
  return (await isAnswered(folder)) ? 'alive' : 'dead';
}

async function isAnswered(folder: string): Promise<boolean> {
  const { path, descriptor } = addressOf(folder);
  try {
    return await new Promise((resolve) => {
      const socket = connect(path);
      socket.on('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', ({ code }: NodeJS.ErrnoException) => {
        resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT');
      });
    });
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Linux reaches a long path through a descriptor of its folder. */
function addressOf(folder: string): { readonly path: string; readonly descriptor?: number } {
  const path = join(folder, NAME);
  if (Buffer.byteLength(path) <= MAX_PATH || process.platform !== 'linux') return { path };
  try {
    const descriptor = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY);
    return { path: `/proc/self/fd/${descriptor}/${NAME}`, descriptor };
  } catch {
    return { path };
  }
}
