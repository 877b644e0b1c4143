import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import type { LiveObject } from './fake-cluster';
import { CHECKS } from '../../../src/verify';
import { groupByCause } from '../../../src/verify/causes/group-by-cause';
import { answers, failures, find, findingsOf, listOf, pikube } from './fake-cluster';

const PACKAGED = '/var/lib/rancher/k3s/server/manifests/coredns.yaml';

/** Records who has set which fields of an object. */
function manage(
  object: LiveObject,
  ...entries: readonly (readonly [manager: string, fields: object])[]
): void {
  Object.assign(object.metadata, {
    managedFields: entries.map(([manager, fieldsV1]) => ({ manager, operation: 'Update', fieldsV1 })),
  });
}

describe('fields that a manifest does not contain', () => {
  it('are a cause of their own beside a webhook that blocks changes', async () => {
    const fake = pikube();
    const pool = find(fake, 'metallb.io/v1beta1', 'IPAddressPool', 'lan');
    pool.spec = { ...pool.spec, autoAssign: false };
    manage(pool, ['kubectl-patch', { 'f:spec': { 'f:autoAssign': {} } }]);
    const advertisement = find(fake, 'metallb.io/v1beta1', 'L2Advertisement', 'lan');
    advertisement.spec = { ipAddressPools: ['old'] };
    const configuration = find(
      fake,
      'admissionregistration.k8s.io/v1',
      'ValidatingWebhookConfiguration',
      'metallb-webhook-configuration',
    );
    const [webhook] = configuration['webhooks'] as { clientConfig: { caBundle?: string } }[];
    delete webhook?.clientConfig.caBundle;
    const groups = groupByCause(await findingsOf(fake, 'cluster'), CHECKS);
    expect(groups.map(({ causes }) => causes.map(({ check }) => check).join())).toEqual([
      'metallb-webhooks',
      'objects-as-written',
    ]);
  });

  it('fail where kubectl added them', async () => {
    const fake = pikube();
    const pool = find(fake, 'metallb.io/v1beta1', 'IPAddressPool', 'lan');
    pool.spec = { ...pool.spec, autoAssign: false };
    manage(
      pool,
      ['deploy@pi1', { 'f:spec': { 'f:addresses': {} } }],
      ['kubectl-edit', { 'f:spec': { 'f:autoAssign': {} } }],
    );
    expect(await failures(fake, 'cluster')).toEqual([
      'objects-as-written: IPAddressPool metallb-system/lan: spec.autoAssign: false, set by kubectl-edit; planned spec.autoAssign: not set',
    ]);
  });

  it('fail where kubectl owns more fields than the client that applied the manifest', async () => {
    const fake = pikube();
    const ingress = find(fake, 'networking.k8s.io/v1', 'Ingress', 'whoami');
    const middlewares = 'traefik.ingress.kubernetes.io/router.middlewares';
    Object.assign(ingress.metadata, {
      annotations: { ...ingress.metadata.annotations, [middlewares]: 'gone' },
    });
    manage(
      ingress,
      ['deploy@pi1', { 'f:spec': { 'f:rules': {} } }],
      [
        'kubectl-patch',
        {
          'f:metadata': { 'f:annotations': { [`f:${middlewares}`]: {} } },
          'f:spec': { 'f:ingressClassName': {}, 'f:tls': {} },
        },
      ],
    );
    expect(await failures(fake, 'cluster')).toEqual([
      `objects-as-written: Ingress samples/whoami: metadata.annotations.${middlewares}: gone, set by kubectl-patch; planned metadata.annotations.${middlewares}: not set`,
    ]);
  });

  it('pass where the client that applied the manifest owns them, or a controller, or a restart', async () => {
    const fake = pikube();
    const pool = find(fake, 'metallb.io/v1beta1', 'IPAddressPool', 'lan');
    pool.spec = { ...pool.spec, avoidBuggyIPs: false };
    manage(pool, ['kubectl-client-side-apply', { 'f:spec': { 'f:addresses': {}, 'f:avoidBuggyIPs': {} } }]);
    const traefik = find(fake, 'apps/v1', 'Deployment', 'traefik');
    const template = (traefik.spec ?? {})['template'] as { metadata: { annotations?: object } };
    template.metadata.annotations = {
      ...template.metadata.annotations,
      'kubectl.kubernetes.io/restartedAt': 'now',
    };
    const annotations = { 'f:annotations': { '.': {}, 'f:kubectl.kubernetes.io/restartedAt': {} } };
    manage(
      traefik,
      ['deploy@pi1', { 'f:spec': { 'f:replicas': {} } }],
      ['kubectl-rollout', { 'f:spec': { 'f:template': { 'f:metadata': annotations } } }],
    );
    expect(await failures(fake, 'cluster')).toEqual([]);
  });

  it('fail with a key of a node selector, which has one owner', async () => {
    const fake = pikube();
    const speaker = find(fake, 'apps/v1', 'DaemonSet', 'speaker');
    const template = (speaker.spec ?? {})['template'] as { spec: { nodeSelector?: object } };
    template.spec.nodeSelector = { ...template.spec.nodeSelector, metallb: 'yes' };
    manage(
      speaker,
      ['deploy@pi1', { 'f:spec': { 'f:updateStrategy': {} } }],
      ['kubectl-patch', { 'f:spec': { 'f:template': { 'f:spec': { 'f:nodeSelector': {} } } } }],
    );
    expect(await failures(fake, 'cluster')).toEqual([
      'objects-as-written: DaemonSet metallb-system/speaker: spec.template.spec.nodeSelector.metallb: yes, set by kubectl-patch; planned spec.template.spec.nodeSelector.metallb: not set',
    ]);
  });

  it('pass with a default of the API server', async () => {
    const fake = pikube();
    const service = find(fake, 'v1', 'Service', 'echo');
    service.spec = { ...service.spec, externalTrafficPolicy: 'Cluster' };
    manage(
      service,
      ['deploy@pi1', { 'f:spec': { 'f:ports': {} } }],
      ['kubectl-patch', { 'f:spec': { 'f:externalTrafficPolicy': {} } }],
    );
    expect(await failures(fake, 'cluster')).toEqual([]);
  });

  it('pass with the default of their kind', async () => {
    const fake = pikube();
    const pool = find(fake, 'metallb.io/v1beta1', 'IPAddressPool', 'lan');
    pool.spec = { ...pool.spec, autoAssign: true };
    manage(
      pool,
      ['deploy@pi1', { 'f:spec': { 'f:addresses': {} } }],
      ['kubectl-patch', { 'f:spec': { 'f:autoAssign': {} } }],
    );
    expect(await failures(fake, 'cluster')).toEqual([]);
  });

  it('fail for an annotation of Traefik, and pass for annotations of others and for keys of coredns-custom', async () => {
    const fake = pikube();
    const ingress = find(fake, 'networking.k8s.io/v1', 'Ingress', 'whoami');
    const middlewares = 'traefik.ingress.kubernetes.io/router.middlewares';
    ingress.metadata.annotations = { [middlewares]: 'default-gone@kubernetescrd', 'example.org/note': 'x' };
    const added = { [`f:${middlewares}`]: {}, 'f:example.org/note': {} };
    manage(
      ingress,
      ['deploy@pi1', { 'f:spec': { 'f:ingressClassName': {} } }],
      ['kubectl-edit', { 'f:metadata': { 'f:annotations': added } }],
    );
    const custom = find(fake, 'v1', 'ConfigMap', 'coredns-custom');
    const own = { data: { ...(custom['data'] as object), 'own.server': 'example.org {\n}\n' } };
    Object.assign(custom, own);
    manage(custom, ['kubectl-edit', { 'f:data': { 'f:own.server': {} } }]);
    expect(await failures(fake, 'cluster')).toEqual([
      `objects-as-written: Ingress samples/whoami: metadata.annotations.${middlewares}: default-gone@kubernetescrd, set by kubectl-edit; planned metadata.annotations.${middlewares}: not set`,
    ]);
  });

  it('fail for items of lists', async () => {
    const fake = pikube();
    const service = find(fake, 'v1', 'Service', 'traefik');
    service.spec = { ...service.spec, externalTrafficPolicy: 'Local' };
    const port = 'k:{"port":80,"protocol":"TCP"}';
    manage(
      service,
      ['deploy@pi1', { 'f:spec': { 'f:type': {}, 'f:ports': { [port]: { '.': {}, 'f:port': {} } } } }],
      ['node-fetch', { 'f:spec': { 'f:ports': { [port]: { 'f:port': {} } }, 'f:sessionAffinity': {} } }],
    );
    Object.assign(service.spec, { sessionAffinity: 'ClientIP' });
    const found = (await failures(fake, 'cluster')).filter((line) => line.includes('sessionAffinity'));
    expect(found.join()).toContain('spec.sessionAffinity: ClientIP, set by node-fetch');
  });
});

