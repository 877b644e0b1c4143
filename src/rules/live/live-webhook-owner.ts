import { pathOf } from '../../diagnostics';
import { describeInstaller, findInstaller, titleOf } from '../../running';
import type { RunningObject } from '../../running';
import { formatAdoptHint } from '../adopt-hint';
import type { LiveRule } from '../live-rule';

export const liveWebhookOwner: LiveRule = {
  id: 'live-webhook-owner',
  severity: 'error',
  title: "Another webhook validates MetalLB's objects",
  why:
    'The API server asks every webhook for an object of metallb.io. Without the controller of the other installation, ' +
    'nothing answers, and the API server rejects every pool and advertisement of the profile.',
  fix: 'Delete the other webhook configuration with the installation that it belongs to, by `netstack adopt`.',
  *compare({ plan, rendered, running }) {
    const { metallb } = plan;
    if (metallb === undefined) return;
    const names = rendered.filter(({ kind }) => kind.endsWith('WebhookConfiguration')).map(titleOf);
    const configurations = [
      ...running.ofKind('ValidatingWebhookConfiguration'),
      ...running.ofKind('MutatingWebhookConfiguration'),
    ];
    for (const configuration of configurations) {
      if (!concernsMetalLb(configuration) || names.includes(titleOf(configuration))) continue;
      const installer = findInstaller(configuration, running);
      yield {
        path: pathOf(metallb),
        message: `${titleOf(configuration)}, installed by ${describeInstaller(installer)}, sends objects of metallb.io to ${listServices(configuration)}.`,
        hint: formatAdoptHint(plan, installer),
      };
    }
  },
};

function concernsMetalLb({ webhooks = [] }: RunningObject): boolean {
  return webhooks.some(({ rules = [] }) =>
    rules.some(({ apiGroups = [] }) => apiGroups.includes('metallb.io')),
  );
}

function listServices({ webhooks = [] }: RunningObject): string {
  const services = webhooks.flatMap(({ clientConfig }) =>
    clientConfig?.service === undefined
      ? []
      : [`Service ${clientConfig.service.namespace}/${clientConfig.service.name}`],
  );
  return [...new Set(services)].join(' and ') || 'a URL';
}
