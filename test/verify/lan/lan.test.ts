import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../../src/verify';
import { groupByCause } from '../../../src/verify/causes/group-by-cause';
import type { FakeCluster } from '../cluster/fake-cluster';
import { answers, CURL, failures, find, findingsOf, listOf, pikube, SHOWN } from '../cluster/fake-cluster';
import { showCertificate } from '../cluster/fake-cluster';
import { dualFindings, dualStack } from './dual-stack';

describe('the checks from the LAN', () => {
  it('pass where the LAN matches the plan', async () => {
    expect(await failures(pikube(), 'lan')).toEqual([]);
    const subject = (await findingsOf(pikube(), 'lan')).map(
      ({ check, subject: what }) => `${check}: ${what}`,
    );
    expect(subject).toEqual([
      'api-server: https://10.0.0.11:6443/ping from client',
      'api-certificate: certificate of https://10.0.0.11:6443/ping from client',
      'host-owners: owners of 10.0.0.11, pi1 (arping on client)',
      'host-owners: owners of 10.0.0.12, pi2 (arping on client)',
      'host-owners: owners of 10.0.0.13, pi3 (arping on client)',
      'host-owners: owners of 10.0.0.14, pi4 (arping on client)',
      'host-owners: owners of 10.0.0.1, the gateway (arping on client)',
      'address-owners: owner of 10.0.0.100 (ip -j neighbour on client)',
      'address-owners: owner of 10.0.0.101 (ip -j neighbour on client)',
      'sole-owners: owners of 10.0.0.100 (arping on client)',
      'sole-owners: owners of 10.0.0.101 (arping on client)',
      'free-addresses: 49 free addresses of 10.0.0.100-10.0.0.150',
      'sample-answers: https://whoami.home.arpa/ at 10.0.0.100 from client',
      'sample-answers: http://whoami.home.arpa/ at 10.0.0.100 from client',
      'sample-answers: http://10.0.0.101:8080/ from client',
      'sample-certificates: certificate of https://whoami.home.arpa/ at 10.0.0.100 from client',
    ]);
  });

  it('skip a family that the LAN client does not have', async () => {
    const fake = dualStack();
    const away = { status: 2, stderr: 'RTNETLINK answers: Network is unreachable\n' };
    answers(fake, 'ip route get fd20::', away);
    answers(fake, 'ip -j route get fd20::', away);
    answers(fake, CURL, { stdout: '200 ' });
    answers(fake, `${CURL} https://172.20.0.11:6443/ping`, { stdout: 'pong' });
    const reason = 'client has no route to fd20::11: RTNETLINK answers: Network is unreachable';
    expect(await dualFindings(fake, 'api-server')).toEqual([
      'passed: https://172.20.0.11:6443/ping from client: pong',
      `skipped: https://[fd20::11]:6443/ping from client: ${reason}`,
    ]);
    const others = [
      ...(await dualFindings(fake, 'address-owners')),
      ...(await dualFindings(fake, 'free-addresses')),
      ...(await dualFindings(fake, 'sample-answers')),
    ];
    const ofIpv6 = others.filter((one) => one.includes('fd20::'));
    expect(ofIpv6.filter((one) => !one.startsWith('skipped: '))).toEqual([]);
    expect(ofIpv6).toHaveLength(2 + 1 + 2);
  });

  it('report a sample that does not answer, and a missing redirect', async () => {
    const fake = pikube();
    answers(fake, 'curl http://10.0.0.101:8080/', { status: 28, stdout: '000 ' });
    answers(fake, 'curl http://whoami.home.arpa/', { stdout: '404 ' });
    expect(await failures(fake, 'lan')).toEqual([
      'sample-answers: http://whoami.home.arpa/ at 10.0.0.100 from client: 404; planned redirect to https://whoami.home.arpa/',
      'sample-answers: http://10.0.0.101:8080/ from client: no answer (curl: exit status 28); planned 200',
    ]);
  });

  it('request a Service at its assigned address where the profile fixes none', async () => {
    const fake = pikube();
    fake.lists.set('/api/v1/services', [
      {
        metadata: { name: 'web', namespace: 'samples' },
        status: { loadBalancer: { ingress: [{ ip: '10.0.0.130' }] } },
      },
      { metadata: { name: 'front', namespace: 'samples' } },
    ]);
    answers(fake, 'curl http://10.0.0.130:80/', { stdout: '200 ' });
    const open = 'test/verify/cluster/open-addresses.yaml';
    const findings = await findingsOf(fake, 'lan', open);
    const samples = findings.filter(({ check }) => check === 'sample-answers');
    expect(
      samples.map((one) => `${one.outcome}: ${one.subject}${'reason' in one ? `: ${one.reason}` : ''}`),
    ).toEqual([
      'passed: http://10.0.0.130:80/ from client',
      'skipped: Service samples/front from client: Service samples/front has no address, and the profile fixes none (addresses of nodes)',
    ]);
  });

  it.each([
    [
      'default',
      "Traefik's self-signed certificate (TRAEFIK DEFAULT CERT); planned valid for whoami.home.arpa",
    ],
    ['other', 'valid for other.example, 10.0.0.7; planned valid for whoami.home.arpa'],
    ['expired', 'valid from Jan  1 00:00:00 2001 GMT to Jan  2 00:00:00 2001 GMT; planned valid today'],
  ])('report the certificate "%s" of a sample', async (certificate, words) => {
    const fake = pikube();
    answers(fake, `${SHOWN} --resolve whoami.home.arpa:443:10.0.0.100`, showCertificate(certificate));
    expect(await failures(fake, 'lan')).toEqual([
      `sample-certificates: certificate of https://whoami.home.arpa/ at 10.0.0.100 from client: ${words}`,
    ]);
  });

  it('report a sample without a certificate, and skip where curl cannot print it', async () => {
    const fake = pikube();
    answers(fake, `${SHOWN} --resolve whoami.home.arpa:443:10.0.0.100`, { status: 35, stdout: '000 ' });
    answers(fake, `${SHOWN} https://10.0.0.11:6443/ping`, { stdout: '200 ' });
    expect(await failures(fake, 'lan')).toEqual([
      "api-certificate: every server's certificate contains its addresses and tlsSan: the curl on client cannot print certificates",
      'sample-certificates: certificate of https://whoami.home.arpa/ at 10.0.0.100 from client: none; planned valid for whoami.home.arpa',
    ]);
  });

  it('report an API server whose certificate lacks a name of tlsSan', async () => {
    const fake = pikube();
    answers(fake, `${SHOWN} https://10.0.0.11:6443/ping`, showCertificate('other'));
    expect(await failures(fake, 'lan')).toEqual([
      'api-certificate: certificate of https://10.0.0.11:6443/ping from client: valid for other.example, 10.0.0.7; planned valid for 10.0.0.11, k3s.home.arpa',
    ]);
  });

  it('report an API server that does not answer', async () => {
    const fake = pikube();
    answers(fake, `${CURL} https://10.0.0.11:6443/ping`, { status: 7 });
    expect(await failures(fake, 'lan')).toEqual([
      'api-server: https://10.0.0.11:6443/ping from client: no answer; planned pong',
    ]);
  });

  it('are skipped where curl is missing', async () => {
    const fake = pikube();
    answers(fake, `${CURL} https://10.0.0.11:6443/ping`, { status: 127 });
    expect(await failures(fake, 'lan')).toEqual([
      'api-server: the API server answers at each of its addresses in the profile: client has no "curl"',
    ]);
  });
});

