import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { Labels } from '../labels';

/** Who may do what. */
export interface AccessProps {
  /** Of the service account, the role and its binding; of the cluster-wide ones after `<namespace>:`. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** What the account may do in its own namespace. */
  readonly inNamespace: readonly k8s.PolicyRule[];
  /** What it may do in every namespace, and with objects that are in none. */
  readonly inCluster: readonly k8s.PolicyRule[];
}

/** Verbs that change nothing. */
export const READ: readonly string[] = ['get', 'list', 'watch'];

/** One rule: these verbs on these resources of a group, or on no others than those with the given names. */
export function rule(
  group: string,
  resources: readonly string[],
  verbs: readonly string[],
  names?: readonly string[],
): k8s.PolicyRule {
  return {
    apiGroups: [group],
    resources: [...resources],
    ...(names && { resourceNames: [...names] }),
    verbs: [...verbs],
  };
}

const RBAC = 'rbac.authorization.k8s.io';

/** A service account with a role in its namespace and a cluster role. */
export class Access extends Construct {
  public readonly serviceAccount: k8s.KubeServiceAccount;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AccessProps,
  ) {
    super(scope, id);
    this.serviceAccount = new k8s.KubeServiceAccount(this, 'service-account', { metadata: this.metadata() });
    this.createRole();
    this.createClusterRole();
  }

  private createRole(): void {
    const metadata = this.metadata();
    new k8s.KubeRole(this, 'role', { metadata, rules: [...this.props.inNamespace] });
    new k8s.KubeRoleBinding(this, 'role-binding', {
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'Role', name: metadata.name },
      subjects: this.subjects(),
    });
  }

  private createClusterRole(): void {
    const { name, namespace, labels } = this.props;
    const metadata = { name: `${namespace}:${name}`, labels: { ...labels } };
    new k8s.KubeClusterRole(this, 'cluster-role', { metadata, rules: [...this.props.inCluster] });
    new k8s.KubeClusterRoleBinding(this, 'cluster-role-binding', {
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: metadata.name },
      subjects: this.subjects(),
    });
  }

  private metadata() {
    const { name, namespace, labels } = this.props;
    return { name, namespace, labels: { ...labels } };
  }

  private subjects(): k8s.Subject[] {
    return [{ kind: 'ServiceAccount', name: this.props.name, namespace: this.props.namespace }];
  }
}
