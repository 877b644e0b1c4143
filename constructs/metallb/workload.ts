import type { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { Labels } from '../labels';
import type { AccessRules } from './access';
import { Access } from './access';

/** The name of a workload, and the labels by which it is found. */
export interface WorkloadIdentity {
  /** The name of the Deployment or DaemonSet, and of its ServiceAccount and roles. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** The labels that select its pods. */
  readonly selector: Labels;
}

/** A Deployment or DaemonSet of MetalLB or frr-k8s, with its ServiceAccount and RBAC. */
export abstract class MetalLbWorkloadBase extends Construct {
  public readonly access: Access;

  constructor(
    scope: Construct,
    id: string,
    protected readonly identity: WorkloadIdentity,
    rules: AccessRules,
  ) {
    super(scope, id);
    this.access = new Access(this, 'access', { ...this.createMetadata(), ...rules });
  }

  /** The metadata of the workload, and of every object that belongs to it. */
  protected createMetadata() {
    const { name, namespace, labels } = this.identity;
    return { name, namespace, labels };
  }

  /** The selector and the pod template of the workload's spec. */
  protected createPods(spec: k8s.PodSpec, annotations?: Readonly<Record<string, string>>) {
    const { labels, selector } = this.identity;
    return {
      selector: { matchLabels: selector },
      template: { metadata: { labels, ...(annotations && { annotations }) }, spec },
    };
  }
}
