import { join } from 'node:path';
import { verdictOn } from './bars';
import { growth } from './growth';
import { loadFleet } from './renderers/load-fleet';
import { netstack } from './renderers/netstack';
import { stock } from './renderers/stock';
import { verdictsTable } from './report/table';
import { measureLargeGrowth } from './large-growth';
import { measureSnippetGrowth } from './snippet-growth';
import { oursAlone, rendererTasks } from './stages';
import type { MeasuredTask } from './turns';
import { inTurns } from './turns';
import { emptyFolder, workplace } from './workplace';

/**
 * For CI: whether time grows faster than the number of clusters, and how near stock cdk8s has come. Times are those of
 * processors, since CI's machine may do something else.
 */
const RUNS = 3;
const FEW = 50;
const MANY = 300;

/**
 * A cluster beyond the first fifty by one of the first fifty. The engine warms up on those, so that linear growth
 * measures 0.5 to 0.9; a square that takes as long as all the rest at 300 clusters measures above 1.
 */
const MOST_GROWTH = 1;

/**
 * Stock cdk8s by ours at fifty clusters. Start and warm-up, which a thousand clusters share, take half of our time
 * here. Measured: 2.1 to 2.4; what is below has lost a third of its speed.
 */
const LEAST_BY_STOCK = 1.5;

/** 100,000 lines of a snippet by 25,000. Linear growth measures 3 to 6, a square 16. */
const MOST_SNIPPET_GROWTH = 8;

/** A stage of one large profile by a quarter of it. Measured: 1.9 to 6.8; a square measures 16. */
const MOST_STAGE_GROWTH = 12;

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const folder = workplace();
  const fleet = loadFleet(join(folder, 'profiles'), FEW);
  const [few, stockFew] = rendererTasks(fleet, [netstack, stock], folder) as [MeasuredTask, MeasuredTask];
  const one = oursAlone(1, emptyFolder(join(folder, 'one')));
  const many = oursAlone(MANY, emptyFolder(join(folder, 'many')));
  const measurements = await inTurns([one, few, stockFew, many], RUNS, join(folder, 'log'));

  /** The run that was disturbed least. */
  function best(task: MeasuredTask) {
    const taken = measurements.get(task) ?? [];
    return { n: task.n, seconds: Math.min(...taken.map(({ cpuSeconds }) => cpuSeconds)) };
  }

  const risen = growth(best(one), best(few), best(many));
  const byStock = best(stockFew).seconds / best(few).seconds;
  const verdicts = [
    verdictOn({ title: `a cluster up to ${MANY} by one up to ${FEW}`, most: MOST_GROWTH }, risen),
    verdictOn({ title: `${stock.name} by ours, ${FEW} clusters`, least: LEAST_BY_STOCK }, byStock),
    ...measureSnippetGrowth().map(({ kind, quotient }) =>
      verdictOn(
        { title: `100,000 lines of a snippet by 25,000: ${kind}`, most: MOST_SNIPPET_GROWTH },
        quotient,
      ),
    ),
    ...measureLargeGrowth().map(({ title, quotient }) =>
      verdictOn({ title: `${title}, by a quarter`, most: MOST_STAGE_GROWTH }, quotient),
    ),
  ];
  console.log(verdictsTable(verdicts));
  if (verdicts.some(({ met }) => !met)) process.exitCode = 1;
}
