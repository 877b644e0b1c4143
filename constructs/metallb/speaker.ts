import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Access } from './access';
import { ExcludedInterfaces } from './excluded-interfaces';
import { installLabels, podSelector } from './identity';
import type { MetalLbSettings } from './metallb-props';
import { METRICS_PORT, scrapeAnnotations } from './metrics';
import { speakerClusterRules, speakerNamespaceRules } from './speaker-access';
import { speakerPod } from './speaker-pod';

/** What announces the addresses: a pod on each node that may. */
export class MetalLbSpeaker extends Construct {
  public readonly access: Access;
  public readonly excludedInterfaces: ExcludedInterfaces;
  public readonly daemonSet: k8s.KubeDaemonSet;

  constructor(
    scope: Construct,
    id: string,
    private readonly settings: MetalLbSettings,
  ) {
    super(scope, id);
    this.access = new Access(this, 'access', {
      ...this.metadata(),
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
      metadata: this.metadata(),
      spec: {
        selector: { matchLabels: podSelector('speaker') },
        template: {
          metadata: {
            labels: installLabels('speaker'),
            annotations: {
              'checksum/excluded-interfaces': this.excludedInterfaces.checksum,
              ...(this.settings.metrics && scrapeAnnotations(METRICS_PORT)),
            },
          },
          spec: speakerPod(this.settings),
        },
      },
    });
  }

  private metadata() {
    return { name: 'speaker', namespace: this.settings.namespace, labels: installLabels('speaker') };
  }
}
