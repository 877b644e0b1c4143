import { expect, test } from 'vitest';
import { killRuns } from './kill-runs';
import { sampleSize } from '../../sample-size';

/** `npm run test:kills` asks for more. */
const KILLS = Number(process.env.NETSTACK_KILLS ?? sampleSize(24, 6));
const CLUSTERS = Number(process.env.NETSTACK_KILL_CLUSTERS ?? 30);
const SEED = 1;

test(
  `${KILLS} killed runs of ${CLUSTERS} clusters lose no cluster and leave nothing`,
  async () => {
    const isLong = process.env.NETSTACK_KILLS !== undefined;
    const report = (kills: number, failures: number) =>
      isLong && kills % 25 === 0 && process.stdout.write(`${kills} kills, ${failures} failures\n`);
    const options = { kills: KILLS, clusters: CLUSTERS, seed: SEED, onKill: report };
    const { killed, hit, failures } = await killRuns(options);
    if (isLong) {
      const lines = [...killed].sort().map(([what, count]) => `${count} x ${what}`);
      console.log(`${lines.join('\n')}\nclusters absent or half right after a kill: ${hit}`);
    }
    expect(failures).toEqual([]);
    expect([...killed.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(KILLS / 2);
  },
  (KILLS + 5) * 60_000,
);
