import { describe, expect, it } from 'vitest';
import { answers, digAnswer, findingsOf, pikube } from './fake-cluster';
import type { FakeCluster } from './fake-cluster';

/** What the checks of CoreDNS say of a profile with every kind of name. */
async function told(fake: FakeCluster, ...checks: readonly string[]): Promise<readonly string[]> {
  const findings = await findingsOf(fake, 'cluster', 'test/verify/cluster/names.yaml');
  return findings
    .filter(({ check }) => checks.includes(check))
    .map(
      (one) =>
        `${one.outcome}: ${one.looked}: ${one.outcome === 'not looked' ? one.because : `${one.found}, planned ${one.planned}`}`,
    );
}

const THROUGH = 'dig @10.43.0.10 -p 53';
const BY_TLS =
  'dig @10.0.0.53 -p 853 office.example SOA +time=2 +tries=2 +noall +comments +answer +tls-ca +tls-hostname=dns.office.example';

function answering(): FakeCluster {
  const fake = pikube();
  answers(fake, 'dig @10.0.0.1 -p 53 . SOA', digAnswer('NOERROR'));
  answers(fake, `${THROUGH} . SOA`, digAnswer('NOERROR'));
  answers(fake, BY_TLS, digAnswer('NOERROR'));
  answers(fake, `${THROUGH} office.example SOA`, digAnswer('NOERROR'));
  answers(fake, `${THROUGH} db.home.arpa A`, digAnswer('NOERROR', '10.43.9.9', '10.43.9.8'));
  answers(fake, `${THROUGH} db.data.svc.cluster.local A`, digAnswer('NOERROR', '10.43.9.8', '10.43.9.9'));
  answers(fake, `${THROUGH} netstack-verify.old.example A`, digAnswer('NXDOMAIN'));
  answers(fake, `${THROUGH} netstack-verify.office.example A`, digAnswer('NXDOMAIN'));
  return fake;
}

describe('names that CoreDNS passes on', () => {
  it('are asked of every name server, by TLS where CoreDNS does so, and of the one for all the rest', async () => {
    const planned = (zone: string) => `an answer: ${zone} is forwarded there`;
    expect(await told(answering(), 'coredns-forwards')).toEqual([
      `holds: home.arpa SOA at 10.0.0.1 (dig on pi1): NXDOMAIN, planned ${planned('home.arpa')}`,
      'holds: home.arpa SOA at 10.43.0.10 (dig on pi1): NXDOMAIN, planned as its name servers: NXDOMAIN',
      `holds: office.example SOA at 10.0.0.53 port 853 by TLS (dig on pi1): no record, planned ${planned('office.example')}`,
      'holds: office.example SOA at 10.43.0.10 (dig on pi1): no record, planned as its name servers: no record',
      `holds: . SOA at 10.0.0.1 (dig on pi1): no record, planned ${planned('.')}`,
      'holds: . SOA at 10.43.0.10 (dig on pi1): no record, planned as its name servers: no record',
    ]);
  });

  it('say it where a server shows a certificate that nobody believes', async () => {
    const fake = answering();
    answers(fake, BY_TLS, { stdout: ';; TLS peer certificate verification failed\n', status: 9 });
    expect(await told(fake, 'coredns-forwards')).toContain(
      'fails: office.example SOA at 10.0.0.53 port 853 by TLS (dig on pi1): no answer, planned an answer: office.example is forwarded there',
    );
  });

  it('were not looked at where dig knows no TLS', async () => {
    const fake = answering();
    answers(fake, BY_TLS, { stderr: 'Invalid option: +tls-ca\n', status: 1 });
    const all = await told(fake, 'coredns-forwards');
    expect(all.at(-1)).toMatch(/^not looked: .*: the "dig" on pi1 cannot ask by TLS$/);
  });
});

describe('names that CoreDNS rewrites', () => {
  it('are answered as those in their place', async () => {
    expect(await told(answering(), 'coredns-rewrites')).toEqual([
      'holds: db.home.arpa A at 10.43.0.10 (dig on pi1): 10.43.9.9, 10.43.9.8, planned as db.data.svc.cluster.local: 10.43.9.8, 10.43.9.9',
      'holds: netstack-verify.old.example A at 10.43.0.10 (dig on pi1): NXDOMAIN, planned as netstack-verify.office.example: NXDOMAIN',
      'not looked: names that the regex "^server-([0-9]+)\\.example\\.net$" rewrites: no name of that kind can be made up',
    ]);
  });

  it('are named where they are not', async () => {
    const fake = answering();
    answers(fake, `${THROUGH} db.home.arpa A`, digAnswer('NXDOMAIN'));
    expect(await told(fake, 'coredns-rewrites')).toContain(
      'fails: db.home.arpa A at 10.43.0.10 (dig on pi1): NXDOMAIN, planned as db.data.svc.cluster.local: 10.43.9.8, 10.43.9.9',
    );
  });
});
