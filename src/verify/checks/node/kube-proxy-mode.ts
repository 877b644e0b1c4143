import type { NodeCheck, NodeContext } from '../../check';
import { passIf, fail, pass } from '../../finding';
import { UnreachableError } from '../../host';
import { formatRestart } from '../../node/node-commands';
import { runRequired } from '../../hosts/run-required';

/** kube-proxy's endpoint for its mode, on the node itself. */
const URL = 'http://127.0.0.1:10249/proxyMode';

/** curl's exit status for a refused connection. */
const REFUSED = 7;

/** kube-proxy's mode on the node. */
export const kubeProxyMode: NodeCheck = {
  id: 'kube-proxy-mode',
  scope: 'node',
  title: 'kube-proxy runs in the planned mode',
  why: 'Nodes in different modes, or a second implementation of Services on a node, send connections to different pods.',
  dependsOn: ['k3s-arguments', 'kernel-features'],
  async *observe({ plan, self, host }: NodeContext) {
    const { status, stdout } = await runRequired(host, ['curl', '-s', '--max-time', '8', URL], 'curl');
    if (status !== 0 && status !== REFUSED) {
      throw new UnreachableError(
        `${URL} on ${self.name} did not answer in time (curl ${status})`,
        `on ${self.name}: curl ${URL}`,
      );
    }
    const { mode } = plan.kubeProxy;
    const texts = { subject: URL, planned: mode === 'off' ? 'no kube-proxy' : mode };
    const next = `correct kube-proxy-arg and disable-kube-proxy of k3s on ${self.name}, then ${formatRestart(self)}`;
    if (status === 0) yield passIf(stdout.trim() === mode, { ...texts, found: stdout.trim(), next });
    else if (mode === 'off') yield pass({ ...texts, found: 'no answer' });
    else yield fail({ ...texts, found: 'no answer: kube-proxy does not run', next });
  },
};
