import type { CommandIo } from '../command-io';
import { synthesizeProfiles } from '../synthesize-profiles';
import { profileFiles } from '../profiles';

export interface SynthOptions {
  readonly profiles: string;
  readonly output: string;
}

/** Writes every cluster that has no errors; says what is wrong with the others and leaves their output alone. */
export function synth(named: readonly string[], options: SynthOptions, io: CommandIo): number {
  return synthesizeProfiles(profileFiles(named, options.profiles), options.output, io);
}
