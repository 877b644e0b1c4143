import type { CommandIo } from '../command-io';
import { colorsFor, formatDiagnostics } from '../print-diagnostics';
import { checkProfile, count, profileFiles } from '../profiles';

export interface ValidateOptions {
  readonly profiles: string;
  readonly quiet?: boolean;
}

/** Checks profiles and says everything that is wrong with all of them. */
export function validate(named: readonly string[], options: ValidateOptions, io: CommandIo): number {
  const checked = profileFiles(named, options.profiles).map(checkProfile);
  const diagnostics = checked.flatMap((profile) => profile.diagnostics);
  io.stdout.write(formatDiagnostics(diagnostics, colorsFor(io.stdout)));
  const errors = count(diagnostics, 'error');
  if (!options.quiet) {
    const warnings = count(diagnostics, 'warning');
    io.stdout.write(`${checked.length} profiles, ${errors} errors, ${warnings} warnings\n`);
  }
  return errors > 0 ? 1 : 0;
}
