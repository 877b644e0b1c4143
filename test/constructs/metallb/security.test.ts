import type { k8s } from 'cdk8s-plus-27';
import { describe, expect, test } from 'vitest';
import type { MetalLbObject } from './manifests';
import { container, install, pod } from './manifests';

const OBJECTS = install({ bgpBackend: 'frr-k8s' });
const WORKLOADS = ['controller', 'speaker', 'frr-k8s-daemon', 'frr-k8s-statuscleaner'];

type Rules = MetalLbObject & { readonly rules: readonly k8s.PolicyRule[] };

const roles = (objects: readonly MetalLbObject[]) =>
  objects.filter(({ kind }) => kind === 'Role' || kind === 'ClusterRole') as Rules[];

/** Who may do what, as `verb resource`, with `=name` where it is about named objects only. */
function grants(objects: readonly MetalLbObject[], kind: string, name: string): string[] {
  const role = roles(objects).find((each) => each.kind === kind && each.metadata.name === name);
  return (role?.rules ?? []).flatMap(({ verbs, resources = [], resourceNames }) =>
    resources.flatMap((resource) =>
      verbs.map((verb) => `${verb} ${resource}${resourceNames ? `=${resourceNames.join()}` : ''}`),
    ),
  );
}

const changes = (all: readonly string[]) => all.filter((grant) => !/^(get|list|watch) /.test(grant)).sort();

describe('roles', () => {
  test('have explicit verbs and resources', () => {
    expect(roles(OBJECTS)).toHaveLength(8);
    for (const { rules } of roles(OBJECTS)) expect(JSON.stringify(rules)).not.toContain('*');
  });

  test('of the controller write only its certificate, addresses and statuses', () => {
    expect(changes(grants(OBJECTS, 'Role', 'controller'))).toEqual([
      'create configurationstates',
      'create secrets',
      'patch configurationstates',
      'patch configurationstates/status',
      'update ipaddresspools/status',
      'update secrets=metallb-webhook-cert',
    ]);
    expect(changes(grants(OBJECTS, 'ClusterRole', 'metallb-system:controller'))).toEqual([
      'create events',
      'patch events',
      'update customresourcedefinitions=bgppeers.metallb.io',
      'update services/status',
      'update validatingwebhookconfigurations=metallb-webhook-configuration',
    ]);
  });

  test('of the speaker write only its statuses and FRRConfigurations', () => {
    expect(changes(grants(OBJECTS, 'ClusterRole', 'metallb-system:speaker'))).toEqual([
      'create events',
      'patch events',
    ]);
    const native = changes(grants(install(), 'Role', 'speaker'));
    expect(native).toEqual([
      'create configurationstates',
      'create servicebgpstatuses',
      'create servicel2statuses',
      'delete servicebgpstatuses',
      'delete servicel2statuses',
      'patch configurationstates',
      'patch configurationstates/status',
      'patch servicebgpstatuses',
      'patch servicebgpstatuses/status',
      'patch servicel2statuses',
      'patch servicel2statuses/status',
    ]);
    const added = changes(grants(OBJECTS, 'Role', 'speaker')).filter((grant) => !native.includes(grant));
    expect(added).toEqual([
      'create frrconfigurations',
      'delete frrconfigurations',
      'update frrconfigurations',
    ]);
  });

  test('of FRR on the nodes write no Secret and no webhook', () => {
    expect(changes(grants(OBJECTS, 'Role', 'frr-k8s-daemon'))).toEqual([
      'create bgpsessionstates',
      'delete bgpsessionstates',
      'patch bgpsessionstates',
      'patch bgpsessionstates/status',
    ]);
    expect(changes(grants(OBJECTS, 'ClusterRole', 'metallb-system:frr-k8s-daemon'))).toEqual([
      'create frrnodestates',
      'update frrnodestates/status',
    ]);
    expect(changes(grants(OBJECTS, 'ClusterRole', 'metallb-system:frr-k8s-statuscleaner'))).toEqual([
      'delete frrnodestates',
      'update validatingwebhookconfigurations=frr-k8s-validating-webhook-configuration',
    ]);
  });

  test('read Secrets only in their own namespace', () => {
    for (const { metadata } of roles(OBJECTS).filter(({ kind }) => kind === 'ClusterRole')) {
      expect(
        grants(OBJECTS, 'ClusterRole', metadata.name).filter((grant) => grant.includes('secrets')),
      ).toEqual([]);
    }
  });

  test('without memberlist create no key', () => {
    const all = grants(install({ speaker: { memberlist: false } }), 'Role', 'controller');
    expect(all).not.toContain('create secrets');
    expect(all).not.toContain('get deployments=controller');
    expect(grants(OBJECTS, 'Role', 'controller')).toContain('get deployments=controller');
  });

  test('authorize readers of metrics only where metrics are enabled', () => {
    const asks = (objects: readonly MetalLbObject[]) =>
      roles(objects).filter(({ metadata }) =>
        grants(objects, 'ClusterRole', metadata.name).includes('create tokenreviews'),
      );
    expect(asks(OBJECTS)).toHaveLength(0);
    const asking = asks(install({ bgpBackend: 'frr-k8s', metrics: true }));
    expect(asking.map(({ metadata }) => metadata.name)).toEqual([
      'metallb-system:controller',
      'metallb-system:speaker',
      'metallb-system:frr-k8s-daemon',
    ]);
  });

  test.each(['controller', 'speaker', 'frr-k8s-daemon', 'frr-k8s-statuscleaner'])(
    'are bound to %s',
    (name) => {
      expect(pod(OBJECTS, name).serviceAccountName).toBe(name);
      const bindings = OBJECTS.filter(
        ({ kind, metadata }) =>
          kind.endsWith('RoleBinding') && [name, `metallb-system:${name}`].includes(metadata.name),
      );
      expect(bindings).toHaveLength(2);
      for (const binding of bindings) {
        expect(binding).toMatchObject({
          roleRef: { kind: binding.kind.replace('Binding', ''), name: binding.metadata.name },
          subjects: [{ kind: 'ServiceAccount', name, namespace: 'metallb-system' }],
        });
      }
    },
  );
});

describe('pods', () => {
  test.each(WORKLOADS)('%s has the default seccomp profile and gains no privilege', (name) => {
    const { securityContext, containers, initContainers = [] } = pod(OBJECTS, name);
    expect(securityContext?.seccompProfile).toEqual({ type: 'RuntimeDefault' });
    for (const each of [...initContainers, ...containers]) {
      expect(each.securityContext?.allowPrivilegeEscalation, each.name).toBe(false);
    }
  });

  test.each(['controller', 'frr-k8s-statuscleaner'])('%s runs without root', (name) => {
    expect(pod(OBJECTS, name).securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 65534 });
  });

  test('a container has the capabilities that it needs', () => {
    const added = (workload: string, name?: string) =>
      container(OBJECTS, workload, name).securityContext?.capabilities;
    expect(added('controller')).toEqual({ drop: ['ALL'] });
    expect(added('speaker')).toEqual({ drop: ['ALL'], add: ['NET_RAW'] });
    expect(added('frr-k8s-statuscleaner')).toEqual({ drop: ['ALL'] });
    for (const name of ['controller', 'cp-frr-files', 'cp-reloader', 'cp-metrics', 'cp-frr-status']) {
      expect(added('frr-k8s-daemon', name), name).toEqual({ drop: ['ALL'] });
    }
    expect(added('frr-k8s-daemon', 'frr')).toEqual({
      add: ['NET_ADMIN', 'NET_RAW', 'SYS_ADMIN', 'NET_BIND_SERVICE'],
    });
  });
});
