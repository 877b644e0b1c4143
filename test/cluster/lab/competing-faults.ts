import type { Fault } from './fault';
import { createObject, patchObject } from './plant-fault';

const NETWORKING = 'networking.k8s.io/v1';

/** A Deployment of an image that no node starts: what it would do to the cluster is not of interest. */
function deploy(
  name: string,
  namespace: string,
  image: string,
  env: readonly { readonly name: string; readonly value: string }[] = [],
): Pick<Fault, 'plant' | 'heal'> {
  const labels = { app: name };
  return createObject({
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace } },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { nodeSelector: { missing: 'on-every-node' }, containers: [{ name, image, env }] },
      },
    },
  });
}

function createPolicy(namespace: string, spec: object): Pick<Fault, 'plant' | 'heal'> {
  return createObject({
    ...{ apiVersion: NETWORKING, kind: 'NetworkPolicy', metadata: { name: 'hardening', namespace } },
    spec,
  });
}

/** Other software in the cluster that competes or interferes, as k3s users report it. Planted in the lab of pikube. */
export const COMPETING_FAULTS: readonly Fault[] = [
  {
    name: 'a second MetalLB is installed in another namespace',
    ...deploy('metallb-speaker', 'default', 'quay.io/metallb/speaker:v0.14.9'),
    ...{ check: 'competing-controllers', target: 'cluster', says: /metallb-speaker.*default/s },
  },
  {
    name: 'a second Traefik is installed by its chart',
    ...deploy('traefik', 'default', 'docker.io/traefik:v3.3.5'),
    ...{ check: 'competing-controllers', target: 'cluster', says: /traefik.*default/s },
  },
  {
    name: 'kube-vip assigns and announces addresses beside MetalLB',
    ...deploy('kube-vip', 'kube-system', 'ghcr.io/kube-vip/kube-vip:v0.8.9', [
      { name: 'svc_enable', value: 'true' },
    ]),
    ...{ check: 'competing-controllers', target: 'cluster', says: /kube-vip/ },
  },
  {
    name: "a pod's host port captures a port that MetalLB needs",
    ...createObject({
      ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'grab', namespace: 'default' } },
      spec: {
        nodeName: 'pi3',
        containers: [
          {
            ...{ name: 'grab', image: 'docker.io/traefik/whoami:v1.11.0' },
            ports: [{ containerPort: 80, hostPort: 7946 }],
          },
        ],
      },
    }),
    ...{ check: 'host-ports', target: 'cluster', says: /7946/ },
  },
  {
    name: 'a NetworkPolicy keeps the pods of a sample from DNS',
    ...createPolicy('samples', { podSelector: {}, policyTypes: ['Egress'] }),
    ...{ check: 'network-policies', target: 'cluster', says: /DNS/ },
  },
  {
    name: 'a NetworkPolicy keeps Traefik from the pods of a sample',
    ...createPolicy('samples', {
      podSelector: { matchLabels: {} },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: {} }] }],
    }),
    ...{ check: 'network-policies', target: 'cluster', says: /Traefik/ },
  },
  {
    name: "an IngressRoute routes a sample's host name to another Service",
    ...createObject({
      ...{ apiVersion: 'traefik.io/v1alpha1', kind: 'IngressRoute' },
      metadata: { name: 'rival', namespace: 'default' },
      spec: {
        entryPoints: ['websecure'],
        routes: [
          {
            ...{ kind: 'Rule', match: 'Host(`whoami.home.arpa`) && PathPrefix(`/`)', priority: 1000 },
            services: [{ name: 'kubernetes', port: 443 }],
          },
        ],
      },
    }),
    ...{ check: 'host-routes', target: 'cluster', says: /default\/rival/ },
  },
  {
    name: 'an annotation of an Ingress names a middleware that does not exist',
    ...patchObject('samples', 'ingress/whoami', [
      {
        metadata: {
          annotations: { 'traefik.ingress.kubernetes.io/router.middlewares': 'default-gone@kubernetescrd' },
        },
      },
      { metadata: { annotations: { 'traefik.ingress.kubernetes.io/router.middlewares': null } } },
    ]),
    ...{ check: 'objects-as-written', target: 'cluster', says: /router\.middlewares/ },
  },
  {
    name: "a Service captures the gateway's DNS port",
    ...createObject({
      ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'grab', namespace: 'default' } },
      spec: { ports: [{ port: 53, protocol: 'UDP' }], externalIPs: ['10.0.0.1'] },
    }),
    ...{ check: 'external-ips', target: 'cluster', says: /10\.0\.0\.1\b/ },
  },
  {
    name: 'a second pool of MetalLB has addresses of the DHCP server',
    ...createObject({
      ...{ apiVersion: 'metallb.io/v1beta1', kind: 'IPAddressPool' },
      metadata: { name: 'extra', namespace: 'metallb-system' },
      spec: { addresses: ['10.0.0.200-10.0.0.210'] },
    }),
    ...{ check: 'metallb-surplus', target: 'cluster', says: /IPAddressPool metallb-system\/extra/ },
  },
  {
    name: 'the Service of an admission webhook has no pods',
    plant: (lab) =>
      lab.shell(
        'client',
        `kubectl -n default create service clusterip idle --tcp=443:443 && kubectl apply -f - <<'EOF'\n${JSON.stringify(IDLE_WEBHOOK)}\nEOF`,
      ),
    heal: (lab) =>
      lab.shell(
        'client',
        'kubectl delete validatingwebhookconfiguration idle && kubectl -n default delete service idle',
      ),
    ...{ check: 'webhook-services', target: 'cluster', says: /default\/idle/ },
  },
];

const IDLE_WEBHOOK = {
  ...{ apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingWebhookConfiguration' },
  metadata: { name: 'idle' },
  webhooks: [
    {
      ...{ name: 'idle.example.org', sideEffects: 'None', admissionReviewVersions: ['v1'] },
      clientConfig: { service: { name: 'idle', namespace: 'default' } },
      rules: [
        { apiGroups: ['example.org'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['things'] },
      ],
    },
  ],
};
