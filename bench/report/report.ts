import type { Verdict } from '../bars';
import type { Renderer } from '../renderers/renderer';
import type { Row } from '../row';
import { machine } from './machine';
import { mebibytes, rowsTable, seconds, sizesTable, times, verdictsTable } from './table';

/** Everything that a run found, as Markdown. */
export interface Findings {
  readonly rows: readonly Row[];
  readonly verdicts: readonly Verdict[];
  readonly renderers: readonly Pick<Renderer, 'name' | 'version'>[];
}

export function report({ rows, verdicts, renderers }: Findings): string {
  const compared = comparedRows(rows, renderers);
  const versions = renderers.map(({ name, version }) => `${name} ${version}`).join(', ');
  const sections = [
    `${machine()}.\n${versions}.\n`,
    `Time, the median of five runs, or of two (the first and the last) of what takes ten seconds:\n`,
    sizesTable(compared, seconds),
    'The same by ours:\n',
    sizesTable(compared, ({ ratioToUs }) => (ratioToUs === undefined ? '' : times(ratioToUs))),
    'Peak memory of the largest process:\n',
    sizesTable(compared, mebibytes),
    ...scaledNote(compared),
    'Our own commands:\n',
    rowsTable(rows.filter((row) => !compared.includes(row))),
    'What the project promises of these figures:\n',
    verdictsTable(verdicts),
  ];
  return sections.join('\n');
}

/** The rows of renderers at the sizes that all have. */
export function comparedRows(rows: readonly Row[], renderers: Findings['renderers']): readonly Row[] {
  const names = new Set(renderers.map(({ name }) => name));
  const sizes = renderers.map(
    ({ name }) => new Set(rows.filter((row) => row.name === name).map(({ n }) => n)),
  );
  return rows.filter(({ name, n }) => names.has(name) && sizes.every((own) => own.has(n)));
}

function scaledNote(rows: readonly Row[]): string[] {
  const from = rows.find(({ scaledFrom }) => scaledFrom !== undefined)?.scaledFrom;
  return from === undefined
    ? []
    : [`\\* a process for each cluster: extrapolated from ${from} clusters, which ran in the same turns.\n`];
}
