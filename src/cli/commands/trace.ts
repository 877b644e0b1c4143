import type { CommandIo } from '../../diagnostics/command-io';
import { colorsFor, formatDiagnostics } from '../../diagnostics/print-diagnostics';
import { findProfileFiles, UsageError } from '../../profile/profile-files';
import { formatTrace } from '../../report/trace/format-trace';
import { predictTrace } from '../../report/trace/predict-trace';
import { parseEndpoint, UnknownEndpoint } from '../../report/trace/trace-endpoint';
import { checkClusterFile } from '../../synth/check-cluster-file';

export interface TraceOptions {
  readonly profiles: string;
  readonly format: 'text' | 'json';
  /** IP version of the packet; the cluster's primary family unless given. */
  readonly family?: '4' | '6';
}

/** The two ends of a trace, as the user wrote them. */
export interface TraceEnds {
  readonly from: string;
  readonly to: string;
}

/** Prints the predicted way of a packet. Status 1: it does not arrive, or the profile has errors. */
export async function trace(
  cluster: string,
  ends: TraceEnds,
  options: TraceOptions,
  io: CommandIo,
): Promise<number> {
  const [file = ''] = findProfileFiles([cluster], options.profiles);
  const { plan, diagnostics } = await checkClusterFile(file);
  if (plan === undefined) {
    io.stderr.write(formatDiagnostics(diagnostics, colorsFor(io.stderr)));
    return 1;
  }
  try {
    const [from, to] = [parseEndpoint(plan, ends.from), parseEndpoint(plan, ends.to)];
    const family = options.family === undefined ? undefined : options.family === '4' ? 4 : 6;
    const predicted = predictTrace(plan, from, to, family);
    io.stdout.write(
      options.format === 'json' ? `${JSON.stringify(predicted, null, 2)}\n` : formatTrace(predicted),
    );
    return predicted.dropped === undefined ? 0 : 1;
  } catch (error) {
    if (error instanceof UnknownEndpoint) throw new UsageError(error.message);
    throw error;
  }
}
