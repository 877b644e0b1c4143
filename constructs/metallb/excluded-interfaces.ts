import { createHash } from 'node:crypto';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { installLabels, NAMES } from './identity';

/** Upstream's list: interfaces of container networks, virtual machines and kube-proxy, which have no LAN clients. */
const CONTAINER_NETWORKS: readonly string[] = [
  '^docker.*',
  '^cbr.*',
  '^dummy.*',
  '^virbr.*',
  '^lxcbr.*',
  '^veth.*',
  '^lo$',
  '^cali.*',
  '^tunl.*',
  '^flannel.*',
  '^kube-ipvs.*',
  '^cni.*',
  '^nodelocaldns.*',
  '^lxc.*',
];

/** The interfaces on which the speakers do not announce addresses. A speaker reads the list when it starts. */
export class ExcludedInterfaces extends Construct {
  public readonly configMap: k8s.KubeConfigMap;
  /** A checksum of the list. In a pod template it makes Kubernetes restart the pods when the list changes. */
  public readonly checksum: string;

  constructor(
    scope: Construct,
    id: string,
    { namespace, interfaces = CONTAINER_NETWORKS }: { namespace: string; interfaces?: readonly string[] },
  ) {
    super(scope, id);
    // JSON is valid YAML, and quotes every character of a regular expression.
    const content = `announcedInterfacesToExclude: ${JSON.stringify(interfaces)}\n`;
    this.checksum = createHash('sha256').update(content).digest('hex');
    this.configMap = new k8s.KubeConfigMap(this, 'config-map', {
      metadata: { name: NAMES.excludedInterfaces, namespace, labels: installLabels('speaker') },
      data: { 'excludel2.yaml': content },
    });
  }
}
