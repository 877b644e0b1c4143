import type { Measurement } from './measure';
import { median } from './timing';
import type { MeasuredTask } from './turns';

/** What is told of one command at one size. */
export interface Row {
  readonly name: string;
  /** Clusters. */
  readonly n: number;
  readonly medianSeconds: number;
  readonly peakMiB: number;
  /** Its time by ours for as many clusters, or for one where it renders none. @default - ours was not run for as many */
  readonly ratioToUs?: number;
  /** The number of clusters that were rendered; the time is extrapolated from theirs. @default - all were rendered */
  readonly scaledFrom?: number;
}

/** Ours, which all are compared with. */
export const OURS = 'netstack synth';

/** Before it is compared. */
export type Unrelated = Omit<Row, 'ratioToUs'>;

/** One row a task. */
export function rowsOf(
  measurements: ReadonlyMap<MeasuredTask, readonly Measurement[]>,
): readonly Unrelated[] {
  return [...measurements].map(([{ name, n }, taken]) => ({
    name,
    n,
    medianSeconds: median(taken.map(({ seconds }) => seconds)),
    peakMiB: Math.max(...taken.map(({ peakMiB }) => peakMiB)),
  }));
}

/** What a command that starts a process for each cluster would take for more clusters. */
export function scaleRow(row: Unrelated, n: number): Unrelated {
  return { ...row, n, medianSeconds: (row.medianSeconds * n) / row.n, scaledFrom: row.n };
}

/** Rows beside ours of the same size. */
export function relateRows(rows: readonly Unrelated[]): readonly Row[] {
  return rows.map((row) => {
    const ours = rows.find(({ name, n }) => name === OURS && n === Math.max(row.n, 1));
    const { name, n, medianSeconds, peakMiB, ...rest } = row;
    const ratio = ours && { ratioToUs: medianSeconds / ours.medianSeconds };
    return { name, n, medianSeconds, peakMiB, ...ratio, ...rest };
  });
}
