import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BARS, quotientOf, verdictOn } from './bars';
import { helm } from './renderers/helm';
import { goJsonnet, jsonnet, packagedJsonnet } from './renderers/jsonnet';
import { kustomize } from './renderers/kustomize';
import { loadFleet } from './renderers/load-fleet';
import { netstack } from './renderers/netstack';
import type { Renderer } from './renderers/renderer';
import { stock } from './renderers/stock';
import { goJsonnetTool, jsonnetTool, kubernetesTools, packagedJsonnetTool } from './renderers/tools';
import { updatePage } from './report/page';
import { timesPlot } from './report/plot';
import type { Findings } from './report/report';
import { comparedRows, report } from './report/report';
import { verdictsTable } from './report/table';
import type { Unrelated } from './row';
import { relateRows, rowsOf, scaleRow } from './row';
import { extendingTask, oursAlone, rendererTasks, rerunTasks, startTasks } from './stages';
import type { MeasuredTask } from './turns';
import { inTurns } from './turns';
import { emptyFolder, workplace } from './workplace';

/** Renders fleets with everything that is compared, and writes what was found to `docs/performance.md`. */
const { values: options } = parseArgs({
  args: process.argv.slice(1),
  options: {
    /** One JSON object a row on standard output, and no page. */
    json: { type: 'boolean', default: false },
    /** 10,000 clusters too. */
    long: { type: 'boolean', default: false },
    /** Other numbers of clusters, to try it: the tables go to standard output. */
    sizes: { type: 'string' },
  },
});

const RUNS = 5;
const SIZES = [1, 10, 100, 1000];
const LARGE = 10_000;

/** The number of processes that are started one after the other; the time of more is extrapolated from theirs. */
const MOST_PROCESSES = 100;

const sizes = options.sizes?.split(',').map(Number) ?? SIZES;
const largest = Math.max(...sizes);
const folder = workplace();
const log = join(folder, 'log');

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const renderers = allRenderers();
  // Fills the caches of the disk and of the bundles, and finds what does not work before it takes minutes.
  await measure(1, renderers, 1);
  const measured: Unrelated[] = [];
  for (const size of sizes) measured.push(...(await measure(size, renderers, RUNS)));
  if (options.long) measured.push(...(await measureLarge()));
  const rows = relateRows(measured);
  const measuredSize = options.long ? LARGE : largest;
  const bars = BARS.filter(({ of, by }) => of[1] <= measuredSize && (by?.[1] ?? 0) <= measuredSize);
  const verdicts = bars.map((bar) => verdictOn(bar, quotientOf(bar, rows)));
  if (verdicts.some(({ met }) => !met)) process.exitCode = 1;
  tell({ rows, verdicts, renderers });
}

function allRenderers(): readonly Renderer[] {
  const { helm: helmTool, kubectl } = kubernetesTools();
  const packagedTool = packagedJsonnetTool();
  const goTool = goJsonnetTool();
  const others = [stock, helm(helmTool), kustomize(kubectl), jsonnet(jsonnetTool())];
  const otherJsonnets = [
    ...(packagedTool ? [packagedJsonnet(packagedTool)] : []),
    ...(goTool ? goJsonnet(goTool) : []),
  ];
  return [netstack, ...others, ...otherJsonnets];
}

/**
 * Everything at one size, in turns. What is extrapolated runs in the same turns: a machine shared with others changes its speed
 * from one minute to the next, and would favour the one that ran in the faster minute.
 */
async function measure(size: number, renderers: readonly Renderer[], runs: number) {
  const own = emptyFolder(join(folder, 'stage'));
  const fleet = loadFleet(join(own, 'profiles'), size);
  const able = renderers.filter(({ processPerCluster }) => !processPerCluster || size <= MOST_PROCESSES);
  const tasks: readonly MeasuredTask[] = [
    ...rendererTasks(fleet, able, own),
    ...(able.length < renderers.length ? extrapolatedTasks(renderers, own) : []),
    ...(size === 1 ? startTasks(fleet, own) : []),
    ...(size === largest ? [...rerunTasks(size, own), extendingTask(fleet, own)] : []),
  ];
  const rows = rowsOf(await inTurns(tasks, runs, log));
  return rows.map((row) => (row.n === MOST_PROCESSES && row.n < size ? scaleRow(row, size) : row));
}

/** What starts a process for each cluster, for the number of clusters that it runs with. */
function extrapolatedTasks(renderers: readonly Renderer[], own: string): readonly MeasuredTask[] {
  const part = emptyFolder(join(own, 'part'));
  const slow = renderers.filter(({ processPerCluster }) => processPerCluster);
  return rendererTasks(loadFleet(join(part, 'profiles'), MOST_PROCESSES), slow, part);
}

async function measureLarge() {
  const task = oursAlone(LARGE, emptyFolder(join(folder, 'stage')));
  return rowsOf(await inTurns([task], RUNS, log));
}

/** Four figures that count; more say something of the clock. */
function roundNumber(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}

function tell(findings: Findings): void {
  if (options.json) {
    for (const row of findings.rows) console.log(JSON.stringify(row, roundNumber));
    process.stderr.write(`\n${verdictsTable(findings.verdicts)}`);
  } else if (options.sizes !== undefined) {
    console.log(report(findings));
  } else {
    updatePage('docs/performance.md', report(findings));
    writeFileSync('docs/performance.svg', timesPlot(comparedRows(findings.rows, findings.renderers)));
    console.log(`docs/performance.md\n\n${verdictsTable(findings.verdicts)}`);
  }
}
