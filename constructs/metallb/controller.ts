import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { resourceRequirements } from '../resources';
import { Access } from './access';
import { commonArguments, commonEnvironment } from './arguments';
import { controllerClusterRules, controllerNamespaceRules } from './controller-access';
import { installLabels, NAMES, podSelector } from './identity';
import type { MetalLbSettings } from './metallb-props';
import { METRICS_PORT, scrapeAnnotations } from './metrics';
import { healthProbes } from './probes';
import { AS_NOBODY, confined } from './security';
import { scheduling, SMALL } from './workload-options';
import { WEBHOOK_PORT } from './webhooks';

/** The one pod that gives Services their addresses and checks the configuration. */
export class MetalLbController extends Construct {
  public readonly access: Access;
  public readonly deployment: k8s.KubeDeployment;

  constructor(
    scope: Construct,
    id: string,
    private readonly settings: MetalLbSettings,
  ) {
    super(scope, id);
    this.access = new Access(this, 'access', {
      ...this.metadata(),
      inNamespace: controllerNamespaceRules(settings),
      inCluster: controllerClusterRules(settings),
    });
    this.deployment = this.createDeployment();
  }

  private createDeployment(): k8s.KubeDeployment {
    return new k8s.KubeDeployment(this, 'deployment', {
      metadata: this.metadata(),
      spec: {
        revisionHistoryLimit: 3,
        selector: { matchLabels: podSelector('controller') },
        template: {
          metadata: {
            labels: installLabels('controller'),
            ...(this.settings.metrics && { annotations: scrapeAnnotations(METRICS_PORT) }),
          },
          spec: this.podSpec(),
        },
      },
    });
  }

  private podSpec(): k8s.PodSpec {
    return {
      serviceAccountName: 'controller',
      securityContext: AS_NOBODY,
      // Nothing is lost when it ends, and the next one waits for it.
      terminationGracePeriodSeconds: 0,
      ...scheduling(this.settings.controller, []),
      containers: [this.container()],
      volumes: [{ name: 'cert', secret: { secretName: NAMES.webhookSecret } }],
    };
  }

  private container(): k8s.Container {
    const { controller, images } = this.settings;
    return {
      name: 'controller',
      image: images.controller,
      args: commonArguments(this.settings),
      env: this.environment(),
      ports: [
        { name: 'metricshttps', containerPort: METRICS_PORT },
        { name: 'webhook-server', containerPort: WEBHOOK_PORT },
      ],
      resources: resourceRequirements(controller.resources ?? SMALL),
      securityContext: confined(),
      // Its own word for ready does not wait for the webhook, without which no configuration is taken.
      startupProbe: {
        tcpSocket: { port: k8s.IntOrString.fromString('webhook-server') },
        periodSeconds: 2,
        failureThreshold: 150,
      },
      ...healthProbes(),
      volumeMounts: [{ name: 'cert', mountPath: '/tmp/k8s-webhook-server/serving-certs', readOnly: true }],
    };
  }

  private environment(): k8s.EnvVar[] {
    const memberlist = [
      { name: 'METALLB_ML_SECRET_NAME', value: NAMES.memberlistSecret },
      { name: 'METALLB_DEPLOYMENT', value: 'controller' },
    ];
    return [...commonEnvironment(this.settings), ...(this.settings.speaker.memberlist ? memberlist : [])];
  }

  private metadata() {
    return { name: 'controller', namespace: this.settings.namespace, labels: installLabels('controller') };
  }
}
