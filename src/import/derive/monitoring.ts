import type { ProfileInput } from '../../profile/schema/profile';
import { isMap } from '../observed/fields';
import type { ImportContext } from './context';

const GROUP = 'monitoring.coreos.com';

/** The settings of the objects for Prometheus that k3s-netstack rendered; nothing where there are none. */
export function importMonitoring(context: ImportContext): Pick<ProfileInput, 'monitoring'> {
  const rule = context.object('PrometheusRule', GROUP, 'kube-system', 'netstack');
  if (rule?.isOurs !== true) return {};
  const own = ['PodMonitor', 'ServiceMonitor', 'PrometheusRule'].flatMap((kind) =>
    context.objects(kind, GROUP),
  );
  for (const object of own.filter(({ isOurs }) => isOurs)) object.imply();
  const labels = Object.entries(readLabels(rule.object.metadata.labels)).filter(
    ([key]) => !key.startsWith('app.kubernetes.io/'),
  );
  const [, days = '14'] = / expires in less than (\d+) days/.exec(JSON.stringify(rule.object)) ?? [];
  return {
    monitoring: {
      ...(labels.length > 0 && { labels: Object.fromEntries(labels) }),
      ...(days !== '14' && { certificateDays: Number(days) }),
    },
  };
}

function readLabels(labels: unknown): Readonly<Record<string, string>> {
  return isMap(labels) ? (labels as Record<string, string>) : {};
}
