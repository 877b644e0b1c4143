import type { Row } from './row';
import { OURS } from './row';

/** A figure that is promised not to be less, or not to be more. */
export interface Limit {
  /** Says what is measured: a quotient says what is divided by what. */
  readonly title: string;
  readonly least?: number;
  readonly most?: number;
  /** @default - a quotient */
  readonly unit?: 'ms' | 'MiB';
}

/** A promise about one or two rows of one run. */
export interface Bar extends Limit {
  readonly of: RowKey;
  /**
   * What it is divided by; where the unit is `ms`, what is subtracted from it.
   *
   * @default - the figure itself is promised
   */
  readonly by?: RowKey;
  readonly figure: 'medianSeconds' | 'peakMiB';
}

type RowKey = readonly [name: string, n: number];

const NODE: RowKey = ['node -e 0', 0];

/** Memory of the largest process, in MiB. */
const MOST_MEMORY = 200;

/** What a command takes beyond Node's own start, in milliseconds. */
const MOST_BEYOND_NODE = 60;

/**
 * What the project promises. Quotients of one run: seconds say more of a machine than of a program. Of each rival, the
 * fastest form that is known is the one that is promised against: for jsonnet, go-jsonnet that writes JSON.
 */
export const BARS: readonly Bar[] = [
  rival('helm template', 32),
  rival('cdk8s App.synth', 14),
  rival('go-jsonnet, JSON', 4.5),
  beyondNode('synth of one cluster beyond the start of Node', [OURS, 1]),
  beyondNode('validate of one cluster beyond the start of Node', ['netstack validate', 1]),
  time('--help by an empty Node script', ['netstack --help', 0], NODE, 2),
  time('a wrong call by an empty Node script', ['netstack, a wrong call', 0], NODE, 2),
  memory('memory of 1,000 clusters', [OURS, 1000]),
  memory('memory of 10,000 clusters', [OURS, 10_000]),
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
  time('10,000 clusters by 1,000', [OURS, 10_000], [OURS, 1000], 10),
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

function beyondNode(title: string, of: RowKey): Bar {
  return { title, of, by: NODE, figure: 'medianSeconds', most: MOST_BEYOND_NODE, unit: 'ms' };
}

function memory(title: string, of: RowKey): Bar {
  return { title, of, figure: 'peakMiB', most: MOST_MEMORY, unit: 'MiB' };
}

/** A limit with what was measured. */
export interface Verdict extends Limit {
  /** Undefined where it was not measured. */
  readonly quotient: number | undefined;
  readonly met: boolean;
}

/** What is not measured is not met. */
export function verdictOn({ title, least, most, unit }: Limit, quotient: number | undefined): Verdict {
  const met = quotient !== undefined && quotient >= (least ?? 0) && quotient <= (most ?? Infinity);
  return {
    ...{ title, quotient, met },
    ...(least !== undefined && { least }),
    ...(most !== undefined && { most }),
    ...(unit !== undefined && { unit }),
  };
}

/** The figure of a bar; undefined where one of its rows was not measured. */
export function quotientOf({ of, by, figure, unit }: Bar, rows: readonly Row[]): number | undefined {
  const figureOf = ([name, n]: RowKey) => rows.find((row) => row.name === name && row.n === n)?.[figure];
  const own = figureOf(of);
  if (by === undefined || own === undefined) return own;
  const other = figureOf(by);
  if (other === undefined) return undefined;
  return unit === 'ms' ? (own - other) * 1000 : own / other;
}
