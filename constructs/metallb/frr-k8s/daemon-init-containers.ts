import type { k8s } from 'cdk8s-plus-27';
import type { MetalLbSettings } from '../metallb-props';
import { createSecurityContext } from '../security';

/** User and group `frr` of FRR's image: FRR does not start when its files belong to another user. */
const FRR_USER = { runAsUser: 100, runAsGroup: 101 };

/** The init containers, which copy FRR's first configuration and the tools of frr-k8s to shared volumes. */
export function initContainers({ images }: MetalLbSettings): k8s.Container[] {
  return [
    {
      name: 'cp-frr-files',
      image: images.frr,
      command: ['/bin/sh', '-c', 'cp -rLf /tmp/frr/* /etc/frr/'],
      securityContext: { ...createSecurityContext(), ...FRR_USER },
      volumeMounts: [
        { name: 'frr-startup', mountPath: '/tmp/frr' },
        { name: 'frr-conf', mountPath: '/etc/frr' },
      ],
    },
    copyHelper('cp-reloader', images.frrK8s, 'frr-reloader.sh', {
      name: 'reloader',
      path: '/etc/frr_reloader',
    }),
    copyHelper('cp-metrics', images.frrK8s, 'frr-metrics', { name: 'metrics', path: '/etc/frr_metrics' }),
    copyHelper('cp-frr-status', images.frrK8s, 'frr-status', { name: 'frr-status', path: '/etc/frr_status' }),
  ];
}

function copyHelper(
  name: string,
  image: string,
  file: string,
  volume: { readonly name: string; readonly path: string },
): k8s.Container {
  return {
    name,
    image,
    command: ['/bin/sh', '-c', `cp -f /${file} ${volume.path}/`],
    securityContext: createSecurityContext(),
    volumeMounts: [{ name: volume.name, mountPath: volume.path }],
  };
}
