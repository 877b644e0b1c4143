import type { ProfileInput } from '../../profile/schema/profile';
import { isMap } from '../observed/fields';
import type { ImportContext } from './context';

const GROUP = 'monitoring.coreos.com';

/** The settings of the objects for Prometheus that k3s-netstack rendered; nothing where there are none. */
export function importMonitoring(context: ImportContext): Pick<ProfileInput, 'monitoring'> {
  const rule = context.object('PrometheusRule', GROUP, 'kube-system', 'netstack');
  if (rule?.isOurs !== true) return importScraping(context);
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

/** Without the Prometheus Operator only MetalLB shows that the profile has monitoring. */
function importScraping(context: ImportContext): Pick<ProfileInput, 'monitoring'> {
  const controller = context.object('Deployment', 'apps', 'metallb-system', 'controller');
  if (controller?.isOurs !== true || !hasScrapeAnnotation(controller.object)) return {};
  context.guess(
    ['monitoring'],
    'MetalLB serves metrics; no object of monitoring/ is in the cluster.',
    'Set the labels by which your Prometheus selects monitors, and apply monitoring/*.yaml.',
  );
  return { monitoring: {} };
}

function hasScrapeAnnotation(deployment: object): boolean {
  const { spec } = deployment as {
    readonly spec?: {
      readonly template?: {
        readonly metadata?: { readonly annotations?: Readonly<Record<string, unknown>> };
      };
    };
  };
  return spec?.template?.metadata?.annotations?.['prometheus.io/scrape'] === 'true';
}

function readLabels(labels: unknown): Readonly<Record<string, string>> {
  return isMap(labels) ? (labels as Record<string, string>) : {};
}
