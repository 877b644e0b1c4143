import { describe, expect, it } from 'vitest';
import { answers, digAnswer, dnsRecords, findingsOf, pikube } from './fake-cluster';
import type { Rehearsal } from '../../../src/verify';
import type { FakeCluster } from './fake-cluster';

/** What a check of CoreDNS says of a profile with every kind of name, or of another one. */
async function verifyCoreDns(
  fake: FakeCluster,
  check: string,
  { profile = 'names', rehearsal }: { profile?: string; rehearsal?: Rehearsal } = {},
): Promise<readonly string[]> {
  const findings = await findingsOf(fake, 'cluster', `test/verify/cluster/${profile}.yaml`, rehearsal);
  return findings
    .filter((one) => one.check === check)
    .map(
      (one) =>
        `${one.outcome}: ${one.subject}: ${one.outcome === 'skipped' ? one.reason : `${one.found}, planned ${one.planned}`}`,
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
  answers(fake, `${THROUGH} netstack-verify.old.example A`, digAnswer('NOERROR', '10.9.9.9'));
  answers(fake, `${THROUGH} netstack-verify.office.example A`, digAnswer('NOERROR', '10.9.9.9'));
  return fake;
}

describe('forwarded zones', () => {
  it('are queried at every name server, over TLS where CoreDNS uses it, and at the default upstream', async () => {
    const planned = (zone: string) => `an answer: ${zone} is forwarded there`;
    expect(await verifyCoreDns(answering(), 'coredns-forwards')).toEqual([
      `passed: home.arpa SOA at 10.0.0.1 (dig on pi1): NXDOMAIN, planned ${planned('home.arpa')}`,
      'passed: home.arpa SOA at 10.43.0.10 (dig on pi1): NXDOMAIN, planned like its name servers: NXDOMAIN',
      `passed: office.example SOA at 10.0.0.53 port 853 over TLS (dig on pi1): no record, planned ${planned('office.example')}`,
      'passed: office.example SOA at 10.43.0.10 (dig on pi1): no record, planned like its name servers: no record',
      `passed: . SOA at 10.0.0.1 (dig on pi1): no record, planned ${planned('.')}`,
      'passed: . SOA at 10.43.0.10 (dig on pi1): no record, planned like its name servers: no record',
    ]);
  });

  it('fail where a server presents an untrusted certificate', async () => {
    const fake = answering();
    answers(fake, BY_TLS, { stdout: ';; TLS peer certificate verification failed\n', status: 9 });
    expect(await verifyCoreDns(fake, 'coredns-forwards')).toContain(
      'failed: office.example SOA at 10.0.0.53 port 853 over TLS (dig on pi1): no answer, planned an answer: office.example is forwarded there',
    );
  });

  it('are not queried at name servers that the lab lacks', async () => {
    const rehearsal = { differences: [], config: new Map(), silentNameServers: ['tls://10.0.0.53'] };
    const all = await verifyCoreDns(answering(), 'coredns-forwards', { rehearsal });
    expect(all).toHaveLength(4);
    expect(all.join()).not.toContain('office.example');
  });

  it('are skipped where dig does not support TLS', async () => {
    const fake = answering();
    answers(fake, BY_TLS, { stderr: 'Invalid option: +tls-ca\n', status: 1 });
    const all = await verifyCoreDns(fake, 'coredns-forwards');
    expect(all.filter((one) => !one.startsWith('passed: '))).toEqual([
      'skipped: office.example SOA at 10.0.0.53 port 853 over TLS (dig on pi1): the "dig" on pi1 does not support DNS over TLS',
    ]);
    // The zones behind it are queried nevertheless.
    expect(all.at(-1)).toMatch(/^passed: \. SOA at 10\.43\.0\.10/);
  });
});

/** A zone of two name servers, and names of the profile's own. */
describe('a zone with two name servers', () => {
  const servers = {
    first: 'dig @10.0.0.53 -p 53 corp.example SOA',
    second: 'dig @10.0.0.54 -p 53 corp.example SOA',
  };
  const through = `${THROUGH} corp.example SOA`;
  const soa = (server: string, mailbox: string) =>
    dnsRecords(`corp.example. 3600 IN SOA ${server} ${mailbox} 7 3600 600 86400 3600`);

  /** All is well: each calls itself the first, as those of Active Directory do. */
  function corp(): FakeCluster {
    const fake = pikube();
    answers(fake, servers.first, soa('DC1.corp.example.', 'hostmaster.corp.example.'));
    answers(fake, servers.second, soa('dc2.corp.example.', 'hostmaster.corp.example.'));
    answers(fake, through, soa('dc3.corp.example.', 'hostmaster.corp.example.'));
    return fake;
  }

  const failing = async (fake: FakeCluster) =>
    (await verifyCoreDns(fake, 'coredns-forwards', { profile: 'own-names' })).filter((one) =>
      one.startsWith('failed: '),
    );

  it('passes where CoreDNS answers from that zone', async () => {
    expect(await verifyCoreDns(corp(), 'coredns-forwards', { profile: 'own-names' })).toEqual([
      'passed: corp.example SOA at 10.0.0.53 (dig on pi1): dc1.corp.example., hostmaster.corp.example., planned an answer: corp.example is forwarded there',
      'passed: corp.example SOA at 10.0.0.54 (dig on pi1): dc2.corp.example., hostmaster.corp.example., planned an answer: corp.example is forwarded there',
      'passed: corp.example SOA at 10.43.0.10 (dig on pi1): dc3.corp.example., hostmaster.corp.example., planned like its name servers: dc1.corp.example., hostmaster.corp.example. or dc2.corp.example., hostmaster.corp.example.',
    ]);
  });

  it('fails where CoreDNS answers from the internet', async () => {
    const fake = corp();
    answers(fake, through, soa('ns1.registrar.example.', 'admin.registrar.example.'));
    expect(await failing(fake)).toEqual([
      'failed: corp.example SOA at 10.43.0.10 (dig on pi1): ns1.registrar.example., admin.registrar.example., planned like its name servers: dc1.corp.example., hostmaster.corp.example. or dc2.corp.example., hostmaster.corp.example.',
    ]);
    answers(fake, through, digAnswer('NOERROR'));
    expect(await failing(fake)).toHaveLength(1);
  });

  it('fails where one server refuses, even if CoreDNS passes the refusal on', async () => {
    const fake = corp();
    answers(fake, servers.second, digAnswer('REFUSED'));
    answers(fake, through, digAnswer('REFUSED'));
    expect(await failing(fake)).toEqual([
      'failed: corp.example SOA at 10.0.0.54 (dig on pi1): REFUSED, planned an answer: corp.example is forwarded there',
      'failed: corp.example SOA at 10.43.0.10 (dig on pi1): REFUSED, planned like its name servers: dc1.corp.example., hostmaster.corp.example.',
    ]);
  });

  it("fails for the server that does not answer, and reports CoreDNS's answer", async () => {
    const fake = corp();
    const silence = { status: 9, stdout: ';; communications error to 10.0.0.53#53: timed out\n' };
    answers(fake, servers.first, silence);
    answers(fake, through, silence);
    expect(await failing(fake)).toEqual([
      'failed: corp.example SOA at 10.0.0.53 (dig on pi1): no answer, planned an answer: corp.example is forwarded there',
      'failed: corp.example SOA at 10.43.0.10 (dig on pi1): no answer, planned like its name servers: dc2.corp.example., hostmaster.corp.example.',
    ]);
  });
});

describe('names of coredns.hosts and coredns.template', () => {
  function answered(): FakeCluster {
    const fake = pikube();
    const aaaa = (name: string, ...data: readonly string[]) =>
      dnsRecords(...data.map((address) => `${name}. 60 IN AAAA ${address}`));
    answers(fake, `${THROUGH} nas.home.arpa A`, digAnswer('NOERROR', '10.0.0.6', '10.0.0.5'));
    answers(fake, `${THROUGH} nas.home.arpa AAAA`, aaaa('nas.home.arpa', 'FD00:0::5'));
    answers(fake, `${THROUGH} netstack-verify.apps.lan A`, digAnswer('NOERROR', '10.0.0.100'));
    return fake;
  }

  const ownNames = async (fake: FakeCluster) =>
    (await verifyCoreDns(fake, 'coredns-answers', { profile: 'own-names' })).filter(
      (one) => !one.includes(': kubernetes.default'),
    );

  it('pass with all of their addresses, in any order and spelling', async () => {
    expect(await ownNames(answered())).toEqual([
      'passed: nas.home.arpa A at 10.43.0.10 (dig on pi1): 10.0.0.6, 10.0.0.5, planned 10.0.0.5, 10.0.0.6',
      'passed: nas.home.arpa AAAA at 10.43.0.10 (dig on pi1): fd00::5, planned fd00::5',
      'passed: netstack-verify.apps.lan A at 10.43.0.10 (dig on pi1): 10.0.0.100, planned 10.0.0.100',
    ]);
  });

  it('fail with an additional or a missing address', async () => {
    const fake = answered();
    answers(fake, `${THROUGH} nas.home.arpa A `, digAnswer('NOERROR', '10.0.0.6'));
    answers(fake, `${THROUGH} netstack-verify.apps.lan A`, digAnswer('NOERROR', '10.0.0.100', '203.0.113.9'));
    expect((await ownNames(fake)).filter((one) => one.startsWith('failed'))).toEqual([
      'failed: nas.home.arpa A at 10.43.0.10 (dig on pi1): 10.0.0.6, planned 10.0.0.5, 10.0.0.6',
      'failed: netstack-verify.apps.lan A at 10.43.0.10 (dig on pi1): 10.0.0.100, 203.0.113.9, planned 10.0.0.100',
    ]);
  });

  it('pass as aliases with the planned addresses', async () => {
    const fake = answered();
    const records = ['name. 5 IN CNAME web.home.arpa.', 'web.home.arpa. 5 IN A 10.0.0.100'];
    answers(fake, `${THROUGH} netstack-verify.apps.lan A`, dnsRecords(...records));
    expect((await ownNames(fake)).at(-1)).toMatch(/^passed: /);
  });
});

describe('rewritten names', () => {
  it('pass where the answers equal those of their targets', async () => {
    expect(await verifyCoreDns(answering(), 'coredns-rewrites')).toEqual([
      'passed: db.home.arpa A at 10.43.0.10 (dig on pi1): 10.43.9.9, 10.43.9.8, planned like db.data.svc.cluster.local: 10.43.9.8, 10.43.9.9',
      'passed: netstack-verify.old.example A at 10.43.0.10 (dig on pi1): 10.9.9.9, planned like netstack-verify.office.example: 10.9.9.9',
      'skipped: names that the regex "^server-([0-9]+)\\.example\\.net$" rewrites: no matching name can be derived',
    ]);
  });

  it('fail where the answers differ', async () => {
    const fake = answering();
    answers(fake, `${THROUGH} db.home.arpa A`, digAnswer('NXDOMAIN'));
    expect(await verifyCoreDns(fake, 'coredns-rewrites')).toContain(
      'failed: db.home.arpa A at 10.43.0.10 (dig on pi1): NXDOMAIN, planned like db.data.svc.cluster.local: 10.43.9.8, 10.43.9.9',
    );
  });

  it('are skipped where the target does not exist', async () => {
    const fake = answering();
    answers(fake, `${THROUGH} netstack-verify.old.example A`, digAnswer('NXDOMAIN'));
    answers(fake, `${THROUGH} netstack-verify.office.example A`, digAnswer('NXDOMAIN'));
    expect(await verifyCoreDns(fake, 'coredns-rewrites')).toContain(
      'skipped: netstack-verify.old.example A at 10.43.0.10 (dig on pi1): netstack-verify.office.example does not exist: both answers are the same with and without the rewrite',
    );
  });

  it('are queried by a name that the profile has', async () => {
    const fake = pikube();
    answers(fake, `${THROUGH} nas.old.example A`, digAnswer('NOERROR', '10.0.0.5'));
    answers(fake, `${THROUGH} nas.home.arpa A`, digAnswer('NOERROR', '10.0.0.6', '10.0.0.5'));
    expect(await verifyCoreDns(fake, 'coredns-rewrites', { profile: 'own-names' })).toEqual([
      'passed: nas.old.example A at 10.43.0.10 (dig on pi1): 10.0.0.5, planned like nas.home.arpa: 10.0.0.6, 10.0.0.5',
    ]);
  });

  it('pass with other addresses each time, where both are aliases of one name', async () => {
    const fake = pikube();
    const cdn = (address: string) =>
      dnsRecords('name. 5 IN CNAME edge.cdn.example.', `edge.cdn.example. 5 IN A ${address}`);
    answers(fake, `${THROUGH} nas.old.example A`, cdn('192.0.2.1'));
    answers(fake, `${THROUGH} nas.home.arpa A`, cdn('192.0.2.2'));
    expect((await verifyCoreDns(fake, 'coredns-rewrites', { profile: 'own-names' }))[0]).toMatch(/^passed: /);
    answers(fake, `${THROUGH} nas.home.arpa A`, digAnswer('NOERROR', '192.0.2.2'));
    expect((await verifyCoreDns(fake, 'coredns-rewrites', { profile: 'own-names' }))[0]).toMatch(/^failed: /);
  });
});
