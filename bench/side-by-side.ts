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

/** The number of processes that are started one after the other; the time of more is extrapolated. */
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
  measured.push(...extrapolateRows(renderers, measured));
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

/** Everything at one size, by turns. */
async function measure(size: number, renderers: readonly Renderer[], runs: number) {
  const own = emptyFolder(join(folder, 'stage'));
  const fleet = loadFleet(join(own, 'profiles'), size);
  const able = renderers.filter(({ processPerCluster }) => !processPerCluster || size <= MOST_PROCESSES);
  const tasks: readonly MeasuredTask[] = [
    ...rendererTasks(fleet, able, own),
    ...(size === 1 ? startTasks(fleet, own) : []),
    ...(size === largest ? [...rerunTasks(size, own), extendingTask(fleet, own)] : []),
  ];
  return rowsOf(await inTurns(tasks, runs, log));
}

async function measureLarge() {
  const task = oursAlone(LARGE, emptyFolder(join(folder, 'stage')));
  return rowsOf(await inTurns([task], RUNS, log));
}

/** Rows of what starts a process for each cluster, at the sizes that it was not run at. */
function extrapolateRows(
  renderers: readonly Renderer[],
  measured: readonly Unrelated[],
): readonly Unrelated[] {
  const slow = renderers.filter(({ processPerCluster }) => processPerCluster);
  return slow.flatMap(({ name }) => {
    const own = measured.filter((row) => row.name === name);
    const last = own[own.length - 1];
    if (last === undefined) return [];
    return sizes.filter((size) => size > MOST_PROCESSES).map((size) => scaleRow(last, size));
  });
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
