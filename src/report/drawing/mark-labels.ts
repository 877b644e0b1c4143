import type { SceneArrow, SceneLabel } from './scene';
import { LINE_HEIGHT, measureText } from './text-metrics';

const LABEL_GAP = 14;
/** Between a leader and the text at its end. */
const INDENT = 5;

/** A mark on a bar, from the left to the right. */
export interface Mark {
  readonly x: number;
  readonly text: string;
}

/** Where the labels of a bar have their place. */
export interface LabelFrame {
  readonly left: number;
  readonly right: number;
  /** The lower edge of the bar. */
  readonly top: number;
  /** Pixels between the bar and the first row. */
  readonly head: number;
}

/** A label in its row, counted from 0. */
interface Placed extends Mark {
  readonly index: number;
  readonly row: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Labels in rows below the marks of a bar, each with a leader, a line from its mark. From the right to the left, each label is
 * in the first row with space: the leader of a lower row passes on the left of the labels above it. Labels that would leave
 * the frame end at its right edge, below all leaders that they would cover.
 */
export function placeLabels(
  marks: readonly Mark[],
  frame: LabelFrame,
): {
  readonly rows: number;
  readonly labels: readonly SceneLabel[];
  readonly leaders: readonly SceneArrow[];
} {
  const indexed = marks.map((mark, index) => ({ ...mark, index })).reverse();
  const isFitting = ({ x, text }: Mark) => x + INDENT + measureText(text, 'note') <= frame.right;
  const placed: Placed[] = [];
  for (const mark of [...indexed.filter(isFitting), ...indexed.filter((one) => !isFitting(one))]) {
    const width = measureText(mark.text, 'note');
    const start = isFitting(mark) ? mark.x + INDENT : Math.max(frame.left, frame.right - width);
    const end = start + width;
    placed.push({ ...mark, start, end, row: findRow(placed, start, end) });
  }
  const sorted = placed.sort((a, b) => a.index - b.index);
  const lineAt = (row: number) => frame.top + frame.head + row * LINE_HEIGHT.note;
  return {
    rows: 1 + Math.max(-1, ...sorted.map(({ row }) => row)),
    labels: sorted.map(({ index, text, start, row }) => ({
      ...{ id: `label-${index}`, text, x: round(start), y: round(lineAt(row) + 0.75 * LINE_HEIGHT.note) },
      ...{ style: 'note', anchor: 'start' },
    })),
    leaders: sorted
      .filter((label) => !sorted.some((other) => other.row < label.row && covers(other, label.x)))
      .map(({ index, x, start, row }) => ({
        ...{ id: `leader-${index}`, isLeader: true, from: { x, y: frame.top } },
        to: { x, y: round(lineAt(row) + (start > x ? 0.6 * LINE_HEIGHT.note : 2)) },
      })),
  };
}

/** The first row where the label touches no other, and covers no leader of a lower row. */
function findRow(placed: readonly Placed[], start: number, end: number): number {
  const isFree = (row: number) =>
    placed.every(
      (other) =>
        (other.row !== row || end + LABEL_GAP <= other.start || other.end + LABEL_GAP <= start) &&
        (other.row <= row || other.x < start - INDENT || other.x > end),
    );
  let row = 0;
  while (!isFree(row)) row += 1;
  return row;
}

function covers({ start, end }: Placed, x: number): boolean {
  return x >= start && x <= end;
}

/** Two decimals: the same text on every machine. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
