import type { ExpectationPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const expectOptionUnused: NetworkRule = {
  id: 'expect-option-unused',
  severity: 'error',
  title: 'Expectation with a key of another protocol or start',
  why: 'verify ignores the key, so it would check less than the profile states.',
  fix: 'Remove the key, or correct from or protocol.',
  check({ expect }, report, source) {
    for (const expectation of expect) {
      for (const { key, reason } of listUnused(expectation)) {
        const path = pathOf(expectation, key);
        if (!source.states(path)) continue;
        report({ path, message: `${key} has no effect: ${reason}.` });
      }
    }
  },
};

interface Unused {
  readonly key: keyof ExpectationPlan;
  readonly reason: string;
}

function listUnused({ from, protocol, connects }: ExpectationPlan): readonly Unused[] {
  const ofStart = `connections start from ${from === 'lan' ? 'the LAN' : 'nodes'}`;
  return [
    ...(from === 'lan' ? [{ key: 'nodes', reason: ofStart } as const] : []),
    ...(from === 'pod'
      ? []
      : [{ key: 'namespace', reason: ofStart } as const, { key: 'podLabels', reason: ofStart } as const]),
    ...(protocol === 'ICMP' || protocol === 'DNS'
      ? [{ key: 'port', reason: `the protocol is ${protocol}` } as const]
      : []),
    ...(protocol === 'DNS' ? [] : [{ key: 'answers', reason: `the protocol is ${protocol}` } as const]),
    ...(protocol === 'DNS' && !connects
      ? [{ key: 'answers', reason: 'the name must not resolve' } as const]
      : []),
  ];
}
