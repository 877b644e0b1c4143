import type { Fault } from './fault';
import type { RunningLab } from './running-lab';

function applyAgain(
  object: object,
  kind: string,
  name: string,
  namespace?: string,
): Pick<Fault, 'plant' | 'heal'> {
  const own = namespace === undefined ? [] : ['-n', namespace];
  return {
    plant: (lab) => lab.shell('client', `kubectl apply -f - <<'EOF'\n${JSON.stringify(object)}\nEOF`),
    heal: (lab) => lab.kubectl(...own, 'delete', kind, name, '--wait=false'),
  };
}

function patchObject(
  [kind, name, namespace]: readonly [string, string, string],
  wrong: object,
  right: object,
): Pick<Fault, 'plant' | 'heal'> {
  const patch = (lab: RunningLab, value: object) =>
    lab.kubectl('-n', namespace, 'patch', kind, name, '--type=merge', '-p', JSON.stringify(value));
  return { plant: (lab) => patch(lab, wrong), heal: (lab) => patch(lab, right) };
}

const API = 'networking.k8s.io/v1';

function policy(namespace: string): object {
  const spec = { podSelector: {}, policyTypes: ['Ingress'] };
  return { apiVersion: API, kind: 'NetworkPolicy', metadata: { name: 'deny', namespace }, spec };
}

/** The entry points of Traefik, as its NetworkPolicy allows them. */
const TRAEFIK_PORTS = { ports: [8000, 8443, 9100].map((port) => ({ port, protocol: 'TCP' })) };

const RIVAL = {
  ...{ apiVersion: API, kind: 'Ingress', metadata: { name: 'rival', namespace: 'default' } },
  spec: {
    ingressClassName: 'traefik',
    rules: [
      {
        host: 'whoami.home.arpa',
        http: {
          paths: [
            {
              path: '/',
              pathType: 'Prefix',
              backend: { service: { name: 'kubernetes', port: { number: 443 } } },
            },
          ],
        },
      },
    ],
  },
};

const WEBHOOK = {
  ...{ apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingWebhookConfiguration' },
  metadata: { name: 'gone' },
  webhooks: [
    {
      ...{ name: 'gone.example.org', sideEffects: 'None', admissionReviewVersions: ['v1'] },
      clientConfig: { service: { name: 'gone', namespace: 'default' } },
      rules: [
        { apiGroups: ['example.org'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['things'] },
      ],
    },
  ],
};

const EXTERNAL = {
  ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'grab', namespace: 'default' } },
  spec: { ports: [{ port: 8099 }], externalIPs: ['10.0.0.130'] },
};

/** Faults in the cluster that k3s users report, each with the check that names the cause. Planted in the lab of pikube. */
export const REPORTED_CLUSTER_FAULTS: readonly Fault[] = [
  {
    name: 'the packaged Corefile was edited by hand',
    async plant(lab) {
      const text = await lab.kubectl(
        '-n',
        'kube-system',
        'get',
        'configmap',
        'coredns',
        '-o',
        'jsonpath={.data.Corefile}',
      );
      const value = { data: { Corefile: text.replace('cache 30', 'cache 31') } };
      await lab.kubectl(
        '-n',
        'kube-system',
        'patch',
        'configmap',
        'coredns',
        '--type=merge',
        '-p',
        JSON.stringify(value),
      );
    },
    async heal(lab) {
      const text = await lab.kubectl(
        '-n',
        'kube-system',
        'get',
        'configmap',
        'coredns',
        '-o',
        'jsonpath={.data.Corefile}',
      );
      const value = { data: { Corefile: text.replace('cache 31', 'cache 30') } };
      await lab.kubectl(
        '-n',
        'kube-system',
        'patch',
        'configmap',
        'coredns',
        '--type=merge',
        '-p',
        JSON.stringify(value),
      );
    },
    check: 'coredns-config',
    target: 'cluster',
    says: /cache 31/,
  },
  {
    name: 'a field was added to a pool by hand',
    ...patchObject(
      ['ipaddresspool', 'lan', 'metallb-system'],
      { spec: { autoAssign: false } },
      { spec: { autoAssign: null } },
    ),
    check: 'objects-as-written',
    target: 'cluster',
    says: /autoAssign: false, set by kubectl-patch/,
  },
  {
    name: 'the memberlist key changed after some speakers started',
    async plant(lab) {
      const value = { data: { secretkey: Buffer.from('changed-by-hand').toString('base64') } };
      const own = ['-n', 'metallb-system'];
      await lab.kubectl(...own, 'patch', 'secret', 'memberlist', '--type=merge', '-p', JSON.stringify(value));
      await lab.kubectl(
        ...[...own, 'delete', 'pod', '-l', 'app.kubernetes.io/component=speaker'],
        ...['--field-selector', 'spec.nodeName=pi2'],
      );
      await lab.kubectl(...own, 'rollout', 'status', 'daemonset/speaker', '--timeout=2m');
    },
    async heal(lab) {
      await lab.kubectl('-n', 'metallb-system', 'rollout', 'restart', 'daemonset/speaker');
      await lab.kubectl('-n', 'metallb-system', 'rollout', 'status', 'daemonset/speaker', '--timeout=4m');
    },
    check: 'metallb-memberlist',
    target: 'cluster',
    says: /the speaker on pi2 after/,
  },
  {
    name: 'an advertisement selects a node that does not exist',
    ...patchObject(
      ['l2advertisement', 'lan', 'metallb-system'],
      { spec: { nodeSelectors: [{ matchLabels: { 'kubernetes.io/hostname': 'gone' } }] } },
      { spec: { nodeSelectors: null } },
    ),
    check: 'objects-as-written',
    target: 'cluster',
    says: /nodeSelectors/,
  },
  {
    name: 'a second IngressClass is the default',
    ...applyAgain(
      {
        ...{ apiVersion: API, kind: 'IngressClass' },
        metadata: { name: 'nginx', annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
        spec: { controller: 'k8s.io/ingress-nginx' },
      },
      'ingressclass',
      'nginx',
    ),
    check: 'ingress-class',
    target: 'cluster',
    says: /nginx/,
  },
  {
    name: 'another Ingress routes a host name of the profile',
    ...applyAgain(RIVAL, 'ingress', 'rival', 'default'),
    check: 'host-routes',
    target: 'cluster',
    says: /default\/rival/,
  },
  {
    name: 'an admission webhook has no Service',
    ...applyAgain(WEBHOOK, 'validatingwebhookconfiguration', 'gone'),
    check: 'webhook-services',
    target: 'cluster',
    says: /default\/gone/,
  },
  {
    name: 'a NetworkPolicy blocks DNS',
    ...applyAgain(policy('kube-system'), 'networkpolicy', 'deny', 'kube-system'),
    check: 'network-policies',
    target: 'cluster',
    says: /DNS queries of whoami/,
  },
  {
    name: 'the NetworkPolicy of Traefik blocks its clients',
    ...patchObject(
      ['networkpolicy', 'traefik', 'traefik'],
      { spec: { ingress: [] } },
      { spec: { ingress: [TRAEFIK_PORTS] } },
    ),
    check: 'network-policies',
    cause: 'objects-as-written',
    target: 'cluster',
    says: /clients of Traefik/,
  },
  {
    name: 'a Service captures an address of a pool',
    ...applyAgain(EXTERNAL, 'service', 'grab', 'default'),
    check: 'external-ips',
    target: 'cluster',
    says: /10\.0\.0\.130/,
  },
];
