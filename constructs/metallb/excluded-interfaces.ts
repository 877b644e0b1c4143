import { createHash } from 'node:crypto';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { installLabels, NAMES } from './identity';

/** Upstream's: interfaces of container networks, virtual machines and kube-proxy. Clients are on none of them. */
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

/** Interfaces that never answer for an address, as the speakers read them: when they start. */
export class ExcludedInterfaces extends Construct {
  public readonly configMap: k8s.KubeConfigMap;
  /** Changes with the list, so that a pod template that carries it is rolled out anew. */
  public readonly checksum: string;

  constructor(
    scope: Construct,
    id: string,
    { namespace, interfaces = CONTAINER_NETWORKS }: { namespace: string; interfaces?: readonly string[] },
  ) {
    super(scope, id);
    // JSON is YAML, and quotes whatever a regular expression may hold.
    const content = `announcedInterfacesToExclude: ${JSON.stringify(interfaces)}\n`;
    this.checksum = createHash('sha256').update(content).digest('hex');
    this.configMap = new k8s.KubeConfigMap(this, 'config-map', {
      metadata: { name: NAMES.excludedInterfaces, namespace, labels: installLabels('speaker') },
      data: { 'excludel2.yaml': content },
    });
  }
}