it('group a certificate of a sample under the changed class of its Ingress', async () => {
  const fake = pikube();
  const { spec } = find(fake, 'networking.k8s.io/v1', 'Ingress', 'whoami');
  Object.assign(spec ?? {}, { ingressClassName: 'nginx' });
  answers(fake, `${SHOWN} --resolve whoami.home.arpa:443:10.0.0.100`, showCertificate('default'));
  expect(await listGroups(fake)).toEqual([['objects-as-written', 'ingress-class', 'sample-certificates']]);
});

it("group the classes and certificates of Ingresses under Traefik's missing class", async () => {
  const fake = pikube();
  const classes = listOf(fake, 'networking.k8s.io/v1', 'IngressClass');
  classes.splice(0, classes.length);
  answers(fake, `${SHOWN} --resolve whoami.home.arpa:443:10.0.0.100`, showCertificate('default'));
  expect(await listGroups(fake)).toEqual([['objects-as-written', 'ingress-class', 'sample-certificates']]);
});

/** The checks of each group of findings, the causes first. */
async function listGroups(fake: FakeCluster): Promise<readonly (readonly string[])[]> {
  const findings = [...(await findingsOf(fake, 'cluster')), ...(await findingsOf(fake, 'lan'))];
  return groupByCause(findings, CHECKS).map(({ causes, effects }) =>
    [...causes, ...effects].map(({ check }) => check),
  );
}
