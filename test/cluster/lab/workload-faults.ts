import type { Fault } from './fault';
import { applyFile, createObject, patchObject, waitForRollout } from './plant-fault';
import type { RunningLab } from './running-lab';
import { labFolder } from './running-lab';

const MANIFESTS = '/var/lib/rancher/k3s/server/manifests';

/** Reads coredns-custom or coredns again on every node, which the kubelet otherwise does within a minute. */
function touchCoreDns(lab: RunningLab): Promise<string> {
  const annotation = `netstack.example/touched=${Date.now()}`;
  return lab.kubectl(
    ...['-n', 'kube-system', 'annotate', '--overwrite', 'pod', '-l', 'k8s-app=kube-dns', annotation],
  );
}

async function deletePods(lab: RunningLab, namespace: string, ...selector: readonly string[]): Promise<void> {
  await lab.kubectl('-n', namespace, 'delete', 'pod', '--wait=false', '--grace-period=1', ...selector);
}

/** Components and their configuration as k3s users report them. Planted in the lab of pikube. */
export const WORKLOAD_FAULTS: readonly Fault[] = [
  {
    name: 'CoreDNS cannot reload a key that a user added',
    async plant(lab) {
      const patch = { data: { 'own.server': 'example.org {\n  nosuchplugin\n}\n' } };
      const own = ['-n', 'kube-system', 'patch', 'configmap', 'coredns-custom', '--type=merge'];
      await lab.kubectl(...own, '-p', JSON.stringify(patch));
      await touchCoreDns(lab);
    },
    async heal(lab) {
      const patch = { data: { 'own.server': null } };
      const own = ['-n', 'kube-system', 'patch', 'configmap', 'coredns-custom', '--type=merge'];
      await lab.kubectl(...own, '-p', JSON.stringify(patch));
      await touchCoreDns(lab);
    },
    ...{ check: 'coredns-config', target: 'cluster', says: /nosuchplugin/ },
  },
  {
    name: "the selector of CoreDNS's Service matches no pods",
    ...patchObject('kube-system', 'service/kube-dns', [
      { spec: { selector: { 'k8s-app': 'node-local-dns' } } },
      { spec: { selector: { 'k8s-app': 'kube-dns' } } },
    ]),
    ...{ check: 'service-endpoints', target: 'cluster', says: /node-local-dns/ },
  },
  {
    name: 'an update of CoreDNS cannot pull its image',
    plant: (lab) =>
      lab.shell(
        'client',
        'kubectl -n kube-system set image deployment/coredns coredns=registry.invalid/coredns:1.0 && sleep 5',
      ),
    async heal(lab) {
      await lab.kubectl('-n', 'kube-system', 'rollout', 'undo', 'deployment/coredns');
      return waitForRollout(lab, 'kube-system', 'deployment/coredns');
    },
    ...{ check: 'workloads-ready', target: 'cluster', says: /coredns/ },
  },
  {
    name: 'a later file of the auto-deploy directory has an object of the profile',
    plant: (lab) =>
      lab.shell(
        'pi1',
        `cat > ${MANIFESTS}/zz-pool.yaml <<'EOF'\napiVersion: metallb.io/v1beta1\nkind: IPAddressPool\nmetadata: { name: lan, namespace: metallb-system }\nspec: { addresses: [10.0.0.100-10.0.0.180] }\nEOF`,
      ),
    async heal(lab) {
      await lab.exec('pi1', 'rm', `${MANIFESTS}/zz-pool.yaml`);
      await lab.kubectl('-n', 'kube-system', 'delete', 'addon', 'zz-pool', '--cascade=orphan');
      return applyFile(lab, 'netstack-50-metallb-config.k8s.yaml');
    },
    ...{ check: 'objects-as-written', target: 'cluster', says: /zz-pool/ },
  },
  {
    name: "a user removed an argument from Traefik's Deployment",
    plant: (lab) =>
      lab.kubectl(
        ...['-n', 'traefik', 'patch', 'deployment/traefik', '--type=json', '-p'],
        '[{"op":"remove","path":"/spec/template/spec/containers/0/args/0"}]',
      ),
    async heal(lab) {
      await applyFile(lab, 'netstack-40-traefik.k8s.yaml');
      return waitForRollout(lab, 'traefik', 'deployment/traefik');
    },
    ...{ check: 'objects-as-written', target: 'cluster', says: /args/ },
  },
  {
    name: 'the Service of Traefik has no load balancer',
    plant: (lab) =>
      lab.kubectl('-n', 'traefik', 'patch', 'service/traefik', '-p', '{"spec":{"type":"ClusterIP"}}'),
    heal: (lab) => applyFile(lab, 'netstack-40-traefik.k8s.yaml'),
    ...{ check: 'objects-as-written', target: 'cluster', says: /type/ },
  },
  {
    name: 'a Service keeps traffic on nodes that have none of its pods',
    ...patchObject('samples', 'service/echo', [
      { spec: { externalTrafficPolicy: 'Local' } },
      { spec: { externalTrafficPolicy: 'Cluster' } },
    ]),
    ...{ check: 'objects-as-written', target: 'cluster', says: /externalTrafficPolicy/ },
  },
  {
    name: 'a quota forbids the pods of Traefik',
    async plant(lab) {
      await QUOTA.plant(lab);
      await deletePods(lab, 'traefik', '--all');
    },
    async heal(lab) {
      await QUOTA.heal(lab);
      await lab.kubectl('-n', 'traefik', 'rollout', 'restart', 'deployment/traefik');
      return waitForRollout(lab, 'traefik', 'deployment/traefik');
    },
    ...{ check: 'workloads-ready', target: 'cluster', says: /quota/ },
  },
  {
    name: "the Pod Security level of MetalLB's namespace forbids a speaker",
    async plant(lab) {
      await labelSecurity(lab, 'restricted');
      const speaker = ['-l', 'app.kubernetes.io/component=speaker', '--field-selector', 'spec.nodeName=pi2'];
      await deletePods(lab, 'metallb-system', ...speaker);
    },
    async heal(lab) {
      await labelSecurity(lab, 'privileged');
      await lab.kubectl('-n', 'metallb-system', 'rollout', 'restart', 'daemonset/speaker');
      return waitForRollout(lab, 'metallb-system', 'daemonset/speaker');
    },
    ...{ check: 'objects-as-written', target: 'cluster', says: /restricted/ },
  },
  {
    name: 'a node selector keeps all speakers away',
    plant: (lab) =>
      lab.kubectl(
        ...['-n', 'metallb-system', 'patch', 'daemonset/speaker', '-p'],
        '{"spec":{"template":{"spec":{"nodeSelector":{"metallb":"yes"}}}}}',
      ),
    async heal(lab) {
      await lab.kubectl(
        ...['-n', 'metallb-system', 'patch', 'daemonset/speaker', '-p'],
        '{"spec":{"template":{"spec":{"nodeSelector":{"metallb":null}}}}}',
      );
      return waitForRollout(lab, 'metallb-system', 'daemonset/speaker');
    },
    ...{ check: 'objects-as-written', target: 'cluster', says: /nodeSelector/ },
  },
  {
    name: 'the Secret of a certificate has the certificate of another host',
    plant: (lab) =>
      lab.shell(
        'client',
        'cd /tmp && openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=other -addext subjectAltName=DNS:other.home.arpa -keyout other.key -out other.crt 2>/dev/null && kubectl -n samples create secret tls whoami-tls --cert=other.crt --key=other.key --dry-run=client -o yaml | kubectl apply --server-side --force-conflicts -f -',
      ),
    heal: (lab) =>
      lab.kubectl(
        'apply',
        ...['--server-side', '--force-conflicts', '-f', labFolder(lab.cluster, 'secrets.yaml')],
      ),
    ...{ check: 'sample-certificates', target: 'LAN', says: /other/ },
  },
  {
    name: "the key of MetalLB's speakers is deleted",
    plant: (lab) =>
      lab.shell(
        'client',
        'kubectl -n metallb-system get secret memberlist -o yaml > /tmp/memberlist.yaml && kubectl -n metallb-system delete secret memberlist',
      ),
    heal: (lab) =>
      lab.shell(
        'client',
        `sed -i '/^  uid:\\|^  resourceVersion:\\|^  creationTimestamp:/d' /tmp/memberlist.yaml && kubectl create -f /tmp/memberlist.yaml`,
      ),
    ...{ check: 'metallb-memberlist', target: 'cluster', says: /no such Secret/ },
  },
];

const QUOTA = createObject({
  ...{ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'none', namespace: 'traefik' } },
  spec: { hard: { pods: '0' } },
});

function labelSecurity(lab: RunningLab, level: string): Promise<string> {
  const label = `pod-security.kubernetes.io/enforce=${level}`;
  return lab.kubectl('label', '--overwrite', 'namespace', 'metallb-system', label);
}
