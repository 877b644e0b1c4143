import type { NodeCheck, NodeVerification } from '../../check';
import { compared, fails, holds } from '../../finding';
import { Unreachable } from '../../place';
import { runRequired } from '../../hosts/required';

/** Where kube-proxy says how it works, on the node itself. */
const URL = 'http://127.0.0.1:10249/proxyMode';

/** curl's word for a connection that was refused. */
const REFUSED = 7;

/** How Services are made to work on the node. */
export const kubeProxyMode: NodeCheck = {
  id: 'kube-proxy-mode',
  scope: 'node',
  title: 'kube-proxy is in the planned mode',
  why: 'Nodes in different modes, or two programs that both make Services work, disagree on where a connection goes.',
  async *look({ plan, self, here }: NodeVerification) {
    const { status, stdout } = await runRequired(here, ['curl', '-s', '--max-time', '8', URL], 'curl');
    if (status !== 0 && status !== REFUSED) {
      throw new Unreachable(
        `${URL} on ${self.name} did not answer in time (curl ${status})`,
        `try "curl ${URL}" on ${self.name}`,
      );
    }
    const { mode } = plan.kubeProxy;
    const look = { looked: URL, planned: mode === 'off' ? 'no kube-proxy' : mode };
    const next = `see kube-proxy-arg and disable-kube-proxy of k3s on ${self.name}, then restart k3s there`;
    if (status === 0) yield compared(stdout.trim() === mode, { ...look, found: stdout.trim(), next });
    else if (mode === 'off') yield holds({ ...look, found: 'nobody answers' });
    else yield fails({ ...look, found: 'nobody answers: kube-proxy does not run', next });
  },
};
