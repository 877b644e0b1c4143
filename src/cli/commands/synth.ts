import type { CommandIo } from '../../diagnostics/command-io';
import { selectProfiles } from '../../profile/select-profiles';
import { findProfileFiles } from '../../profile/profile-files';
import { synthesizeProfiles } from '../../synth/synthesize-profiles';

export interface SynthOptions {
  readonly profiles: string;
  readonly output: string;
  /** Names of clusters, or patterns; empty for all. */
  readonly only: readonly string[];
  /** @default false */
  readonly force?: boolean;
  /**
   * Whether another run has handed this one a part of its fleet.
   *
   * @default false
   */
  readonly part?: boolean;
}

/** Writes every cluster that has no errors; says what is wrong with the others and leaves their output alone. */
export function synth(named: readonly string[], options: SynthOptions, io: CommandIo): Promise<number> {
  const { profiles, output, only, force = process.env.NETSTACK_CACHE === 'off' } = options;
  const code = process.env.NETSTACK_CODE;
  const files = selectProfiles(findProfileFiles(named, profiles), only);
  const isPart = options.part === true;
  // Only where this is the program itself, and what is written is noted.
  const program =
    io === process && code !== undefined && !isPart ? [process.execPath, process.argv[1] ?? ''] : undefined;
  const further = { ...(code !== undefined && { code }), ...(program && { program }) };
  return synthesizeProfiles(files, { output, force, isPart, ...further }, io);
}