it('one changed word of an argument list is reported alone', async () => {
  const fake = pikube();
  const traefik = find(fake, 'apps/v1', 'Deployment', 'traefik');
  const template = (traefik.spec ?? {})['template'] as { spec: { containers: { args: string[] }[] } };
  const [container] = template.spec.containers;
  container?.args.splice(0, 1, '--changed');
  const [line = ''] = await failures(fake, 'cluster');
  expect(line).toMatch(/containers\[traefik\]\.args: --changed; planned .*args: --[^,]+$/);
});

it('another file of the auto-deploy directory that owns a changed object is named', async () => {
  const fake = pikube();
  const pool = find(fake, 'metallb.io/v1beta1', 'IPAddressPool', 'lan');
  pool.spec = { addresses: ['10.0.0.100-10.0.0.199'] };
  pool.metadata.annotations = { 'objectset.rio.cattle.io/owner-name': 'zz-local' };
  const [line = ''] = await failures(fake, 'cluster');
  expect(line).toContain('applied by Addon zz-local, another file of the auto-deploy directory');
});

describe("CoreDNS's configuration", () => {
  const CONFIG = { metadata: { name: 'coredns', namespace: 'kube-system' } };
  const corefile = '.:53 {\n    errors\n    forward . /etc/resolv.conf\n}\n';

  /** The packaged ConfigMap with a live Corefile. */
  function withCorefile(text: string) {
    const fake = pikube();
    const manifest = stringify({ kind: 'ConfigMap', ...CONFIG, data: { Corefile: corefile } });
    answers(fake, `cat ${PACKAGED}`, { stdout: `kind: ServiceAccount\n---\n${manifest}` });
    listOf(fake, 'v1', 'ConfigMap').push({
      metadata: CONFIG.metadata,
      ...{ data: { Corefile: text, NodeHosts: '10.0.0.11 pi1' } },
    });
    return fake;
  }

  it('passes with the packaged Corefile', async () => {
    expect(await failures(withCorefile(corefile), 'cluster')).toEqual([]);
  });

  it('fails with a Corefile that was edited by hand', async () => {
    const edited = corefile.replace('forward . /etc/resolv.conf', 'forward . 1.1.1.1');
    expect(await failures(withCorefile(edited), 'cluster')).toEqual([
      `coredns-config: Corefile of ConfigMap kube-system/coredns: changed by hand: forward . 1.1.1.1; planned as in ${PACKAGED}: forward . /etc/resolv.conf`,
    ]);
  });

  const LOG = '/api/v1/namespaces/kube-system/pods/coredns-1/log';
  const FAILED =
    "[ERROR] Restart failed: /etc/coredns/custom/bad.server:1 - Error during parsing: Unknown directive 'frward'";
  const UNPARSED = '[WARNING] plugin/reload: Corefile parse failed: unexpected EOF';

  /** Failures with a log of CoreDNS, and with the part of it that is not older than a minute. */
  function failuresOfLog(log: string, latest: string): Promise<readonly string[]> {
    const fake = withCorefile(corefile);
    listOf(fake, 'v1', 'Pod').push({
      metadata: { name: 'coredns-1', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
    });
    fake.texts.set(`${LOG}?container=coredns&tailLines=5000`, log);
    fake.texts.set(`${LOG}?container=coredns&sinceSeconds=60`, latest);
    return failures(fake, 'cluster');
  }

  it('fails where CoreDNS cannot reload it, however long ago it logged that', async () => {
    const log = `[INFO] Reloading complete\n[INFO] Reloading\n${FAILED}\n`;
    expect(await failuresOfLog(log, '')).toEqual([
      `coredns-config: log of coredns-1: ${FAILED}; planned no failed reload`,
    ]);
  });

  it('passes after CoreDNS has loaded a corrected one', async () => {
    const log = `${FAILED}\n[INFO] Reloading\n[INFO] Reloading complete\n`;
    expect(await failuresOfLog(log, log)).toEqual([]);
  });

  it('fails while CoreDNS cannot parse it', async () => {
    expect(await failuresOfLog(UNPARSED, UNPARSED)).toEqual([
      `coredns-config: log of coredns-1: ${UNPARSED}; planned no failed reload`,
    ]);
    expect(await failuresOfLog(UNPARSED, '')).toEqual([]);
  });
});
