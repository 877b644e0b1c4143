import { execFileSync, spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningLab } from './running-lab';

/** The key by which Traefik may change the zone. */
const TSIG = {
  name: 'traefik.',
  algorithm: 'hmac-sha256',
  secret: Buffer.from('a key of a lab, 32 bytes long...').toString('base64'),
};

/** The programs on PATH, of Debian's packages pebble, bind9 and openssl. */
const PROGRAMS = ['pebble', 'named', 'openssl'];

/** Which of the programs is missing; undefined where all are found. */
export function findMissingProgram(): string | undefined {
  return PROGRAMS.find((name) => {
    return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', name], { stdio: 'ignore' }).status !== 0;
  });
}

/**
 * A CA with ACME (Pebble) and a name server whose zones take updates (BIND), on the LAN client. Pebble resolves names by
 * BIND only, and connects to the ports 80 and 443 of what BIND answers.
 */
export class AcmeAuthority {
  private folder = '';
  private readonly processes: ChildProcess[] = [];

  /**
   * @param address of the client
   * @param zones with the address of all names in them
   */
  constructor(
    private readonly address: string,
    private readonly zones: readonly (readonly [zone: string, address: string])[],
  ) {}

  /** Creates the certificate of Pebble's own API, which is its root too, and returns it. */
  createRoot(): string {
    this.folder = mkdtempSync(join(tmpdir(), 'netstack-acme-'));
    const key = [
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      this.file('key.pem'),
    ];
    const name = ['-subj', '/CN=CA of the LAN', '-addext', `subjectAltName=IP:${this.address}`];
    const words = ['req', '-x509', '-days', '2', ...key, ...name, '-out', this.file('cert.pem')];
    execFileSync('openssl', words, { stdio: 'ignore' });
    return readFileSync(this.file('cert.pem'), 'utf8');
  }

  /** The environment of Traefik's provider `rfc2136`. */
  get environment(): Readonly<Record<string, string>> {
    return {
      RFC2136_NAMESERVER: `${this.address}:53`,
      RFC2136_TSIG_KEY: TSIG.name,
      RFC2136_TSIG_ALGORITHM: `${TSIG.algorithm}.`,
      RFC2136_TSIG_SECRET: TSIG.secret,
      RFC2136_TTL: '1',
    };
  }

  /** Starts both on the client and waits until they answer. */
  async start(lab: RunningLab): Promise<void> {
    this.writeBindFiles();
    writeFileSync(this.file('pebble.json'), JSON.stringify({ pebble: this.configurePebble() }));
    this.run(lab, 'named', '-g', '-c', this.file('named.conf'));
    const quick = 'PEBBLE_VA_NOSLEEP=1 PEBBLE_WFE_NONCEREJECT=0';
    const pebble = `${quick} exec pebble -config "$1" -dnsserver ${this.address}:53`;
    this.run(lab, 'sh', '-c', pebble, 'sh', this.file('pebble.json'));
    const answers = `curl -gsk -m 2 -o /dev/null https://${this.address}:14000/dir && dig +short +timeout=1 @${this.address} ${this.zones[0]?.[0]}`;
    await lab.shell('client', `for i in $(seq 60); do ${answers} && exit 0; sleep 0.5; done; exit 1`);
  }

  stop(): void {
    for (const child of this.processes.splice(0)) child.kill('SIGTERM');
    if (this.folder !== '') rmSync(this.folder, { recursive: true, force: true });
  }

  private configurePebble() {
    return {
      listenAddress: `${this.address}:14000`,
      managementListenAddress: '127.0.0.1:15000',
      certificate: this.file('cert.pem'),
      privateKey: this.file('key.pem'),
      httpPort: 80,
      tlsPort: 443,
    };
  }

  private writeBindFiles(): void {
    const zones = this.zones.map(([zone]) => {
      const update = `allow-update { key "${TSIG.name}"; };`;
      return `zone "${zone}" { type primary; file "${this.file(`${zone}.zone`)}"; ${update} };`;
    });
    const options = [
      `directory "${this.folder}"; pid-file none; session-keyfile none; recursion no; dnssec-validation no;`,
      `listen-on { ${this.address}; }; listen-on-v6 { none; };`,
    ];
    const conf = [
      `options { ${options.join(' ')} };`,
      'controls { };',
      `key "${TSIG.name}" { algorithm ${TSIG.algorithm}; secret "${TSIG.secret}"; };`,
      ...zones,
    ];
    writeFileSync(this.file('named.conf'), `${conf.join('\n')}\n`);
    for (const [zone, address] of this.zones) {
      const records = [
        '$TTL 1',
        '@ SOA ns admin 1 60 60 3600 1',
        '@ NS ns',
        `ns A ${this.address}`,
        `@ A ${address}`,
        `* A ${address}`,
      ];
      writeFileSync(this.file(`${zone}.zone`), `${records.join('\n')}\n`);
    }
  }

  private file(name: string): string {
    return join(this.folder, name);
  }

  private run(lab: RunningLab, ...argv: readonly string[]): void {
    const words = ['bin/netstack.js', 'lab', 'exec', lab.cluster, 'client', '--', ...argv];
    this.processes.push(spawn('node', words, { stdio: ['ignore', 'ignore', 'ignore'] }));
  }
}
