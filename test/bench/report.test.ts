import { describe, expect, test } from 'vitest';
import { BARS, quotientOf, verdictOn } from '../../bench/bars';
import type { Point } from '../../bench/growth';
import { growth } from '../../bench/growth';
import { pageWith } from '../../bench/report/page';
import { timesPlot } from '../../bench/report/plot';
import { comparedRows, report } from '../../bench/report/report';
import {
  markdownTable,
  rowsTable,
  seconds,
  sizesTable,
  thousands,
  verdictsTable,
} from '../../bench/report/table';
import type { Row } from '../../bench/row';
import { relateRows, rowsOf, scaleRow } from '../../bench/row';
import { median } from '../../bench/timing';

const createRow = (name: string, n: number, medianSeconds: number, peakMiB = 100) => ({
  ...{ name, n, medianSeconds, peakMiB },
});

const ROWS: readonly Row[] = relateRows([
  createRow('netstack synth', 1, 0.1),
  createRow('netstack synth', 1000, 2, 150),
  createRow('helm template', 1, 0.06),
  scaleRow(createRow('helm template', 100, 6), 1000),
  createRow('netstack synth, no profile', 0, 0.05),
]);
const RENDERERS = [
  { name: 'netstack synth', version: '1.0.0' },
  { name: 'helm template', version: 'v4' },
];

describe('rows', () => {
  test('the median of an odd and of an even number of runs', () => {
    expect(median([5, 1, 4, 2, 3])).toBe(3);
    expect(median([7])).toBe(7);
    expect(median([4, 1])).toBe(2.5);
  });

  test('of measurements: the median of times, the highest peak', () => {
    const task = {
      name: 'netstack synth',
      n: 10,
      command: { program: '', args: [] },
      prepare: () => undefined,
    };
    const taken = [3, 1, 2].map((value) => ({ seconds: value, cpuSeconds: value, peakMiB: value * 10 }));
    expect(rowsOf(new Map([[task, taken]]))).toEqual([createRow('netstack synth', 10, 2, 30)]);
  });

  test('by ours of the same size; by one cluster where none is rendered', () => {
    expect(ROWS.map(({ ratioToUs }) => ratioToUs)).toEqual([1, 1, 0.6, 30, 0.5]);
  });

  test('what was extrapolated says from what', () => {
    expect(ROWS[3]).toEqual({ ...createRow('helm template', 1000, 60), ratioToUs: 30, scaledFrom: 100 });
  });

  test('has no ratio where netstack synth was not measured for as many clusters', () => {
    expect(relateRows([createRow('npm run synth', 6, 1)])).toEqual([createRow('npm run synth', 6, 1)]);
  });
});

describe('tables', () => {
  test('are aligned, figures to the right', () => {
    expect(
      markdownTable(
        ['', 'time'],
        [
          ['a long name', '1 s'],
          ['b', '10.5 s'],
        ],
      ),
    ).toBe(
      ['|             |   time |', '| ----------- | -----: |', '| a long name |    1 s |', '| b           | 10.5 s |', '']
        .join('\n'), // prettier-ignore
    );
  });

  test('one line a renderer, stars where it was extrapolated', () => {
    expect(sizesTable(comparedRows(ROWS, RENDERERS), seconds)).toMatchInlineSnapshot(`
      "|                | 1 cluster | 1,000 clusters |
      | -------------- | --------: | -------------: |
      | netstack synth |   0.100 s |         2.00 s |
      | helm template  |   0.060 s |       60.0 s * |
      "
    `);
  });

  test('one line a command', () => {
    expect(rowsTable(ROWS.slice(4))).toMatchInlineSnapshot(`
      "|                            | clusters |    time | by ours | peak memory |
      | -------------------------- | -------: | ------: | ------: | ----------: |
      | netstack synth, no profile |        0 | 0.050 s |   0.50x |     100 MiB |
      "
    `);
  });

  test.each([
    [0.1234, '0.123 s'],
    [1.234, '1.23 s'],
    [12.34, '12.3 s'],
    [123.4, '123 s'],
  ])('%d seconds', (medianSeconds, text) => {
    expect(seconds({ medianSeconds })).toBe(text);
  });

  test('thousands', () => {
    expect([1, 999, 1000, 10_000, 1_234_567].map(thousands)).toEqual([
      '1',
      '999',
      '1,000',
      '10,000',
      '1,234,567',
    ]);
  });
});

