import type { Row } from './row';
import { OURS } from './row';

/** A quotient that is promised not to be less, or not to be more. */
export interface Limit {
  /** Says what is divided by what. */
  readonly title: string;
  readonly least?: number;
  readonly most?: number;
}

/** A promise about two rows of one run. */
export interface Bar extends Limit {
  readonly of: RowKey;
  readonly by: RowKey;
  readonly figure: 'medianSeconds' | 'peakMiB';
}

type RowKey = readonly [name: string, n: number];

/** What the project promises. Quotients of one run: seconds say more of a machine than of a program. */
export const BARS: readonly Bar[] = [
  rival('helm template', 20),
  rival('cdk8s App.synth', 8),
  rival('jsonnet', 5),
  time('one cluster by no profile at all', [OURS, 1], [`${OURS}, no profile`, 0], 2),
  time('npm run synth by an empty cdk8s app', ['npm run synth', 1], ['npm run, empty cdk8s app', 0], 1.4),
  time(
    'npm run synth of the six shipped clusters',
    ['npm run synth', 6],
    ['npm run, empty cdk8s app', 0],
    1.4,
  ),
  time('1,000 unchanged by all of 1,000', [`${OURS}, unchanged`, 1000], [OURS, 1000], 0.3),
  time('one changed by 1,000 unchanged', [`${OURS}, one changed`, 1000], [`${OURS}, unchanged`, 1000], 1.3),
  time('10,000 clusters by 1,000', [OURS, 10_000], [OURS, 1000], 12),
  {
    title: 'memory of 10,000 clusters by that of 1,000',
    of: [OURS, 10_000],
    by: [OURS, 1000],
    figure: 'peakMiB',
    most: 1.3,
  },
];

function rival(name: string, least: number): Bar {
  return { title: `${name} by ours`, of: [name, 1000], by: [OURS, 1000], figure: 'medianSeconds', least };
}

function time(title: string, of: RowKey, by: RowKey, most: number): Bar {
  return { title, of, by, figure: 'medianSeconds', most };
}

/** A limit with what was measured. */
export interface Verdict extends Limit {
  /** Undefined where it was not measured. */
  readonly quotient: number | undefined;
  readonly met: boolean;
}

/** What is not measured is not met. */
export function verdictOn({ title, least, most }: Limit, quotient: number | undefined): Verdict {
  const met = quotient !== undefined && quotient >= (least ?? 0) && quotient <= (most ?? Infinity);
  return { title, quotient, met, ...(least !== undefined && { least }), ...(most !== undefined && { most }) };
}

/** The quotient of a bar; undefined where one of its rows was not measured. */
export function quotientOf({ of, by, figure }: Bar, rows: readonly Row[]): number | undefined {
  const [dividend, divisor] = [of, by].map(
    ([name, n]) => rows.find((row) => row.name === name && row.n === n)?.[figure],
  );
  return dividend === undefined || divisor === undefined ? undefined : dividend / divisor;
}
