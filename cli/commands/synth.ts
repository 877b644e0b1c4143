import type { CommandIo } from '../command-io';
import { onlyWanted } from '../only';
import { profileFiles } from '../profiles';
import { synthesizeProfiles } from '../synthesize-profiles';

export interface SynthOptions {
  readonly profiles: string;
  readonly output: string;
  /** Names of clusters, or patterns; empty for all. */
  readonly only: readonly string[];
  /** @default false */
  readonly force?: boolean;
}

/** Writes every cluster that has no errors; says what is wrong with the others and leaves their output alone. */
export function synth(named: readonly string[], options: SynthOptions, io: CommandIo): number {
  const { profiles, output, only, force = process.env.NETSTACK_CACHE === 'off' } = options;
  const code = process.env.NETSTACK_CODE;
  const files = onlyWanted(profileFiles(named, profiles), only);
  return synthesizeProfiles(files, { output, force, ...(code !== undefined && { code }) }, io);
}
