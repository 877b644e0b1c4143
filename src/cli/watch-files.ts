import type { FSWatcher } from 'node:fs';
import { watch } from 'node:fs';
import { dirname } from 'node:path';

/** An editor saves a file by several changes at once: what it leaves is read this long after the last one. */
const SETTLE_MS = 10;

/** Files that are read as profiles, bases or manifests. */
const YAML = /\.ya?ml$/;

/**
 * Runs a check, and again after each change of a YAML file in the folders of what it has read, until the process is
 * interrupted. Folders are watched, not files: many editors replace a file.
 *
 * @param first the files that the first check is going to read: it may fail to
 * @param check returns the files that it has read; it must not throw
 */
export async function watchFiles(
  first: readonly string[],
  check: () => Promise<readonly string[]>,
): Promise<never> {
  const watchers = new Map<string, FSWatcher>();
  let change = createSignal();
  watchFoldersOf(first);
  for (;;) {
    watchFoldersOf(await check());
    await change.sent;
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    change = createSignal();
  }

  function watchFoldersOf(files: readonly string[]): void {
    for (const folder of new Set(files.map((file) => dirname(file)))) {
      if (watchers.has(folder)) continue;
      const watcher = watch(folder, (_, name) => {
        if (name === null || YAML.test(name)) change.send();
      });
      watcher.on('error', () => undefined);
      watchers.set(folder, watcher);
    }
  }
}

/** A promise, and what fulfills it. */
function createSignal(): { readonly sent: Promise<void>; readonly send: () => void } {
  let send: () => void = () => undefined;
  const sent = new Promise<void>((resolve) => (send = resolve));
  return { sent, send };
}
