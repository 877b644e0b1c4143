const TERM = {
  matchExpressions: [
    { key: 'zone', operator: 'In', values: ['attic', 'cellar'] },
    { key: 'on', operator: 'Exists' },
    { key: 'floor', operator: 'Gt', values: ['2'] },
  ],
  matchFields: [{ key: 'metadata.name', operator: 'NotIn', values: ['beta'] }],
};

const LABEL_SELECTOR = {
  matchLabels: { app: 'database' },
  matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['edge'] }],
};

const POD_TERMS = {
  requiredDuringSchedulingIgnoredDuringExecution: [
    { topologyKey: 'rack' },
    { topologyKey: 'rack', labelSelector: LABEL_SELECTOR, namespaces: ['data', 'kube-system'] },
    { topologyKey: 'rack', labelSelector: {}, namespaceSelector: {} },
  ],
  preferredDuringSchedulingIgnoredDuringExecution: [
    { weight: 7, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname' } },
    { weight: 8, podAffinityTerm: { topologyKey: 'zone', namespaceSelector: LABEL_SELECTOR } },
  ],
};

/** The affinity of a DaemonSet, which has no other field. */
export const REQUIRED_NODES = {
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [TERM, { ...TERM, matchFields: [] }],
    },
  },
};

/** An affinity with every field. */
export const EVERY_AFFINITY = {
  nodeAffinity: {
    ...REQUIRED_NODES.nodeAffinity,
    preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference: TERM }],
  },
  podAffinity: POD_TERMS,
  podAntiAffinity: POD_TERMS,
};

/** Constraints with every field. */
export const EVERY_SPREAD = [
  { topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' },
  {
    topologyKey: 'zone',
    maxSkew: 2,
    whenUnsatisfiable: 'DoNotSchedule',
    labelSelector: LABEL_SELECTOR,
    minDomains: 3,
    nodeAffinityPolicy: 'Ignore',
    nodeTaintsPolicy: 'Honor',
    matchLabelKeys: ['pod-template-hash'],
  },
];
