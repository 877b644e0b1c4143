import type { ExpectationPlan } from '../../plan';
import { Address } from '../../address';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const expectIncomplete: NetworkRule = {
  id: 'expect-incomplete',
  severity: 'error',
  title: 'Expectation that verify cannot check',
  why:
    'TCP and UDP need a port, and DNS needs a name. A UDP packet that a firewall drops looks like one that a service ' +
    'receives without an answer, so verify cannot prove that UDP does not connect.',
  fix: 'Add the port, write a name for DNS, or use TCP where nothing must connect.',
  check({ expect }, report, source) {
    for (const expectation of expect) {
      const found = findGap(expectation);
      if (found === undefined) continue;
      const path = found.key === undefined ? pathOf(expectation) : pathOf(expectation, found.key);
      report({
        path,
        message: found.key === undefined ? found.problem : `${source.quote(path)} ${found.problem}`,
      });
    }
  },
};

interface Gap {
  /** Undefined: a key is missing. */
  readonly key?: keyof ExpectationPlan;
  readonly problem: string;
}

function findGap({ protocol, port, to, connects }: ExpectationPlan): Gap | undefined {
  if ((protocol === 'TCP' || protocol === 'UDP') && port === undefined)
    return { problem: `An expectation with protocol ${protocol} has no port.` };
  if (protocol === 'DNS' && Address.find(to) !== undefined)
    return { key: 'to', problem: 'is an address, and DNS needs a name.' };
  if (protocol === 'UDP' && !connects)
    return {
      key: 'connects',
      problem: 'cannot be verified for UDP: a dropped packet looks like one without an answer.',
    };
  return undefined;
}
