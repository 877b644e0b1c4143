import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KERNEL_SETTINGS } from '../layout/kernel-settings';

/**
 * The host's own settings, as they were before its first lab. Nodes cannot change them where they see files in their
 * place; whatever changes them all the same is undone when the last lab goes.
 */
export class KernelSettingsRecord {
  constructor(
    private readonly file: string,
    private readonly settings = '/proc/sys',
  ) {}

  /** Writes them down, unless another lab already has. */
  take(): void {
    if (existsSync(this.file)) return;
    const values = KERNEL_SETTINGS.flatMap(({ path }) => {
      const value = this.value(path);
      return value === undefined ? [] : [[path, value] as const];
    });
    writeFileSync(this.file, JSON.stringify(Object.fromEntries(values)), { mode: 0o600 });
  }

  /** Puts back what is no longer as it was, and forgets. Returns what was put back. */
  putBack(): readonly string[] {
    if (!existsSync(this.file)) return [];
    const values = JSON.parse(readFileSync(this.file, 'utf8')) as Readonly<Record<string, string>>;
    const changed = Object.entries(values).filter(([path, value]) => this.value(path) !== value);
    for (const [path, value] of changed) writeFileSync(join(this.settings, path), value);
    rmSync(this.file);
    return changed.map(([path]) => path);
  }

  private value(path: string): string | undefined {
    const file = join(this.settings, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }
}
