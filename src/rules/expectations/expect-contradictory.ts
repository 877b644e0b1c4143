import type { ExpectationPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const expectContradictory: NetworkRule = {
  id: 'expect-contradictory',
  severity: 'error',
  title: 'Two expectations contradict each other',
  why: 'One of the two fails in every run of verify.',
  fix: 'Remove one of them, or limit it to other nodes or pods.',
  check({ expect }, report, source) {
    const seen = new Map<string, ExpectationPlan>();
    for (const expectation of expect) {
      const key = formatConnection(expectation);
      const other = seen.get(key);
      if (other === undefined) {
        seen.set(key, expectation);
        continue;
      }
      if (formatResult(other) === formatResult(expectation)) continue;
      report({
        path: pathOf(expectation),
        message: `This expectation contradicts another one (${source.line(pathOf(other))}): the connection is the same, and the expected result is not.`,
        hint: 'One of the two fails in every run of verify. Remove one of them.',
      });
    }
  },
};

function formatConnection({
  from,
  nodes,
  namespace,
  podLabels,
  to,
  protocol,
  port,
}: ExpectationPlan): string {
  const labels = Object.entries(podLabels).sort();
  return JSON.stringify([from, [...nodes].sort(), namespace, labels, to, protocol, port]);
}

function formatResult({ connects, answers }: ExpectationPlan): string {
  return JSON.stringify([connects, answers?.map(String).sort()]);
}
