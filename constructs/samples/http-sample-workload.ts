import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { labels, selectorLabels } from '../labels';
import type { HttpSampleProps } from './http-sample-props';
import { sampleIdentity, sampleMetadata } from './sample-identity';
import { samplePod } from './sample-pod';

/** The props of a sample that concern its pods. */
export type HttpSampleWorkloadProps = Pick<
  HttpSampleProps,
  'name' | 'namespace' | 'image' | 'imagePullSecrets' | 'replicas' | 'resources'
>;

/** The pods of a sample. */
export class HttpSampleWorkload extends Construct {
  public readonly deployment: k8s.KubeDeployment;

  constructor(scope: Construct, id: string, props: HttpSampleWorkloadProps) {
    super(scope, id);
    const identity = sampleIdentity(props);
    const { replicas = 1 } = props;
    const matchLabels = { ...selectorLabels(identity) };
    this.deployment = new k8s.KubeDeployment(this, 'deployment', {
      metadata: sampleMetadata(props),
      spec: { replicas, selector: { matchLabels }, template: samplePod(props, labels(identity)) },
    });
  }
}
