import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AcmeAuthority, findMissingProgram } from './lab/acme-authority';
import { describeLab } from './lab/describe-lab';
import { eventually, formatFinding } from './lab/expectations';
import { findMissingRequirement } from './lab/requirements';
import type { RunningLab } from './lab/running-lab';

const [TRAEFIK, CLIENT] = ['10.64.0.100', '10.64.0.241'];
const HOSTS = ['http.home.arpa', 'app.acme.home.arpa'] as const;

const missing = findMissingRequirement() ?? findMissingProgram();
const authority = new AcmeAuthority(CLIENT, [
  ['acme.home.arpa', TRAEFIK],
  ['http.home.arpa', TRAEFIK],
]);
const root = missing === undefined ? authority.createRoot() : '';
const manifest = JSON.stringify({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'lan-ca', namespace: 'traefik' },
  data: { 'ca.crt': root },
});

describe.skipIf(missing !== undefined)('with Pebble and BIND on the LAN', () => {
  const options = { beside: { 'lan-ca.yaml': manifest } };

  describeLab('certificates by ACME', 'test/cluster/profiles/acme.yaml', options, (lab) => {
    let issued: readonly string[] = [];

    afterAll(() => {
      authority.stop();
    });

    it('has the address of the client in the profile', async () => {
      expect(await lab().exec('client', 'ip', '-brief', 'address')).toContain(`${CLIENT}/24`);
    });

    it('has no certificate while the CA does not answer, and verify fails', async () => {
      const findings = await verifyCertificates(lab());
      expect(findings).toEqual(HOSTS.map(() => expect.stringMatching(/^failed: .*self-signed/) as string));
    });

    describe('when the CA answers', () => {
      beforeAll(async () => {
        await authority.start(lab());
        const pairs = Object.entries(authority.environment).map(
          ([key, value]) => `--from-literal=${key}=${value}`,
        );
        await lab().kubectl('-n', 'traefik', 'delete', 'secret', 'rfc2136');
        await lab().kubectl('-n', 'traefik', 'create', 'secret', 'generic', 'rfc2136', ...pairs);
        await restartTraefik(lab());
      });

      it('serves certificates by HTTP-01 and by DNS-01', async () => {
        await eventually(async () => {
          issued = await Promise.all(HOSTS.map((host) => readCertificate(lab(), host)));
          for (const certificate of issued) expect(certificate).toMatch(/issuer=.*Pebble/);
        }, 120);
        expect(issued[0]).toMatch(/DNS:http\.home\.arpa\s*$/);
        for (const name of ['acme.home.arpa', '*.acme.home.arpa']) expect(issued[1]).toContain(`DNS:${name}`);
      });

      it('verify prints issuer, names and days left', async () => {
        expect(await verifyCertificates(lab())).toEqual([
          expect.stringMatching(/^passed: .*valid for http\.home\.arpa, issued by Pebble .*, \d+ days left/),
          expect.stringMatching(
            /^passed: .*valid for .*\*\.acme\.home\.arpa.*, issued by Pebble .*, \d+ days left/,
          ),
        ]);
      });

      it('serves the same certificates after a restart of Traefik, also without the CA', async () => {
        authority.stop();
        await restartTraefik(lab());
        await eventually(async () => {
          expect(await Promise.all(HOSTS.map((host) => readCertificate(lab(), host)))).toEqual(issued);
        }, 60);
      });
    });
  });
});

async function restartTraefik(lab: RunningLab): Promise<void> {
  await lab.kubectl('-n', 'traefik', 'rollout', 'restart', 'deployment/traefik');
  await lab.kubectl('-n', 'traefik', 'rollout', 'status', 'deployment/traefik', '--timeout=180s');
}

/** Serial number, issuer and names of the certificate that Traefik presents. */
function readCertificate(lab: RunningLab, host: string): Promise<string> {
  const connect = `openssl s_client -connect ${TRAEFIK}:443 -servername ${host} </dev/null 2>/dev/null`;
  return lab.shell('client', `${connect} | openssl x509 -noout -serial -issuer -ext subjectAltName`);
}

async function verifyCertificates(lab: RunningLab): Promise<readonly string[]> {
  const findings = await lab.verify('--only', 'sample-certificates');
  return findings.filter(({ check }) => check === 'sample-certificates').map(formatFinding);
}
