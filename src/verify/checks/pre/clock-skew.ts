import type { ClusterCheck, VerifyContext } from '../../check';
import { passIf } from '../../finding';
import { isSkipped, skipIfUnreachable } from '../../skip';

/** Seconds that the clocks may differ, with the time that ssh takes. */
const MOST_SECONDS = 10;

/** The clocks of the nodes. */
export const clockSkew: ClusterCheck = {
  id: 'clock-skew',
  scope: 'cluster',
  title: 'the clocks of all nodes agree',
  why: 'A certificate that another node has just created is not valid yet on a node whose clock is behind: it cannot join. etcd and leases expire early or late.',
  applies: ({ nodes }) => nodes.length > 1,
  async *observe(context: VerifyContext) {
    const read = await Promise.all(
      context.plan.nodes.map(({ name }) =>
        skipIfUnreachable(`clock of ${name}`, async () => {
          const { stdout } = await context.node(name).run(['date', '+%s']);
          return { name, seconds: Number(stdout) };
        }),
      ),
    );
    yield* read.filter(isSkipped);
    const clocks = read.flatMap((one) => (isSkipped(one) ? [] : one));
    const sorted = clocks.map(({ seconds }) => seconds).sort((a, b) => a - b);
    const median = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
    for (const { name, seconds } of clocks) {
      const skew = seconds - median;
      yield passIf(Math.abs(skew) <= MOST_SECONDS, {
        subject: `clock of ${name} (date)`,
        found:
          Math.abs(skew) <= MOST_SECONDS ? 'in time' : `${Math.abs(skew)} s ${skew > 0 ? 'ahead' : 'behind'}`,
        planned: Math.abs(skew) <= MOST_SECONDS ? 'in time' : `at most ${MOST_SECONDS} s of difference`,
        nodes: [name],
        proof: `on ${name}: date; timedatectl`,
        next: `on ${name}: timedatectl set-ntp true, and check that a time server is reachable`,
      });
    }
  },
};
