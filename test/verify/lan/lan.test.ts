import { describe, expect, it } from 'vitest';
import { answers, CURL, failures, findingsOf, pikube, SHOWN, shown } from '../cluster/fake-cluster';
import { dualFindings, dualStack } from './dual-stack';

describe('the LAN, against the plan', () => {
  it('holds where it is as planned', async () => {
    expect(await failures(pikube(), 'lan')).toEqual([]);
    const looked = (await findingsOf(pikube(), 'lan')).map(({ check, looked: what }) => `${check}: ${what}`);
    expect(looked).toEqual([
      'api-server: https://10.0.0.11:6443/ping from client',
      'api-certificate: certificate of https://10.0.0.11:6443/ping from client',
      'address-owners: who answers for 10.0.0.100 (ip -j neighbour on client)',
      'address-owners: who answers for 10.0.0.101 (ip -j neighbour on client)',
      'sole-owners: all who answer for 10.0.0.100 (arping on client)',
      'sole-owners: all who answer for 10.0.0.101 (arping on client)',
      'free-addresses: 49 free addresses of 10.0.0.100-10.0.0.150',
      'sample-answers: https://whoami.home.arpa/ at 10.0.0.100 from client',
      'sample-answers: http://whoami.home.arpa/ at 10.0.0.100 from client',
      'sample-answers: http://10.0.0.101:8080/ from client',
      'sample-certificates: certificate of https://whoami.home.arpa/ at 10.0.0.100 from client',
    ]);
  });

  it('says nothing of a family that the machine does not have', async () => {
    const fake = dualStack();
    const away = { status: 2, stderr: 'RTNETLINK answers: Network is unreachable\n' };
    answers(fake, 'ip route get fd20::', away);
    answers(fake, 'ip -j route get fd20::', away);
    answers(fake, CURL, { stdout: '200 ' });
    answers(fake, `${CURL} https://172.20.0.11:6443/ping`, { stdout: 'pong' });
    const because = 'client has no way to fd20::11: RTNETLINK answers: Network is unreachable';
    expect(await dualFindings(fake, 'api-server')).toEqual([
      'holds: https://172.20.0.11:6443/ping from client: pong',
      `not looked: https://[fd20::11]:6443/ping from client: ${because}`,
    ]);
    const others = [
      ...(await dualFindings(fake, 'address-owners')),
      ...(await dualFindings(fake, 'free-addresses')),
      ...(await dualFindings(fake, 'sample-answers')),
    ];
    const ofIpv6 = others.filter((one) => one.includes('fd20::'));
    expect(ofIpv6.filter((one) => !one.startsWith('not looked: '))).toEqual([]);
    expect(ofIpv6).toHaveLength(2 + 1 + 2);
  });

  it('names a sample that does not answer, and a redirect that is missing', async () => {
    const fake = pikube();
    answers(fake, 'curl http://10.0.0.101:8080/', { status: 28, stdout: '000 ' });
    answers(fake, 'curl http://whoami.home.arpa/', { stdout: '404 ' });
    expect(await failures(fake, 'lan')).toEqual([
      'sample-answers: http://whoami.home.arpa/ at 10.0.0.100 from client: 404, not sent to https://whoami.home.arpa/',
      'sample-answers: http://10.0.0.101:8080/ from client: no answer (curl: status 28), not 200',
    ]);
  });

  it('asks a Service at the address that it was given where the profile fixes none', async () => {
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
      samples.map((one) => `${one.outcome}: ${one.looked}${'because' in one ? `: ${one.because}` : ''}`),
    ).toEqual([
      'holds: http://10.0.0.130:80/ from client',
      'not looked: Service samples/front from client: Service samples/front has no address, and the profile leaves it to the load balancer (addresses of nodes)',
    ]);
  });

  it.each([
    ['default', "Traefik's own (TRAEFIK DEFAULT CERT), which is for nobody, not one for whoami.home.arpa"],
    ['other', 'one for other.example, 10.0.0.7, not one for whoami.home.arpa'],
    [
      'expired',
      'valid from Jan  1 00:00:00 2001 GMT to Jan  2 00:00:00 2001 GMT, not one that is valid today',
    ],
  ])('names the certificate "%s" of a sample', async (certificate, words) => {
    const fake = pikube();
    answers(fake, `${SHOWN} --resolve whoami.home.arpa:443:10.0.0.100`, shown(certificate));
    expect(await failures(fake, 'lan')).toEqual([
      `sample-certificates: certificate of https://whoami.home.arpa/ at 10.0.0.100 from client: ${words}`,
    ]);
  });

  it('names a sample that shows no certificate, and a curl that cannot say', async () => {
    const fake = pikube();
    answers(fake, `${SHOWN} --resolve whoami.home.arpa:443:10.0.0.100`, { status: 35, stdout: '000 ' });
    answers(fake, `${SHOWN} https://10.0.0.11:6443/ping`, { stdout: '200 ' });
    expect(await failures(fake, 'lan')).toEqual([
      "api-certificate: every server's certificate is for its own addresses and for tlsSan: the curl on client cannot show certificates",
      'sample-certificates: certificate of https://whoami.home.arpa/ at 10.0.0.100 from client: none, not one for whoami.home.arpa',
    ]);
  });

  it('names an API server whose certificate lacks a name of tlsSan', async () => {
    const fake = pikube();
    answers(fake, `${SHOWN} https://10.0.0.11:6443/ping`, shown('other'));
    expect(await failures(fake, 'lan')).toEqual([
      'api-certificate: certificate of https://10.0.0.11:6443/ping from client: one for other.example, 10.0.0.7, not one for 10.0.0.11, k3s.home.arpa',
    ]);
  });

  it('names an API server that does not answer', async () => {
    const fake = pikube();
    answers(fake, `${CURL} https://10.0.0.11:6443/ping`, { status: 7 });
    expect(await failures(fake, 'lan')).toEqual([
      'api-server: https://10.0.0.11:6443/ping from client: no answer, not pong',
    ]);
  });

  it('was not looked at where there is no curl', async () => {
    const fake = pikube();
    answers(fake, `${CURL} https://10.0.0.11:6443/ping`, { status: 127 });
    expect(await failures(fake, 'lan')).toEqual([
      'api-server: the API server answers at every address that the profile names for it: there is no "curl" on client',
    ]);
  });
});
