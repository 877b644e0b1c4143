import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { createIngressPolicy } from '../network-policy';
import { pullSecrets } from '../pull-secrets';
import { resourceRequirements } from '../resources';
import { commonArguments, commonEnvironment } from './arguments';
import { controllerClusterRules, controllerNamespaceRules } from './controller-access';
import { identifyWorkload, NAMES } from './identity';
import type { MetalLbSettings } from './metallb-props';
import { METRICS_PORT, scrapeAnnotations } from './metrics';
import { healthProbes } from './probes';
import { AS_NOBODY, createSecurityContext } from './security';
import { WEBHOOK_PORT } from './webhooks';
import { MetalLbWorkloadBase } from './workload';
import { scheduling, SMALL } from './workload-options';

/** MetalLB's controller: one pod that assigns addresses to Services and validates the configuration. */
export class MetalLbController extends MetalLbWorkloadBase {
  public readonly deployment: k8s.KubeDeployment;
  /** Undefined without `networkPolicy`. */
  public readonly networkPolicy?: k8s.KubeNetworkPolicy;

  constructor(
    scope: Construct,
    id: string,
    private readonly settings: MetalLbSettings,
  ) {
    super(scope, id, identifyWorkload('controller', settings.namespace), {
      inNamespace: controllerNamespaceRules(settings),
      inCluster: controllerClusterRules(settings),
    });
    this.deployment = this.createDeployment();
    if (settings.networkPolicy) this.networkPolicy = this.createNetworkPolicy();
  }

  /** The API server connects to the webhook from an address of a node, which may be one of the pod network. */
  private createNetworkPolicy(): k8s.KubeNetworkPolicy {
    return new k8s.KubeNetworkPolicy(this, 'network-policy', {
      metadata: this.createMetadata(),
      spec: createIngressPolicy({
        selector: this.identity.selector,
        ports: [{ port: WEBHOOK_PORT }, { port: METRICS_PORT }],
      }),
    });
  }

  private createDeployment(): k8s.KubeDeployment {
    return new k8s.KubeDeployment(this, 'deployment', {
      metadata: this.createMetadata(),
      spec: {
        revisionHistoryLimit: 3,
        ...this.createPods(
          this.createPodSpec(),
          this.settings.metrics ? scrapeAnnotations(METRICS_PORT) : undefined,
        ),
      },
    });
  }

  private createPodSpec(): k8s.PodSpec {
    return {
      serviceAccountName: 'controller',
      securityContext: AS_NOBODY,
      // The controller has no state to save, and the next one starts only when it has ended.
      terminationGracePeriodSeconds: 0,
      ...scheduling(this.settings.controller, [], this.identity.selector),
      ...pullSecrets(this.settings.imagePullSecrets),
      containers: [this.createContainer()],
      volumes: [{ name: 'cert', secret: { secretName: NAMES.webhookSecret } }],
    };
  }

  private createContainer(): k8s.Container {
    const { controller, images } = this.settings;
    return {
      name: 'controller',
      image: images.controller,
      args: commonArguments(this.settings),
      env: this.createEnvironment(),
      ports: [
        { name: 'metricshttps', containerPort: METRICS_PORT },
        { name: 'webhook-server', containerPort: WEBHOOK_PORT },
      ],
      resources: resourceRequirements(controller.resources ?? SMALL),
      securityContext: createSecurityContext(),
      // The readiness check passes before the webhook listens, and without the webhook every configuration is refused.
      startupProbe: {
        tcpSocket: { port: k8s.IntOrString.fromString('webhook-server') },
        periodSeconds: 2,
        failureThreshold: 150,
      },
      ...healthProbes(),
      volumeMounts: [{ name: 'cert', mountPath: '/tmp/k8s-webhook-server/serving-certs', readOnly: true }],
    };
  }

  private createEnvironment(): k8s.EnvVar[] {
    const memberlist = [
      { name: 'METALLB_ML_SECRET_NAME', value: NAMES.memberlistSecret },
      { name: 'METALLB_DEPLOYMENT', value: 'controller' },
    ];
    return [...commonEnvironment(this.settings), ...(this.settings.speaker.memberlist ? memberlist : [])];
  }
}
