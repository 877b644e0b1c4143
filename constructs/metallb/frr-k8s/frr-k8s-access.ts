import type { k8s } from 'cdk8s-plus-27';
import { READ, rule } from '../access';
import { CHECK_READERS } from '../metrics';
import { FRR_K8S_NAMES } from './identity';

const FRRK8S = 'frrk8s.metallb.io';

/** What the daemons may do in their own namespace: read configuration and passwords, say how sessions are. */
export function daemonNamespaceRules(): k8s.PolicyRule[] {
  return [
    rule('', ['pods'], ['get']),
    rule('', ['secrets'], READ),
    rule(FRRK8S, ['frrconfigurations', 'frrk8sconfigurations', 'bgpsessionstates'], READ),
    rule(FRRK8S, ['bgpsessionstates'], ['create', 'patch', 'delete']),
    rule(FRRK8S, ['bgpsessionstates/status'], ['patch']),
  ];
}

/** What they may do beyond: say how FRR is on their node. */
export function daemonClusterRules(metrics: boolean): k8s.PolicyRule[] {
  return [
    rule('', ['nodes'], READ),
    rule(FRRK8S, ['frrnodestates'], [...READ, 'create']),
    rule(FRRK8S, ['frrnodestates/status'], ['update']),
    ...(metrics ? CHECK_READERS : []),
  ];
}

/** What the status cleaner may do in its own namespace: see the daemons, keep its certificate in its Secret. */
export function statusCleanerNamespaceRules(): k8s.PolicyRule[] {
  return [
    rule('', ['pods', 'secrets'], READ),
    rule('', ['secrets'], ['update'], [FRR_K8S_NAMES.webhookSecret]),
    rule(FRRK8S, ['frrk8sconfigurations'], READ),
  ];
}

/** What it may do beyond: compare configurations, forget nodes, hand its certificate to the API server. */
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
