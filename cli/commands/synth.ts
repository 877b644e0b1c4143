import type { CommandIo } from '../command-io';
import { profileFiles } from '../profiles';
import { synthesizeProfiles } from '../synthesize-profiles';

export interface SynthOptions {
  readonly profiles: string;
  readonly output: string;
  /** @default false */
  readonly force?: boolean;
}

/** Writes every cluster that has no errors; says what is wrong with the others and leaves their output alone. */
export function synth(named: readonly string[], options: SynthOptions, io: CommandIo): number {
  const { profiles, output, force = process.env.NETSTACK_CACHE === 'off' } = options;
  const code = process.env.NETSTACK_CODE;
  const files = profileFiles(named, profiles);
  return synthesizeProfiles(files, { output, force, ...(code !== undefined && { code }) }, io);
}
