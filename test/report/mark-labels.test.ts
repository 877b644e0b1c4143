import { expect, test } from 'vitest';
import type { Mark } from '../../src/report/drawing/mark-labels';
import { placeLabels } from '../../src/report/drawing/mark-labels';
import { measureText } from '../../src/report/drawing/text-metrics';

const FRAME = { left: 24, right: 976, top: 100, head: 10 };

/** Marks at these places, with a text of this length each. */
function marksAt(places: readonly number[], length = 20): readonly Mark[] {
  return places.map((x) => ({ x, text: 'a'.repeat(length) }));
}

test.each([
  ['one mark', marksAt([30])],
  ['marks close together', marksAt([30, 33, 36, 39, 300, 303])],
  ['marks at one place', marksAt([200, 200, 200, 203])],
  ['marks at the right edge', marksAt([800, 850, 900, 950, 955, 970])],
  ['long texts', marksAt([30, 400, 600, 700, 950], 100)],
])('%s: no label touches another, leaves the frame, or is crossed by a leader', (_, marks) => {
  const { rows, labels, leaders } = placeLabels(marks, FRAME);
  expect(labels).toHaveLength(marks.length);
  const boxes = labels.map(({ x, y, text }) => ({ x, y, end: x + measureText(text, 'note') }));
  for (const { x, y, end } of boxes) {
    expect(x).toBeGreaterThanOrEqual(FRAME.left);
    expect(end).toBeLessThanOrEqual(FRAME.right);
    expect(y).toBeLessThanOrEqual(FRAME.top + FRAME.head + rows * 16);
    const same = boxes.filter((other) => other.y === y && other.x > x);
    for (const other of same) expect(other.x).toBeGreaterThan(end);
    for (const { from, to } of leaders) {
      const isInRow = from.x > x && from.x < end;
      expect(isInRow && to.y > y).toBe(false);
    }
  }
});

test('a mark that is alone has its text beside its leader, in the first row', () => {
  const { rows, labels, leaders } = placeLabels(marksAt([30, 500]), FRAME);
  expect(rows).toBe(1);
  expect(leaders.map(({ from }) => from.x)).toEqual([30, 500]);
  expect(labels.map(({ x }) => x)).toEqual([35, 505]);
});

test('no marks have no rows', () => {
  expect(placeLabels([], FRAME)).toEqual({ rows: 0, labels: [], leaders: [] });
});
