import type { NetworkPlan } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import type { Failed } from '../../finding';
import { fail, pass } from '../../finding';
import { formatKubectlFor } from '../../objects/format-kubectl';
import type { LivePod, PodContainer } from '../../objects/pods';
import { readPods } from '../../objects/pods';

/** A component of which a cluster has one installation. */
interface Single {
  readonly component: 'metallb' | 'traefik';
  /** An environment variable that a container must have. @default - any container of the image */
  readonly variable?: { readonly name: string; readonly value: string };
  readonly title: string;
  /** Matches the images of its pods. */
  readonly image: RegExp;
  /** The namespace of the plan's installation; undefined: the plan has none, and none is allowed. */
  readonly namespace: string | undefined;
}

/** Second installations of MetalLB and Traefik. */
export const competingControllers: ClusterCheck = {
  id: 'competing-controllers',
  scope: 'cluster',
  title: 'there is no second installation of MetalLB or Traefik, and no kube-vip for Services',
  why: 'Both write the status of the same Services and Ingresses, and announce or serve the same addresses: clients reach one or the other by chance.',
  applies: (plan) => listSingles(plan).length > 0,
  async *observe({ plan, cluster }: VerifyContext) {
    const pods = await readPods(cluster);
    const failed = listSingles(plan).flatMap((single) => findSecond(single, pods));
    yield* failed;
    if (failed.length > 0) return;
    const text = listSingles(plan)
      .map(({ title, namespace }) => `${title} in ${namespace ?? 'no namespace'}`)
      .join(', ');
    yield pass({ subject: 'images of all pods', found: text, planned: text });
  },
};

/** kube-vip with the role of a load balancer. As an address of the API server only, it does not compete. */
const KUBE_VIP: Single = {
  ...{ component: 'metallb', title: 'kube-vip', namespace: undefined },
  image: /(?:^|\/)kube-vip[:@]/,
  variable: { name: 'svc_enable', value: 'true' },
};

function listSingles({ metallb, serviceLb, traefik }: NetworkPlan): readonly Single[] {
  const image = /(?:^|\/)metallb[/-](?:controller|speaker)[:@]|(?:^|\/)metallb\/(?:controller|speaker)/;
  return [
    ...(metallb !== undefined || serviceLb.enabled
      ? [
          { component: 'metallb' as const, title: 'MetalLB', image, namespace: metallb && 'metallb-system' },
          KUBE_VIP,
        ]
      : []),
    ...(traefik.mode === 'none'
      ? []
      : [
          {
            ...{ component: 'traefik' as const, title: 'Traefik', namespace: traefik.namespace },
            image: /(?:^|\/)(?:mirrored-library-)?traefik[:@]/,
          },
        ]),
  ];
}

function hasVariable({ env = [] }: PodContainer, variable: Single['variable']): boolean {
  if (variable === undefined) return true;
  return env.some(({ name, value }) => name === variable.name && value === variable.value);
}

/** One finding per namespace with such pods. */
function findSecond(
  { component, title, image, namespace, variable }: Single,
  pods: readonly LivePod[],
): readonly Failed[] {
  const others = pods.filter(
    ({ metadata, spec }) =>
      metadata.namespace !== namespace &&
      spec?.containers?.some((one) => image.test(one.image ?? '') && hasVariable(one, variable)) === true,
  );
  const namespaces = [...new Set(others.map(({ metadata }) => metadata.namespace ?? 'default'))];
  return namespaces.map((other) =>
    fail({
      subject: `pods of ${title}`,
      found: `${others
        .filter(({ metadata }) => metadata.namespace === other)
        .map(({ metadata }) => metadata.name)
        .slice(0, 3)
        .join(', ')} in namespace ${other}`,
      planned: namespace === undefined ? `no ${title}` : `${title} in namespace ${namespace} only`,
      components: [component],
      proof: formatKubectlFor({ name: '', namespace: other }, 'get', 'deployments,daemonsets,pods'),
      next: `uninstall the second ${title} from namespace ${other}, or remove ${component} from the profile`,
    }),
  );
}
