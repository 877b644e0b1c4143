import { expect, test } from 'vitest';
import { answers, CURL, findingsOf, pikube } from '../cluster/fake-cluster';

const UDP = 'dig @10.0.0.102';

async function streamFindings(...changed: readonly (readonly [string, string])[]) {
  const fake = pikube();
  answers(fake, CURL, { stdout: '200 ' });
  answers(fake, 'dig', { stdout: ';; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 1\n' });
  for (const [command, stdout] of changed) answers(fake, command, { stdout, status: 9 });
  const findings = await findingsOf(fake, 'lan', 'test/verify/lan/streams.yaml');
  return findings
    .filter(({ check }) => check === 'sample-answers')
    .map((one) => `${one.outcome}: ${one.subject}: ${'reason' in one ? one.reason : one.found}`);
}

async function streamProofs() {
  const fake = pikube();
  answers(fake, CURL, { stdout: '000 ' });
  const findings = await findingsOf(fake, 'lan', 'test/verify/lan/streams.yaml');
  return findings.flatMap((one) =>
    'proof' in one && one.check === 'sample-answers' ? [String(one.proof)] : [],
  );
}

test('samples for TCP get requests, and samples for UDP get DNS queries', async () => {
  expect(await streamFindings()).toEqual([
    'passed: http://10.0.0.100:7000/ from client: 200',
    'passed: https://sni.lan/ at 10.0.0.100 from client: 200',
    'passed: https://pass.lan/ at 10.0.0.100 from client: 200',
    'passed: DNS query to 10.0.0.100 port 5300 over UDP from client: no record',
    'passed: https://10.0.0.101:8443/ from client: 200',
    'passed: DNS query to 10.0.0.102 port 53 over UDP from client: no record',
  ]);
});

test('requests to TCP routes use HTTP/1.1: Traefik offers HTTP/2 in the handshake, which the pods may not serve', async () => {
  const proofs = await streamProofs();
  expect(proofs.filter((proof) => proof.includes('.lan'))).toEqual([
    'on client: curl -k -i --http1.1 --resolve sni.lan:443:10.0.0.100 https://sni.lan/',
    'on client: curl -k -i --http1.1 --resolve pass.lan:443:10.0.0.100 https://pass.lan/',
  ]);
});

test('a sample for UDP that does not answer', async () => {
  expect(await streamFindings([UDP, ';; communications error: timed out\n'])).toContain(
    'failed: DNS query to 10.0.0.102 port 53 over UDP from client: no answer',
  );
});
