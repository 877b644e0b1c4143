import type { ApiObject } from '../kubernetes/api-object';
import type { RenderedCluster, Step } from '../steps';
import { hostOf, listNames, referenceTo, run, runOn } from '../steps';
import { findInstaller, titleOf } from '../running';
import type { RunningObject, RunningObjects } from '../running';
import { kubectlIn } from './objects';

/** Objects of which a cluster has one, with several possible owners. */
export function findSharedObjects(
  rendered: readonly ApiObject[],
  running: RunningObjects,
): readonly RunningObject[] {
  return rendered
    .filter(
      ({ kind, metadata }) =>
        kind === 'HelmChartConfig' || (kind === 'ConfigMap' && metadata.name === 'coredns-custom'),
    )
    .flatMap((object) => {
      const current = running.find(object);
      return current === undefined || findInstaller(current, running).kind === 'netstack' ? [] : [current];
    });
}

/** Takes files out of the auto-deploy directory, so that k3s does not write their objects again. It deletes nothing. */
export function releaseAddons(
  { plan }: RenderedCluster,
  objects: readonly RunningObject[],
  running: RunningObjects,
): readonly Step[] {
  const names = new Set(
    objects.flatMap((object) => {
      const installer = findInstaller(object, running);
      return installer.kind === 'addon' ? [installer.addon] : [];
    }),
  );
  return [...names].map((name) => {
    const addon = running.ofKind('Addon').find(({ metadata }) => metadata.name === name);
    const path = addon?.spec?.source ?? `/var/lib/rancher/k3s/server/manifests/${name}.yaml`;
    const others = running.all
      .filter((object) => !objects.includes(object) && isOfAddon(object, name, running))
      .map(titleOf);
    return {
      id: `release-addon-${name}`,
      title: `Take ${path} out of k3s's auto-deploy directory. Its objects stay.`,
      ...(others.length > 0 && {
        notes: [
          `k3s no longer applies ${listNames(others)} of that file either: apply it from another place.`,
        ],
      }),
      actions: [
        ...plan.servers.map((server) =>
          runOn(hostOf(server), ['sh', '-c', `[ ! -e ${path} ] || mv ${path} ${path}.netstack-adopted`]),
        ),
        run('kubectl', '-n', 'kube-system', 'delete', 'addon', name, '--ignore-not-found'),
      ],
    };
  });
}

function isOfAddon(object: RunningObject, name: string, running: RunningObjects): boolean {
  const installer = findInstaller(object, running);
  return installer.kind === 'addon' && installer.addon === name;
}

/**
 * Removes keys of coredns-custom that the profile does not render: CoreDNS does not start with two server blocks of one
 * zone.
 */
export function removeForeignKeys(
  objects: readonly RunningObject[],
  rendered: readonly ApiObject[],
): readonly Step[] {
  return objects.flatMap((object) => {
    const own: RunningObject | undefined = rendered.find(
      ({ kind, metadata }) => kind === object.kind && metadata.name === object.metadata.name,
    );
    const kept = Object.keys(own?.data ?? {});
    const foreign = Object.keys(object.data ?? {}).filter((key) => !kept.includes(key));
    if (object.kind !== 'ConfigMap' || foreign.length === 0) return [];
    const patch = { data: Object.fromEntries(foreign.map((key) => [key, null])) };
    return [
      {
        id: 'remove-coredns-keys',
        title: `Remove ${listNames(foreign)} from ${titleOf(object)}: the profile renders their zones under other names.`,
        interrupts: { what: 'Names of these zones, until CoreDNS reads the new files', seconds: 30 },
        actions: [
          kubectlIn(
            object.metadata.namespace,
            'patch',
            referenceTo(object),
            '--type=merge',
            '-p',
            JSON.stringify(patch),
          ),
        ],
      },
    ];
  });
}

/** Removes ports that the profile does not render: an apply adds its ports to those of another owner. */
export function removeForeignPorts(
  services: readonly RunningObject[],
  rendered: readonly ApiObject[],
): readonly Step[] {
  return services.flatMap((service) => {
    const own: RunningObject | undefined = rendered.find(
      ({ kind, metadata }) =>
        kind === 'Service' &&
        metadata.name === service.metadata.name &&
        metadata.namespace === service.metadata.namespace,
    );
    const kept = (own?.spec?.ports ?? []).map(({ port }) => port);
    const foreign = (service.spec?.ports ?? []).flatMap(({ port }) =>
      port === undefined || kept.includes(port) ? [] : [port],
    );
    if (own === undefined || foreign.length === 0) return [];
    const patch = { spec: { ports: foreign.map((port) => ({ $patch: 'delete', port })) } };
    return [
      {
        id: `remove-ports-${service.metadata.name}`,
        title: `Remove the ports ${listNames(foreign.map(String))} from ${titleOf(service)}: the profile has no entryPoint for them.`,
        interrupts: { what: `Clients of the ports ${listNames(foreign.map(String))}` },
        actions: [
          kubectlIn(
            service.metadata.namespace,
            ...['patch', referenceTo(service), '--type=strategic', '-p', JSON.stringify(patch)],
          ),
        ],
      },
    ];
  });
}
