import type { Verdict } from '../bars';
import type { Row } from '../row';

/** Rows of cells as a Markdown table; all columns but the first are figures. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((_, column) =>
    Math.max(3, ...[header, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) => {
    const padded = widths.map((width, column) => {
      const cell = cells[column] ?? '';
      return column === 0 ? cell.padEnd(width) : cell.padStart(width);
    });
    return `| ${padded.join(' | ')} |`;
  };
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(header), line(rule), ...rows.map(line)].map((text) => `${text}\n`).join('');
}

/** One line a renderer, one column a size; what was not rendered whole has a star. */
export function sizesTable(rows: readonly Row[], figure: (row: Row) => string): string {
  const sizes = [...new Set(rows.map(({ n }) => n))].sort((a, b) => a - b);
  const names = [...new Set(rows.map(({ name }) => name))];
  const lines = names.map((name) => [
    name,
    ...sizes.map((size) => {
      const row = rows.find((candidate) => candidate.name === name && candidate.n === size);
      return row === undefined ? '' : `${figure(row)}${row.scaledFrom === undefined ? '' : ' *'}`;
    }),
  ]);
  return markdownTable(['', ...sizes.map((size) => formatClusters(size))], lines);
}

function formatClusters(size: number): string {
  return `${thousands(size)} ${size === 1 ? 'cluster' : 'clusters'}`;
}

/** `1,000`, in every locale. */
export function thousands(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Seconds with three figures that count. */
export function seconds({ medianSeconds }: Pick<Row, 'medianSeconds'>): string {
  const digits = medianSeconds < 1 ? 3 : medianSeconds < 10 ? 2 : medianSeconds < 100 ? 1 : 0;
  return `${medianSeconds.toFixed(digits)} s`;
}

export function mebibytes({ peakMiB }: Pick<Row, 'peakMiB'>): string {
  return `${peakMiB.toFixed(0)} MiB`;
}

export function times(quotient: number): string {
  return `${quotient.toFixed(quotient < 10 ? 2 : 1)}x`;
}

/** One line a command. */
export function rowsTable(rows: readonly Row[]): string {
  const header = ['', 'clusters', 'time', 'by ours', 'peak memory'];
  const lines = rows.map((row) => [
    row.name,
    thousands(row.n),
    seconds(row),
    row.ratioToUs === undefined ? '' : times(row.ratioToUs),
    mebibytes(row),
  ]);
  return markdownTable(header, lines);
}

/** One line a promise. */
export function verdictsTable(verdicts: readonly Verdict[]): string {
  const lines = verdicts.map(({ title, least, most, quotient, met, unit }) => [
    title,
    `${least === undefined ? 'at most' : 'at least'} ${least ?? most}${unit === undefined ? 'x' : ` ${unit}`}`,
    quotient === undefined ? 'not measured' : formatFigure(quotient, unit),
    met ? 'met' : 'MISSED',
  ]);
  return markdownTable(['', 'promised', 'measured', ''], lines);
}

function formatFigure(figure: number, unit: Verdict['unit']): string {
  return unit === undefined ? times(figure) : `${figure.toFixed(0)} ${unit}`;
}
