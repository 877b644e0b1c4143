import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DecodedPacket, RecordType } from 'dns-packet';
import { decode, encode, RECURSION_DESIRED } from 'dns-packet';

/** The real CoreDNS, by the variable COREDNS or on the PATH. */
export const COREDNS = findCommand(process.env['COREDNS'] ?? 'coredns');

/** The folders of the files that a Corefile imports. */
const FOLDERS = /\/etc\/coredns(?:\/custom)?(?=\/)/g;

/** A CoreDNS that answers on a port of the loopback interface. */
export class CoreDnsProcess {
  private constructor(
    readonly port: number,
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {}

  /** Starts it with a Corefile and what that imports. Port 53 becomes a free one. */
  static async start(files: Readonly<Record<string, string>>): Promise<CoreDnsProcess> {
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'coredns-'));
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(
        join(folder, name),
        text.replace(FOLDERS, folder).replace(/:53\b(?=.*\{$)/gm, `:${port}`),
      );
    }
    const child = spawn(COREDNS ?? '', ['-conf', join(folder, 'Corefile')], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const process = new CoreDnsProcess(port, child, folder);
    await process.started();
    return process;
  }

  /** As other servers' configuration names it. */
  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** Asks it alone, once. */
  get resolver(): Resolver {
    const resolver = new Resolver({ timeout: 3000, tries: 1 });
    resolver.setServers([this.address]);
    return resolver;
  }

  /** The answer to one query by UDP, for types that Node.js has no method for. */
  async query(name: string, type: RecordType): Promise<{ status: string; answers: readonly unknown[] }> {
    const socket = createSocket('udp4');
    try {
      const reply = new Promise<Buffer>((resolve, reject) => {
        socket.once('message', resolve);
        socket.once('error', reject);
      });
      const query = encode({ type: 'query', id: 1, flags: RECURSION_DESIRED, questions: [{ name, type }] });
      socket.send(query, this.port, '127.0.0.1');
      const { rcode, answers = [] } = decode(await reply) as DecodedPacket & { rcode: string };
      return { status: rcode, answers };
    } finally {
      socket.close();
    }
  }

  stop(): void {
    this.child.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Waits for its banner. */
  private async started(): Promise<void> {
    let said = '';
    await new Promise<void>((resolve, reject) => {
      const listen = (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes('CoreDNS-')) resolve();
      };
      this.child.stdout?.on('data', listen);
      this.child.stderr?.on('data', listen);
      this.child.once('exit', () => reject(new Error(`CoreDNS did not start: ${said}`)));
    });
  }
}

/** The answer to a question, its addresses sorted; or the code of the failure. */
export async function ask(server: CoreDnsProcess, name: string, type = 'A'): Promise<string> {
  try {
    const records = (await server.resolver.resolve(name, type as 'A')) as readonly unknown[];
    return records.map(formatRecord).sort().join(' ');
  } catch (error) {
    return (error as { code: string }).code;
  }
}

/** The address or name of a record; the strings of a text together. */
function formatRecord(record: unknown): string {
  if (typeof record === 'string') return record;
  if (Array.isArray(record)) return record.join('');
  const { exchange, name, issue } = record as Record<string, string | undefined>;
  return exchange ?? name ?? issue ?? '';
}

function findCommand(command: string): string | undefined {
  try {
    execFileSync(command, ['-version'], { stdio: 'ignore' });
    return command;
  } catch {
    return undefined;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
