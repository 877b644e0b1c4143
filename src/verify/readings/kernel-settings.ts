import type { Place } from '../place';

/** Values by their path below /proc/sys: `net/ipv4/ip_forward`. What the kernel does not have is left out. */
export type KernelSettings = ReadonlyMap<string, string>;

const ROOT = '/proc/sys/';

/** Read by grep: it names each file, goes on where one is missing, and is on every node. */
export async function readSettings(here: Place, paths: readonly string[]): Promise<KernelSettings> {
  const { stdout } = await here.run(['grep', '-sH', '.', ...paths.map((path) => ROOT + path)]);
  return settingsOf(stdout);
}

export function settingsOf(text: string): KernelSettings {
  const lines = text.split('\n').filter((line) => line.startsWith(ROOT));
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(ROOT.length, colon), line.slice(colon + 1).trim()];
    }),
  );
}
