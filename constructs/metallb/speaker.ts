import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { ExcludedInterfaces } from './excluded-interfaces';
import { identifyWorkload } from './identity';
import type { MetalLbSettings } from './metallb-props';
import { METRICS_PORT, scrapeAnnotations } from './metrics';
import { speakerClusterRules, speakerNamespaceRules } from './speaker-access';
import { speakerPod } from './speaker-pod';
import { MetalLbWorkloadBase } from './workload';

/** MetalLB's speakers: a pod on each node that announces addresses. */
export class MetalLbSpeaker extends MetalLbWorkloadBase {
  public readonly excludedInterfaces: ExcludedInterfaces;
  public readonly daemonSet: k8s.KubeDaemonSet;

  constructor(
    scope: Construct,
    id: string,
    private readonly settings: MetalLbSettings,
  ) {
    super(scope, id, identifyWorkload('speaker', settings.namespace), {
      inNamespace: speakerNamespaceRules(settings),
      inCluster: speakerClusterRules(settings),
    });
    this.excludedInterfaces = new ExcludedInterfaces(this, 'excluded-interfaces', {
      namespace: settings.namespace,
      interfaces: settings.speaker.excludedInterfaces,
    });
    this.daemonSet = this.createDaemonSet();
  }

  private createDaemonSet(): k8s.KubeDaemonSet {
    return new k8s.KubeDaemonSet(this, 'daemon-set', {
      metadata: this.createMetadata(),
      spec: this.createPods(speakerPod(this.settings), {
        'checksum/excluded-interfaces': this.excludedInterfaces.checksum,
        ...(this.settings.metrics && scrapeAnnotations(METRICS_PORT)),
      }),
    });
  }
}
