import type { CommandIo } from '../../diagnostics/command-io';
import { printDiagnostics } from '../../diagnostics/print-diagnostics';
import { findProfileFiles, UsageError } from '../../profile/profile-files';
import { formatTrace } from '../../report/trace/format-trace';
import { formatLiveTrace } from '../../report/trace/live/format-live-trace';
import { predictTrace } from '../../report/trace/predict-trace';
import { parseEndpoint, UnknownEndpoint } from '../../report/trace/trace-endpoint';
import type { Family } from '../../address';
import type { NetworkPlan } from '../../plan';
import type { Ends } from '../trace/live-trace';
import { checkClusterFile } from '../../synth/check-cluster-file';

export interface TraceOptions {
  readonly profiles: string;
  readonly format: 'text' | 'json';
  /** IP version of the packet; the cluster's primary family unless given. */
  readonly family?: '4' | '6';
  /** Whether to send a packet in the cluster's running lab. */
  readonly live?: boolean;
}

/** The two ends of a trace, as the user wrote them. */
export interface TraceEnds {
  readonly from: string;
  readonly to: string;
}

/** Exit statuses; 2 is a usage error. */
const STATUS = { arrives: 0, differs: 1, interrupted: 130 };

/**
 * Prints the predicted way of a packet. Status 1: it does not arrive, or the profile has errors. With --live the status
 * is that of the comparison: 1 where a hop differs.
 */
export async function trace(
  cluster: string,
  ends: TraceEnds,
  options: TraceOptions,
  io: CommandIo,
): Promise<number> {
  const [file = ''] = findProfileFiles([cluster], options.profiles);
  const { plan, diagnostics } = await checkClusterFile(file);
  if (plan === undefined) {
    printDiagnostics(diagnostics, io.stderr);
    return STATUS.differs;
  }
  try {
    const read = { from: parseEndpoint(plan, ends.from), to: parseEndpoint(plan, ends.to) };
    const family = options.family === undefined ? undefined : options.family === '4' ? 4 : 6;
    if (options.live === true) return await traceLive(plan, read, { ...options, version: family }, io);
    const predicted = predictTrace(plan, read.from, read.to, family);
    writeTrace(predicted, options, io, formatTrace);
    return predicted.dropped === undefined ? STATUS.arrives : STATUS.differs;
  } catch (error) {
    if (error instanceof UnknownEndpoint) throw new UsageError(error.message);
    throw error;
  }
}

/** Follows a real packet; an interrupt ends the processes that watch it. */
async function traceLive(
  plan: NetworkPlan,
  ends: Ends,
  options: TraceOptions & { readonly version: Family | undefined },
  io: CommandIo,
): Promise<number> {
  const { traceInLab } = await import('../trace/live-trace.js');
  const family = options.version ?? plan.clusterCidr[0]?.family ?? 4;
  const interrupt = new AbortController();
  const abort = () => interrupt.abort();
  process.once('SIGINT', abort);
  try {
    const compared = await traceInLab(plan, ends, family, interrupt.signal);
    if (interrupt.signal.aborted) return STATUS.interrupted;
    writeTrace(compared, options, io, (one) => formatLiveTrace(plan.cluster, one));
    return compared.agrees ? STATUS.arrives : STATUS.differs;
  } catch (error) {
    if (interrupt.signal.aborted) return STATUS.interrupted;
    throw error;
  } finally {
    process.off('SIGINT', abort);
  }
}

function writeTrace<T>(
  compared: T,
  { format }: TraceOptions,
  io: CommandIo,
  print: (trace: T) => string,
): void {
  io.stdout.write(format === 'json' ? `${JSON.stringify(compared, null, 2)}\n` : print(compared));
}
