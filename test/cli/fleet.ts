import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder } from './call';

/** A folder of profiles and one to write to, both in a folder that is gone after the test. */
export interface FleetFolders {
  readonly profiles: string;
  readonly output: string;
}

/** Writes profiles by the names of their files, without `.yaml`. */
export function fleetOf(files: Readonly<Record<string, string>>): FleetFolders {
  const folder = emptyFolder();
  const folders = { profiles: join(folder, 'profiles'), output: join(folder, 'out') };
  mkdirSync(folders.profiles);
  for (const [name, text] of Object.entries(files)) writeProfile(folders, name, text);
  return folders;
}

export function writeProfile({ profiles }: FleetFolders, name: string, text: string): void {
  writeFileSync(join(profiles, `${name}.yaml`), text);
}
