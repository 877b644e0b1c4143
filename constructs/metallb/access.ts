import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { Labels } from '../labels';

/** The permissions of a ServiceAccount. */
export interface AccessRules {
  /** Rules for its own namespace. */
  readonly inNamespace: readonly k8s.PolicyRule[];
  /** Rules for every namespace, and for objects without a namespace. */
  readonly inCluster: readonly k8s.PolicyRule[];
}

/** A ServiceAccount and its permissions. */
export interface AccessProps extends AccessRules {
  /** The name of the ServiceAccount, the Role and the binding. Those of the cluster have the prefix `<namespace>:`. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
}

/** Verbs that read and change nothing. */
export const READ: readonly string[] = ['get', 'list', 'watch'];

/**
 * One rule of a Role.
 *
 * @param names the objects that the rule is limited to
 */
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

/** A ServiceAccount with a Role in its namespace and a ClusterRole. */
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
