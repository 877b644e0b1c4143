import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleImage } from '../../../constructs/samples/sample-pod';
import type { RunningLab } from './running-lab';

/** Starts two pods on every node, so that each pair of nodes has a pair of pods. */
export async function startTraceEnds(lab: RunningLab): Promise<void> {
  const items = ['trace-a', 'trace-b'].map(describeDaemonSet);
  const file = join(lab.dist, 'trace-ends.json');
  writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  await lab.kubectl('apply', '-f', file);
  for (const name of ['trace-a', 'trace-b'])
    await lab.kubectl('rollout', 'status', `daemonset/${name}`, '--timeout=2m');
}

function describeDaemonSet(name: string): object {
  const labels = { app: name };
  return {
    ...{ apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name, namespace: 'default' } },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          tolerations: [{ operator: 'Exists' }],
          terminationGracePeriodSeconds: 0,
          containers: [{ name: 'whoami', image: sampleImage(), ports: [{ containerPort: 80 }] }],
        },
      },
    },
  };
}
