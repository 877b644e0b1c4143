import type { Host } from '../host';

/** Values by path below /proc/sys, such as `net/ipv4/ip_forward`. Settings that the kernel lacks are absent. */
export type KernelSettings = ReadonlyMap<string, string>;

const ROOT = '/proc/sys/';

/** Reads by grep: it prints the name of each file, skips missing files, and every node has it. */
export async function readSettings(host: Host, paths: readonly string[]): Promise<KernelSettings> {
  const { stdout } = await host.run(['grep', '-sH', '.', ...paths.map((path) => ROOT + path)]);
  return parseSettings(stdout);
}

function parseSettings(text: string): KernelSettings {
  const lines = text.split('\n').filter((line) => line.startsWith(ROOT));
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(ROOT.length, colon), line.slice(colon + 1).trim()];
    }),
  );
}
