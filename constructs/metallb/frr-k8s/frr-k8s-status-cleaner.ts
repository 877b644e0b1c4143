import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { pullSecrets } from '../../pull-secrets';
import { resourceRequirements } from '../../resources';
import { fromField } from '../arguments';
import type { MetalLbSettings } from '../metallb-props';
import { AS_NOBODY, createSecurityContext } from '../security';
import { MetalLbWorkloadBase } from '../workload';
import { CONTROL_PLANE, scheduling } from '../workload-options';
import { FRR_K8S_RESOURCES } from './daemon-containers';
import { statusCleanerClusterRules, statusCleanerNamespaceRules } from './frr-k8s-access';
import { FRR_K8S_NAMES, frrK8sSelector, identifyFrrK8s } from './identity';

/** The port of the webhook on the node. */
const WEBHOOK_PORT = 19443;

/** One pod that validates FRRConfigurations and removes the status of nodes that no longer exist. */
export class FrrK8sStatusCleaner extends MetalLbWorkloadBase {
  public readonly deployment: k8s.KubeDeployment;

  constructor(
    scope: Construct,
    id: string,
    private readonly settings: MetalLbSettings,
  ) {
    super(scope, id, identifyFrrK8s('statuscleaner', settings.namespace), {
      inNamespace: statusCleanerNamespaceRules(),
      inCluster: statusCleanerClusterRules(),
    });
    this.deployment = new k8s.KubeDeployment(this, 'deployment', {
      metadata: this.createMetadata(),
      spec: {
        revisionHistoryLimit: 3,
        // The pod listens on a port of the node, so two pods cannot run on one node.
        strategy: { type: 'Recreate' },
        ...this.createPods(this.createPodSpec()),
      },
    });
  }

  private createPodSpec(): k8s.PodSpec {
    return {
      serviceAccountName: FRR_K8S_NAMES.statuscleaner,
      // The API server must reach it before BGP has set up the pod network.
      hostNetwork: true,
      securityContext: AS_NOBODY,
      terminationGracePeriodSeconds: 10,
      ...scheduling(this.settings.frrK8s.statusCleaner ?? {}, CONTROL_PLANE, this.identity.selector),
      ...pullSecrets(this.settings.imagePullSecrets),
      containers: [this.createContainer()],
      volumes: [{ name: 'cert', secret: { secretName: FRR_K8S_NAMES.webhookSecret } }],
    };
  }

  private createContainer(): k8s.Container {
    const { images, logLevel, frrK8s } = this.settings;
    const httpGet = { path: '/healthz', port: k8s.IntOrString.fromString('webhook'), scheme: 'HTTPS' };
    const daemonPods = Object.entries(frrK8sSelector('daemon')).map(([key, value]) => `${key}=${value}`);
    return {
      name: 'frr-k8s-statuscleaner',
      image: images.frrK8s,
      command: ['/statuscleaner'],
      args: [
        `--webhook-port=${WEBHOOK_PORT}`,
        `--log-level=${logLevel}`,
        '--namespace=$(NAMESPACE)',
        `--frrk8s-selector=${daemonPods.join(',')}`,
      ],
      env: [fromField('NAMESPACE', 'metadata.namespace')],
      ports: [{ name: 'webhook', containerPort: WEBHOOK_PORT }],
      resources: resourceRequirements(frrK8s.statusCleaner?.resources ?? FRR_K8S_RESOURCES),
      securityContext: createSecurityContext(),
      // It listens when the kubelet has mounted the certificate, which may take more than a minute.
      startupProbe: { httpGet, periodSeconds: 2, failureThreshold: 150 },
      livenessProbe: { httpGet, periodSeconds: 20 },
      readinessProbe: { httpGet },
      volumeMounts: [{ name: 'cert', mountPath: '/tmp/k8s-webhook-server/serving-certs', readOnly: true }],
    };
  }
}
