import { expect, test } from 'vitest';
import { listComponentPods, listNodesOfPods, listPodLimits } from '../../../src/plan';
import { planOf } from '../../plan-of';

const NODES = `
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24 }
nodes:
  - { name: one, role: server, nodeIp: 10.0.0.11, nodeLabel: [zone=a, floor=1] }
  - { name: two, role: agent, nodeIp: 10.0.0.12, nodeLabel: [zone=a, floor=x] }
  - { name: three, role: agent, nodeIp: 10.0.0.13, nodeLabel: [zone=b, floor=3], nodeTaint: ['edge=:NoSchedule'] }
`;

/** A plan with one sample, and its pods. */
function podsOf(sample: string) {
  const plan = planOf(`${NODES}samples: [{ name: web, ${sample} }]\n`);
  const pods = listComponentPods(plan).find(({ title }) => title === 'sample "web"');
  return { plan, pods: pods ?? expect.fail('the sample has no pods') };
}

function nodesOf(terms: string): readonly string[] {
  const { plan, pods } = podsOf(
    `tolerations: [{ operator: Exists }], affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: ${terms} } } }`,
  );
  return listNodesOfPods(plan, pods).map(({ name }) => name);
}

test.each([
  ['[{ matchExpressions: [{ key: zone, operator: In, values: [a] }] }]', ['one', 'two']],
  ['[{ matchExpressions: [{ key: zone, operator: NotIn, values: [a] }] }]', ['three']],
  ['[{ matchExpressions: [{ key: rack, operator: DoesNotExist }] }]', ['one', 'two', 'three']],
  ["[{ matchExpressions: [{ key: floor, operator: Gt, values: ['1'] }] }]", ['three']],
  ["[{ matchExpressions: [{ key: floor, operator: Lt, values: ['3'] }] }]", ['one']],
  ['[{ matchFields: [{ key: metadata.name, operator: NotIn, values: [one] }] }]', ['two', 'three']],
  // All conditions of one term, and any of the terms.
  [
    '[{ matchExpressions: [{ key: zone, operator: In, values: [a] }], matchFields: [{ key: metadata.name, operator: In, values: [two] }] }, { matchExpressions: [{ key: zone, operator: In, values: [b] }] }]',
    ['two', 'three'],
  ],
  // Kubernetes: a term without conditions matches no node.
  ['[{}]', []],
  [
    '[{ matchExpressions: [{ key: kubernetes.io/arch, operator: In, values: [arm64] }] }]',
    ['one', 'two', 'three'],
  ],
])('nodes of the terms %s: %j', (terms, names) => {
  expect(nodesOf(terms)).toEqual(names);
});

const anti = (term: string) =>
  `affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [${term}] } }`;
const spread = (constraint: string) => `topologySpreadConstraints: [${constraint}]`;

test.each<[string, readonly (readonly [pods: number, countsOldPods: boolean])[]]>([
  [anti('{ topologyKey: kubernetes.io/hostname }'), [[2, true]]],
  [anti('{ topologyKey: zone }'), [[1, true]]],
  // Pods on nodes without the label do not exclude each other.
  [anti('{ topologyKey: rack }'), []],
  [anti('{ topologyKey: kubernetes.io/hostname, namespaces: [other] }'), []],
  [anti('{ topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: x } } }'), []],
  [anti('{ topologyKey: kubernetes.io/hostname, labelSelector: {} }'), [[2, true]]],
  // The tainted node counts, and has no pod.
  [spread('{ topologyKey: kubernetes.io/hostname, whenUnsatisfiable: DoNotSchedule }'), [[2, true]]],
  [spread('{ topologyKey: zone, maxSkew: 3, whenUnsatisfiable: DoNotSchedule }'), [[3, true]]],
  [
    spread('{ topologyKey: zone, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [pod-template-hash] }'),
    [[1, false]],
  ],
  [spread('{ topologyKey: zone, whenUnsatisfiable: DoNotSchedule, nodeTaintsPolicy: Honor }'), []],
  [
    spread('{ topologyKey: zone, whenUnsatisfiable: DoNotSchedule, nodeTaintsPolicy: Honor, minDomains: 2 }'),
    [[1, true]],
  ],
  [spread('{ topologyKey: zone, whenUnsatisfiable: ScheduleAnyway }'), []],
  [`nodeSelector: { zone: a }, ${spread('{ topologyKey: zone, whenUnsatisfiable: DoNotSchedule }')}`, []],
  [
    `nodeSelector: { zone: a }, ${spread('{ topologyKey: zone, whenUnsatisfiable: DoNotSchedule, nodeAffinityPolicy: Ignore }')}`,
    [[1, true]],
  ],
])('limits of %s: %j', (sample, limits) => {
  const { plan, pods } = podsOf(sample);
  expect(listPodLimits(plan, pods).map((one) => [one.pods, one.countsOldPods])).toEqual(limits);
});
