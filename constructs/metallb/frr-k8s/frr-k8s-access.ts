import type { k8s } from 'cdk8s-plus-27';
import { READ, rule } from '../access';
import { CHECK_READERS } from '../metrics';
import { FRR_K8S_NAMES } from './identity';

const FRRK8S = 'frrk8s.metallb.io';

/** Permissions of the daemons in their namespace: they read configuration and passwords, and write session states. */
export function daemonNamespaceRules(): k8s.PolicyRule[] {
  return [
    rule('', ['pods'], ['get']),
    rule('', ['secrets'], READ),
    rule(FRRK8S, ['frrconfigurations', 'frrk8sconfigurations', 'bgpsessionstates'], READ),
    rule(FRRK8S, ['bgpsessionstates'], ['create', 'patch', 'delete']),
    rule(FRRK8S, ['bgpsessionstates/status'], ['patch']),
  ];
}

/** Permissions of the daemons in the cluster: they write the state of FRR on their node. */
export function daemonClusterRules(metrics: boolean): k8s.PolicyRule[] {
  return [
    rule('', ['nodes'], READ),
    rule(FRRK8S, ['frrnodestates'], [...READ, 'create']),
    rule(FRRK8S, ['frrnodestates/status'], ['update']),
    ...(metrics ? CHECK_READERS : []),
  ];
}

/** Permissions of the status cleaner in its namespace: it reads the daemons, and writes its certificate to a Secret. */
export function statusCleanerNamespaceRules(): k8s.PolicyRule[] {
  return [
    rule('', ['pods', 'secrets'], READ),
    rule('', ['secrets'], ['update'], [FRR_K8S_NAMES.webhookSecret]),
    rule(FRRK8S, ['frrk8sconfigurations'], READ),
  ];
}

/** Permissions of the status cleaner in the cluster: it reads configurations, deletes states, and writes its certificate. */
export function statusCleanerClusterRules(): k8s.PolicyRule[] {
  const group = 'admissionregistration.k8s.io';
  const webhooks = ['validatingwebhookconfigurations'];
  return [
    rule('', ['nodes'], ['list']),
    rule(FRRK8S, ['frrconfigurations'], ['list']),
    rule(FRRK8S, ['frrnodestates'], [...READ, 'delete']),
    rule(group, webhooks, READ),
    rule(group, webhooks, ['update'], [FRR_K8S_NAMES.webhookConfiguration]),
  ];
}
