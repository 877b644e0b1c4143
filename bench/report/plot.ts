import type { Row } from '../row';
import { thousands } from './table';

const WIDTH = 720;
const HEIGHT = 420;
/** Room around the plot for what is written beside it. */
const MARGIN = { left: 70, right: 160, top: 20, bottom: 50 };

/** Told apart by people who see red and green alike. */
const COLORS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000'];

/** From a figure to a place on one axis, both logarithmic. */
type Scale = (value: number) => number;

/** Seconds by clusters, a line for each renderer, as an SVG. Where times are extrapolated, the line is dashed. */
export function timesPlot(rows: readonly Row[]): string {
  const names = [...new Set(rows.map(({ name }) => name))];
  const x = scale(rows.map(({ n }) => n), [MARGIN.left, WIDTH - MARGIN.right]); // prettier-ignore
  const y = scale(rows.map(({ medianSeconds }) => medianSeconds), [HEIGHT - MARGIN.bottom, MARGIN.top]); // prettier-ignore
  const series = names.map((name, index) =>
    line(
      rows.filter((row) => row.name === name).sort((a, b) => a.n - b.n),
      COLORS[index % COLORS.length] as string,
      { x, y },
    ),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">`,
    '<title>Seconds by number of clusters, both axes logarithmic</title>',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...horizontalGrid(rows, y),
    ...verticalGrid(rows, x),
    ...series.flat(),
    ...labels(rows, names, y),
    '</svg>',
    '',
  ].join('\n');
}

/** From whole decade to whole decade. */
function scale(values: readonly number[], [from, to]: readonly [number, number]): Scale {
  const { low, high } = decades(values);
  return (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from);
}

function decades(values: readonly number[]): { readonly low: number; readonly high: number } {
  const low = Math.floor(Math.log10(Math.min(...values)));
  return { low, high: Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values)))) };
}

function powersOfTen(values: readonly number[]): readonly number[] {
  const { low, high } = decades(values);
  return Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
}

function horizontalGrid(rows: readonly Row[], y: Scale): readonly string[] {
  return powersOfTen(rows.map(({ medianSeconds }) => medianSeconds)).flatMap((power) => [
    grid(MARGIN.left, y(power), WIDTH - MARGIN.right, y(power)),
    text(MARGIN.left - 8, y(power) + 4, `${decimal(power)} s`, 'end'),
  ]);
}

function verticalGrid(rows: readonly Row[], x: Scale): readonly string[] {
  const bottom = HEIGHT - MARGIN.bottom;
  return [
    ...powersOfTen(rows.map(({ n }) => n)).flatMap((power) => [
      grid(x(power), MARGIN.top, x(power), bottom),
      text(x(power), bottom + 20, thousands(power), 'middle'),
    ]),
    text((MARGIN.left + WIDTH - MARGIN.right) / 2, bottom + 40, 'clusters', 'middle'),
  ];
}

/** `0.01`, `1`, `1,000` */
function decimal(power: number): string {
  return power >= 1 ? thousands(power) : power.toFixed(-Math.round(Math.log10(power)));
}

function line(rows: readonly Row[], color: string, { x, y }: { readonly x: Scale; readonly y: Scale }) {
  const points = rows.map((row) => ({ row, at: `${round(x(row.n))},${round(y(row.medianSeconds))}` }));
  const segments = points.slice(1).map(({ row, at }, index) => {
    const dashed = row.scaledFrom === undefined ? '' : ' stroke-dasharray="5 4"';
    return `<path d="M${points[index]?.at} L${at}" stroke="${color}" stroke-width="2" fill="none"${dashed}/>`;
  });
  const dots = rows.map(
    (row) => `<circle cx="${round(x(row.n))}" cy="${round(y(row.medianSeconds))}" r="3.5" fill="${color}"/>`,
  );
  return [...segments, ...dots];
}

/** Names at the ends of their lines, moved down where they would cover each other. */
function labels(rows: readonly Row[], names: readonly string[], y: Scale): readonly string[] {
  const ends = names.map((name, index) => {
    const last = rows.filter((row) => row.name === name).reduce((a, b) => (a.n > b.n ? a : b));
    return { name, at: y(last.medianSeconds), color: COLORS[index % COLORS.length] };
  });
  let lowest = -Infinity;
  return [...ends]
    .sort((a, b) => a.at - b.at)
    .map(({ name, at, color }) => {
      lowest = Math.max(at, lowest + 16);
      return text(WIDTH - MARGIN.right + 10, lowest + 4, name, 'start', color);
    });
}

function grid(x1: number, y1: number, x2: number, y2: number): string {
  return `<path d="M${round(x1)},${round(y1)} L${round(x2)},${round(y2)}" stroke="#ddd"/>`;
}

function text(x: number, y: number, content: string, anchor: string, color = '#333'): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="${color}">${content}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
