import type { NodeCheck, NodeContext } from '../../check';
import { passIf } from '../../finding';
import { readSettings } from '../../readings';

const COUNT = 'net/netfilter/nf_conntrack_count';
const MAXIMUM = 'net/netfilter/nf_conntrack_max';

/** Share of the table from which on a peak of traffic can fill it. */
const NEARLY_FULL = 0.9;

/** Room in the kernel's table of connections. @see https://docs.kernel.org/networking/nf_conntrack-sysctl.html */
export const conntrackSize: NodeCheck = {
  id: 'conntrack-size',
  scope: 'node',
  title: 'the table of tracked connections has room',
  why: 'kube-proxy translates Service addresses by this table. When it is full, the kernel drops the first packet of every new connection.',
  async *observe({ host }: NodeContext) {
    const settings = await readSettings(host, [COUNT, MAXIMUM]);
    const [count, maximum] = [COUNT, MAXIMUM].map((path) => Number(settings.get(path)));
    if (count === undefined || !(maximum !== undefined && maximum > 0) || Number.isNaN(count)) return;
    yield passIf(count <= maximum * NEARLY_FULL, {
      subject: `/proc/sys/${COUNT}`,
      found: `${count} of ${maximum}`,
      planned: `at most ${Math.floor(maximum * NEARLY_FULL)} of ${maximum}`,
      next: `find the connections with conntrack -L, or raise kube-proxy's limit: kube-proxy-arg: ["conntrack-max-per-core=65536"] in k3s.extra`,
    });
  },
};
