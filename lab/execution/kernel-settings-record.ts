import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KERNEL_LIMITS, KERNEL_SETTINGS } from '../layout/kernel-settings';

/**
 * The host's own settings, as they were before its first lab. Nodes cannot change them where they see files in their
 * place; whatever changes them all the same is undone when the last lab goes.
 */
export class KernelSettingsRecord {
  constructor(
    private readonly file: string,
    private readonly settings = '/proc/sys',
  ) {}

  /** Writes them down, but for those that an earlier lab already has. */
  take(): void {
    const paths = [...KERNEL_SETTINGS, ...KERNEL_LIMITS].map(({ path }) => path);
    const values = paths.flatMap((path) => {
      const value = this.value(path);
      return value === undefined ? [] : [[path, value] as const];
    });
    const all = { ...Object.fromEntries(values), ...this.recorded() };
    // Renamed, so that it is whole or not there, whatever ends this program.
    writeFileSync(`${this.file}.partial`, JSON.stringify(all), { mode: 0o600 });
    renameSync(`${this.file}.partial`, this.file);
  }

  /** Raises the limits that are too low for a lab. Returns what was raised. */
  raiseLimits(): readonly string[] {
    const low = KERNEL_LIMITS.filter(({ path, atLeast }) => Number(this.value(path) ?? Infinity) < atLeast);
    for (const { path, atLeast } of low) writeFileSync(join(this.settings, path), String(atLeast));
    return low.map(({ path }) => path);
  }

  /** Puts back what is no longer as it was, and forgets. Returns what was put back. */
  putBack(): readonly string[] {
    if (!existsSync(this.file)) return [];
    const changed = Object.entries(this.recorded()).filter(([path, value]) => this.value(path) !== value);
    for (const [path, value] of changed) writeFileSync(join(this.settings, path), value);
    rmSync(this.file);
    return changed.map(([path]) => path);
  }

  private recorded(): Readonly<Record<string, string>> {
    if (!existsSync(this.file)) return {};
    return JSON.parse(readFileSync(this.file, 'utf8')) as Readonly<Record<string, string>>;
  }

  private value(path: string): string | undefined {
    const file = join(this.settings, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }
}