describe('bars', () => {
  const bar = (title: string) => {
    const found = BARS.find((candidate) => candidate.title.startsWith(title));
    if (found === undefined) throw new Error(`there is no bar ${title}`);
    return found;
  };

  test('compare two rows of one run', () => {
    expect(quotientOf(bar('helm template'), ROWS)).toBe(30);
    expect(quotientOf(bar('one cluster by'), ROWS)).toBe(2);
    expect(quotientOf(bar('go-jsonnet'), ROWS)).toBeUndefined();
    const large = relateRows([
      createRow('netstack synth', 1000, 2, 150),
      createRow('netstack synth', 10_000, 22, 180),
    ]);
    expect(quotientOf(bar('memory of 10,000 clusters by'), large)).toBe(1.2);
  });

  test('of memory and of milliseconds: the figure itself, and what is beyond another one', () => {
    const rows = relateRows([
      createRow('netstack synth', 1, 0.15),
      createRow('netstack synth', 1000, 2, 150),
      createRow('node -e 0', 0, 0.06),
    ]);
    expect(quotientOf(bar('memory of 1,000'), rows)).toBe(150);
    expect(quotientOf(bar('memory of 10,000 clusters'), rows)).toBeUndefined();
    expect(quotientOf(bar('synth of one cluster beyond'), rows)).toBeCloseTo(90);
    expect(quotientOf(bar('validate of one cluster beyond'), rows)).toBeUndefined();
  });

  test.each([
    [{ least: 20 }, 20, true],
    [{ least: 20 }, 19.9, false],
    [{ most: 2 }, 2, true],
    [{ most: 2 }, 2.1, false],
    [{ most: 2 }, undefined, false],
  ])('%o of %d: met %s', (limit, quotient, met) => {
    expect(verdictOn({ title: 'a by b', ...limit }, quotient).met).toBe(met);
  });

  test('say what was promised', () => {
    const verdicts = [verdictOn(bar('helm template'), 30), verdictOn(bar('one cluster by'), 2.5), verdictOn(bar('go-jsonnet'), undefined), verdictOn(bar('memory of 1,000'), 150), verdictOn(bar('synth of one'), 90)]; // prettier-ignore
    expect(verdictsTable(verdicts)).toMatchInlineSnapshot(`
      "|                                               |        promised |     measured |        |
      | --------------------------------------------- | --------------: | -----------: | -----: |
      | helm template by ours                         |    at least 32x |        30.0x | MISSED |
      | one cluster by no profile at all              |      at most 2x |        2.50x | MISSED |
      | go-jsonnet, JSON by ours                      |   at least 4.5x | not measured | MISSED |
      | memory of 1,000 clusters                      | at most 200 MiB |      150 MiB |    met |
      | synth of one cluster beyond the start of Node |   at most 60 ms |        90 ms | MISSED |
      "
    `);
  });
});

describe('growth', () => {
  const at = (time: (n: number) => number) =>
    [1, 100, 400].map((n) => ({ n, seconds: time(n) })) as [Point, Point, Point];

  test('is 1 where time grows with the clusters, whatever the start takes', () => {
    expect(growth(...at((n) => 0.3 + 0.01 * n))).toBeCloseTo(1);
  });

  test('is 5 where it grows with their square', () => {
    expect(growth(...at((n) => 0.3 + 0.0001 * n * n))).toBeCloseTo(500 / 101);
  });

  test('is less where the first take longer', () => {
    expect(growth(...at((n) => 0.3 + 0.01 * n + 0.02 * Math.min(n, 50)))).toBeLessThan(0.6);
  });
});

describe('plot', () => {
  const svg = timesPlot(comparedRows(ROWS, RENDERERS));

  test('has a line and a name for each renderer', () => {
    for (const { name } of RENDERERS) expect(svg).toContain(`>${name}</text>`);
    expect(svg.match(/stroke-width="2"/g)).toHaveLength(2);
    expect(svg.match(/<circle/g)).toHaveLength(4);
  });

  test('is dashed where the time was extrapolated', () => {
    expect(svg.match(/stroke-dasharray/g)).toHaveLength(1);
  });

  test('goes from whole decade to whole decade', () => {
    for (const label of ['0.01 s', '1 s', '100 s', '1', '10', '1,000'])
      expect(svg).toContain(`>${label}</text>`);
  });

  test('keeps everything inside its edges', () => {
    const numbers = [...svg.matchAll(/c?x="([\d.-]+)" c?y="([\d.-]+)"/g)];
    expect(numbers.length).toBeGreaterThan(10);
    for (const [, x, y] of numbers) {
      expect(Number(x) >= 0 && Number(x) <= 720 && Number(y) >= 0 && Number(y) <= 420).toBe(true);
    }
  });
});

describe('page', () => {
  test('gets what was measured between its markers', () => {
    const page = 'before\n<!-- bench:start -->\nold\n<!-- bench:end -->\nafter\n';
    const expected = 'before\n<!-- bench:start -->\n\nnew\n\n<!-- bench:end -->\nafter\n';
    expect(pageWith(page, 'new\n')).toBe(expected);
    expect(pageWith(expected, 'new\n')).toBe(expected);
  });

  test('without markers is told', () => {
    expect(() => pageWith('nothing', 'new')).toThrow('bench:start');
  });

  test('tells everything that was found', () => {
    const text = report({ rows: ROWS, verdicts: [], renderers: RENDERERS });
    for (const part of [
      'netstack synth 1.0.0, helm template v4',
      '60.0 s *',
      'extrapolated from 100',
      'no profile',
    ]) {
      expect(text).toContain(part);
    }
  });
});
