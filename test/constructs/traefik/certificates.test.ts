import { Testing } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import { describe, expect, test } from 'vitest';
import type { TraefikOptions } from '../../../constructs/traefik';
import { Traefik } from '../../../constructs/traefik';

const RESOLVER = { name: 'letsencrypt', email: 'ops@example.com', httpChallenge: { entryPoint: 'web' } };
const DNS = {
  name: 'dns',
  caConfigMap: 'step-root',
  dnsChallenge: {
    provider: 'cloudflare',
    envSecret: 'cloudflare',
    resolvers: ['1.1.1.1:53', '9.9.9.9:53'],
    propagation: { delayBeforeChecks: '30s', disableChecks: true },
  },
};

function synth(options: TraefikOptions) {
  const chart = Testing.chart();
  new Traefik(chart, 'traefik', options);
  return Testing.synth(chart) as { kind: string; spec: unknown }[];
}

function workload(options: TraefikOptions) {
  const found = synth(options).find(({ kind }) => kind === 'Deployment' || kind === 'DaemonSet');
  const { template, strategy, updateStrategy } = found?.spec as k8s.DeploymentSpec & k8s.DaemonSetSpec;
  const pod = template.spec as k8s.PodSpec;
  return { pod, container: pod.containers[0] as k8s.Container, strategy, updateStrategy };
}

function acmeArguments(options: TraefikOptions): readonly string[] {
  const { args = [] } = workload(options).container;
  return args.filter((each) => /certificatesResolvers|http\.tls\./.test(each));
}

describe('arguments', () => {
  test('of HTTP-01 and of a default resolver with a wildcard', () => {
    const domains = [{ main: 'example.com', sans: ['*.example.com', 'example.org'] }, { main: 'a.example' }];
    const websecure = { tls: { certResolver: 'letsencrypt', domains } };
    expect(acmeArguments({ certificateResolvers: [RESOLVER], websecure })).toEqual([
      '--entryPoints.websecure.http.tls.certResolver=letsencrypt',
      '--entryPoints.websecure.http.tls.domains[0].main=example.com',
      '--entryPoints.websecure.http.tls.domains[0].sans=*.example.com,example.org',
      '--entryPoints.websecure.http.tls.domains[1].main=a.example',
      '--certificatesResolvers.letsencrypt.acme.email=ops@example.com',
      '--certificatesResolvers.letsencrypt.acme.storage=/data/acme.json',
      '--certificatesResolvers.letsencrypt.acme.httpChallenge.entryPoint=web',
    ]);
  });

  test('of DNS-01', () => {
    expect(acmeArguments({ certificateResolvers: [DNS] })).toEqual([
      '--certificatesResolvers.dns.acme.caCertificates=/etc/acme-ca/step-root/ca.crt',
      '--certificatesResolvers.dns.acme.storage=/data/acme.json',
      '--certificatesResolvers.dns.acme.dnsChallenge.provider=cloudflare',
      '--certificatesResolvers.dns.acme.dnsChallenge.resolvers=1.1.1.1:53,9.9.9.9:53',
      '--certificatesResolvers.dns.acme.dnsChallenge.propagation.delayBeforeChecks=30s',
      '--certificatesResolvers.dns.acme.dnsChallenge.propagation.disableChecks=true',
    ]);
  });
});

describe('the pod', () => {
  test('has the environment, the root certificate and a folder', () => {
    const { pod, container } = workload({ certificateResolvers: [RESOLVER, DNS, { ...DNS, name: 'two' }] });
    expect(container.envFrom).toEqual([{ secretRef: { name: 'cloudflare' } }]);
    expect(container.volumeMounts?.slice(1)).toEqual([
      { name: 'data', mountPath: '/data' },
      { name: 'acme-ca-0', mountPath: '/etc/acme-ca/step-root', readOnly: true },
    ]);
    expect(pod.volumes?.slice(1)).toEqual([
      { name: 'data', emptyDir: {} },
      { name: 'acme-ca-0', configMap: { name: 'step-root' } },
    ]);
    expect(pod.securityContext).not.toHaveProperty('fsGroup');
  });

  test('keeps the folder on a claim, whose files keep their permissions', () => {
    const persistence = { size: '1Gi', storageClass: 'longhorn' };
    const { pod } = workload({ certificateResolvers: [RESOLVER], persistence });
    expect(pod.volumes?.[1]).toEqual({ name: 'data', persistentVolumeClaim: { claimName: 'traefik' } });
    expect(pod.securityContext).toMatchObject({ fsGroup: 65532, fsGroupChangePolicy: 'OnRootMismatch' });
    const claims = (options: TraefikOptions) =>
      synth(options).filter(({ kind }) => kind === 'PersistentVolumeClaim');
    expect(claims({ persistence }).map(({ spec }) => spec)).toEqual([
      {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'longhorn',
        resources: { requests: { storage: '1Gi' } },
      },
    ]);
    expect(claims({ persistence: { existingClaim: 'acme' } })).toEqual([]);
    expect(claims({ persistence: {} })[0]?.spec).toMatchObject({
      storageClassName: 'local-path',
      resources: { requests: { storage: '128Mi' } },
    });
    const existing = workload({ persistence: { existingClaim: 'acme' } });
    expect(existing.pod.volumes?.[1]).toMatchObject({ persistentVolumeClaim: { claimName: 'acme' } });
  });

  test('ends before the next one starts, because only one may write the file', () => {
    expect(workload({ certificateResolvers: [RESOLVER] }).strategy).toEqual({ type: 'Recreate' });
    const daemonSet = workload({ certificateResolvers: [RESOLVER], kind: 'DaemonSet' });
    expect(daemonSet.updateStrategy?.rollingUpdate).toEqual({ maxUnavailable: 1, maxSurge: 0 });
  });
});
