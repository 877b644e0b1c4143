import { pathOf } from '../../diagnostics';
import { describeInstaller, findInstaller } from '../../running';
import type { RunningObject } from '../../running';
import { quoteCommand } from '../../terminal/quote-command';
import type { LiveRule } from '../live-rule';

const DEFAULT_CLASS = 'ingressclass.kubernetes.io/is-default-class';

export const liveIngressClassOwner: LiveRule = {
  id: 'live-ingress-class-owner',
  severity: 'warning',
  title: 'Another IngressClass of the cluster is the default already',
  why: 'With two default classes the API server rejects every new Ingress that names no class.',
  fix: 'Remove the annotation `ingressclass.kubernetes.io/is-default-class` from one of them.',
  *compare({ plan, rendered, running }) {
    const own = rendered.filter(({ kind }) => kind === 'IngressClass');
    if (!own.some(isDefault)) return;
    const names = own.map(({ metadata }) => metadata.name);
    const others = running
      .ofKind('IngressClass')
      .filter((one) => isDefault(one) && !names.includes(one.metadata.name));
    for (const { metadata, ...other } of others) {
      const installer = findInstaller({ metadata, ...other }, running);
      yield {
        path: pathOf(plan.traefik),
        message: `IngressClass ${metadata.name}, installed by ${describeInstaller(installer)}, is the default class, and the profile makes ${names.join(', ')} the default.`,
        hint: `Keep one default: ${quoteCommand(['kubectl', 'annotate', 'ingressclass', metadata.name, `${DEFAULT_CLASS}-`])}.`,
      };
    }
  },
};

function isDefault({ metadata }: Pick<RunningObject, 'metadata'>): boolean {
  return metadata.annotations?.[DEFAULT_CLASS] === 'true';
}
