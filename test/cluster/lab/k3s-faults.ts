import type { Fault } from './fault';
import { applyFile, runScripts } from './plant-fault';

const CONFIG = '/etc/rancher/k3s/config.yaml.d';
const MANIFESTS = '/var/lib/rancher/k3s/server/manifests';
const CNI = '/var/lib/rancher/k3s/agent/etc/cni/net.d';
const BACKEND = 'flannel.alpha.coreos.com/backend-data';

/** Files and processes of k3s as its users report them. Planted in the lab of pikube. */
export const K3S_FAULTS: readonly Fault[] = [
  {
    name: 'a later configuration file of a user overrides the node file',
    ...runScripts('pi2', `echo 'flannel-iface: eth1' > ${CONFIG}/99-own.yaml`, `rm ${CONFIG}/99-own.yaml`),
    ...{ check: 'k3s-config', target: 'node pi2', says: /99-own.*flannel-iface/ },
  },
  {
    name: 'a manifest was edited in the auto-deploy directory',
    plant: (lab) =>
      lab.shell(
        'pi1',
        `cp ${MANIFESTS}/netstack-50-metallb-config.k8s.yaml /run/kept && sed -i s/10.0.0.150/10.0.0.160/ ${MANIFESTS}/netstack-50-metallb-config.k8s.yaml`,
      ),
    async heal(lab) {
      await lab.shell('pi1', `cp /run/kept ${MANIFESTS}/netstack-50-metallb-config.k8s.yaml`);
      return applyFile(lab, 'netstack-50-metallb-config.k8s.yaml');
    },
    ...{ check: 'deployed-manifests', target: 'node pi1', says: /netstack-50/ },
  },
  {
    name: 'k3s skips a manifest because of a .skip file',
    ...runScripts(
      'pi1',
      `touch ${MANIFESTS}/netstack-40-traefik.k8s.yaml.skip`,
      `rm ${MANIFESTS}/netstack-40-traefik.k8s.yaml.skip`,
    ),
    ...{ check: 'deployed-manifests', target: 'node pi1', says: /\.skip/ },
  },
  {
    name: "the annotation with the MAC address of a node's tunnel is wrong",
    async plant(lab) {
      const value = await lab.kubectl(
        ...['get', 'node', 'pi3', '-o'],
        'jsonpath={.metadata.annotations.flannel\\.alpha\\.coreos\\.com/backend-data}',
      );
      await lab.shell('pi3', `printf %s '${value}' > /run/backend-data`);
      const wrong = '{"VNI":1,"VtepMAC":"02:00:00:00:00:98"}';
      return lab.kubectl('annotate', '--overwrite', 'node', 'pi3', `${BACKEND}=${wrong}`);
    },
    async heal(lab) {
      const value = await lab.shell('pi3', 'cat /run/backend-data');
      return lab.kubectl('annotate', '--overwrite', 'node', 'pi3', `${BACKEND}=${value}`);
    },
    ...{ check: 'flannel-annotations', target: 'node pi3', says: /02:00:00:00:00:98/ },
  },
  {
    name: 'a removed CNI plugin left a configuration that precedes the one of flannel',
    ...runScripts(
      'pi3',
      `echo '{"cniVersion":"1.0.0","name":"old","plugins":[{"type":"bridge","bridge":"br-old","ipam":{"type":"host-local","subnet":"10.244.9.0/24"}}]}' > ${CNI}/05-old.conflist`,
      `rm ${CNI}/05-old.conflist`,
    ),
    ...{ check: 'cni-configuration', target: 'node pi3', says: /05-old\.conflist/ },
  },
  {
    name: "flannel's subnet file is gone",
    ...runScripts('pi3', 'mv /run/flannel/subnet.env /run/kept', 'mv /run/kept /run/flannel/subnet.env'),
    ...{ check: 'flannel-subnet', target: 'node pi3', says: /subnet\.env/ },
  },
  {
    name: 'addresses of pods that no longer exist fill the pod CIDR of a node',
    ...runScripts(
      'pi3',
      'cd /var/lib/cni/networks/cbr0 && share=$(ls | grep -m1 "^10\\." | cut -d. -f1-3) && for n in $(seq 2 254); do [ -e $share.$n ] || echo netstack-stale > $share.$n; done',
      'cd /var/lib/cni/networks/cbr0 && grep -lx netstack-stale 10.* | xargs rm',
    ),
    ...{ check: 'pod-addresses', target: 'node pi3', says: /25\d of 253|no free/ },
  },
  {
    name: 'a taint with NoExecute evicts the pods of a node',
    plant: (lab) => lab.kubectl('taint', 'node', 'pi4', 'maintenance=yes:NoExecute'),
    async heal(lab) {
      await lab.kubectl('taint', 'node', 'pi4', 'maintenance-');
      return lab.kubectl('wait', '-A', 'pod', '--all', '--for=condition=Ready', '--timeout=90s');
    },
    ...{ check: 'node-labels', target: 'node pi4', says: /maintenance=yes:NoExecute/ },
  },
];
