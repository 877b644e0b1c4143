import type { Fault } from './fault';
import type { PlantedObject } from './plant-fault';
import type { RunningLab } from './running-lab';

/** An object that a user creates by hand; healing deletes it. */
function makeObject(object: PlantedObject): Pick<Fault, 'plant' | 'heal'> {
  const { kind, metadata } = object;
  const namespace = metadata.namespace === undefined ? [] : ['-n', metadata.namespace];
  return {
    plant: (lab) => lab.shell('client', `echo '${JSON.stringify(object)}' | kubectl apply -f -`),
    heal: (lab) => lab.kubectl(...namespace, 'delete', kind, metadata.name),
  };
}

/** Another user's Service, which requests Traefik's address. */
const RIVAL = makeObject({
  ...{ apiVersion: 'v1', kind: 'Service' },
  metadata: {
    ...{ name: 'rival', namespace: 'default' },
    annotations: { 'metallb.io/loadBalancerIPs': '10.0.0.100' },
  },
  spec: { type: 'LoadBalancer', ports: [{ port: 80 }] },
});

/** MetalLB gives Traefik an address of the pool. */
function moveTraefik(lab: RunningLab, address: string): Promise<string> {
  const annotation = `metallb.io/loadBalancerIPs=${address}`;
  return lab.kubectl('-n', 'traefik', 'annotate', '--overwrite', 'service', 'traefik', annotation);
}

async function addressIs(lab: RunningLab, namespace: string, name: string, address: string): Promise<void> {
  const path = `jsonpath={.status.loadBalancer.ingress[0].ip}=${address}`;
  await lab.kubectl('-n', namespace, 'wait', `service/${name}`, `--for=${path}`, '--timeout=60s');
}

const WEBHOOKS = 'validatingwebhookconfiguration/metallb-webhook-configuration';

/** The controller writes its certificate's authority again as soon as it runs. */
const UNKNOWN_CERTIFICATE: Pick<Fault, 'plant' | 'heal' | 'blocksMetalLb'> = {
  blocksMetalLb: true,
  async plant(lab) {
    await lab.kubectl('-n', 'metallb-system', 'scale', 'deployment/controller', '--replicas=0');
    const pods = ['pods', '-l', 'app.kubernetes.io/component=controller'];
    await lab.kubectl('-n', 'metallb-system', 'wait', ...pods, '--for=delete', '--timeout=60s');
    const patch = [{ op: 'replace', path: '/webhooks/4/clientConfig/caBundle', value: '' }];
    return lab.kubectl('patch', WEBHOOKS, '--type=json', '--patch', JSON.stringify(patch));
  },
  async heal(lab) {
    await lab.kubectl('-n', 'metallb-system', 'scale', 'deployment/controller', '--replicas=1');
    return lab.kubectl('-n', 'metallb-system', 'rollout', 'status', 'deployment/controller', '--timeout=2m');
  },
};

const REFUSED = '/var/lib/rancher/k3s/server/manifests/refused.yaml';

/** What people put into a cluster beside the profile. Planted in the lab of pikube. */
export const OBJECT_FAULTS: readonly Fault[] = [
  {
    name: "another user's Service has the address that Traefik requests",
    async plant(lab) {
      await moveTraefik(lab, '10.0.0.149');
      await addressIs(lab, 'traefik', 'traefik', '10.0.0.149');
      await RIVAL.plant(lab);
      await addressIs(lab, 'default', 'rival', '10.0.0.100');
      return moveTraefik(lab, '10.0.0.100');
    },
    heal: (lab) => RIVAL.heal(lab),
    check: 'load-balancer-addresses',
    cause: 'other-load-balancers',
    target: 'cluster',
    says: /default\/rival has 10\.0\.0\.100/,
  },
  {
    name: "another user's Service waits for an address that is assigned",
    ...RIVAL,
    check: 'other-load-balancers',
    target: 'cluster',
    says: /default\/rival.*address also in use by traefik\/traefik/s,
  },
  {
    name: 'Services get addresses of the LAN',
    ...makeObject({
      ...{ apiVersion: 'networking.k8s.io/v1', kind: 'ServiceCIDR', metadata: { name: 'lan' } },
      spec: { cidrs: ['10.0.0.128/25'] },
    }),
    check: 'service-cidrs',
    target: 'cluster',
    says: /10\.0\.0\.128\/25, which overlaps the LAN/,
  },
  {
    name: "the API server does not know the certificate of MetalLB's webhooks",
    ...UNKNOWN_CERTIFICATE,
    check: 'metallb-webhooks',
    target: 'cluster',
    says: /ipaddresspoolvalidationwebhook/,
  },
  {
    name: 'a BFD profile makes the speakers refuse their configuration',
    ...makeObject({
      ...{ apiVersion: 'metallb.io/v1beta1', kind: 'BFDProfile' },
      metadata: { name: 'stray', namespace: 'metallb-system' },
    }),
    check: 'metallb-surplus',
    target: 'cluster',
    says: /BFDProfile metallb-system\/stray/,
  },
  {
    name: 'k3s cannot apply a file of its auto-deploy directory',
    plant: (lab) =>
      lab.shell(
        'pi1',
        `echo '{"apiVersion":"v1","kind":"Service","metadata":{"name":"refused"},"spec":{"ports":[]}}' > ${REFUSED}`,
      ),
    async heal(lab) {
      await lab.exec('pi1', 'rm', REFUSED);
      return lab.kubectl('-n', 'kube-system', 'delete', 'addon', 'refused');
    },
    check: 'k3s-addons',
    target: 'cluster',
    says: /refused.*spec\.ports: Required value/s,
  },
  {
    name: "settings of k3s's own Traefik are left behind",
    ...makeObject({
      ...{ apiVersion: 'helm.cattle.io/v1', kind: 'HelmChartConfig' },
      metadata: { name: 'traefik', namespace: 'kube-system' },
      spec: { valuesContent: 'logs: {}' },
    }),
    check: 'helm-charts',
    target: 'cluster',
    says: /k3s ignores it/,
  },
];
