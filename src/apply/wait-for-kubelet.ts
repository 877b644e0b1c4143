import { setTimeout as delay } from 'node:timers/promises';
import type { Kubectl } from '../verify';
import { UnreachableError } from '../verify';

/** Seconds between two readings of a lease, and until the wait ends. A node may import images before its kubelet starts. */
const PERIOD = 2;
const PATIENCE = 300;

/**
 * Waits until the kubelet of a node that has restarted renews the node's lease. The condition Ready stays true for 40
 * seconds or more after a kubelet has stopped, so that it does not show that k3s has started.
 *
 * @returns false where the lease was not renewed in time
 */
export async function waitForKubelet(
  node: string,
  kubectl: Kubectl,
  renew: () => Promise<void>,
): Promise<boolean> {
  let before: string | undefined;
  for (let waited = 0; waited < PATIENCE; waited += PERIOD) {
    const now = await readRenewTime(node, kubectl);
    if (now === 'none' || (now !== 'unknown' && now !== (before ?? now))) return true;
    if (now !== 'unknown') before = now;
    await renew();
    await delay(PERIOD * 1000);
  }
  return false;
}

/** `none`: the API server has no lease of the node. `unknown`: it does not answer. */
async function readRenewTime(node: string, kubectl: Kubectl): Promise<string> {
  const words = ['-n', 'kube-node-lease', 'get', 'lease', node, '--ignore-not-found'];
  try {
    const { status, stdout } = await kubectl([...words, '-o', 'jsonpath={.spec.renewTime}'], {
      timeoutSeconds: 20,
    });
    if (status !== 0) return 'unknown';
    return stdout.trim() || 'none';
  } catch (error) {
    if (error instanceof UnreachableError) return 'unknown';
    throw error;
  }
}
