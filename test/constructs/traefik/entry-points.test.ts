import { describe, expect, test } from 'vitest';
import type { EntryPoint } from '../../../constructs/traefik';
import { listeningPorts } from '../../../constructs/traefik/entry-points';

const names = (entryPoints: readonly EntryPoint[]) => listeningPorts({ entryPoints }).map(({ name }) => name);

describe('listening ports', () => {
  test('the defaults are web, websecure, metrics and the internal one', () => {
    expect(listeningPorts({})).toEqual([
      { name: 'web', protocol: 'TCP', port: 8000, exposedPort: 80, asDefault: true },
      { name: 'websecure', protocol: 'TCP', port: 8443, exposedPort: 443, asDefault: true },
      { name: 'metrics', protocol: 'TCP', port: 9100, asDefault: false },
      { name: 'traefik', protocol: 'TCP', port: 8080, asDefault: false },
    ]);
    expect(listeningPorts({ metrics: false }).map(({ name }) => name)).toEqual([
      'web',
      'websecure',
      'traefik',
    ]);
  });

  test('additional ones follow websecure, and are not used by default', () => {
    const [, , postgres, dns] = listeningPorts({
      entryPoints: [
        { name: 'postgres', port: 5432, proxyProtocol: { trustedIPs: ['10.0.0.1'] } },
        { name: 'dns', port: 5353, exposedPort: 53, protocol: 'UDP' },
      ],
    });
    expect(postgres).toEqual({
      name: 'postgres',
      protocol: 'TCP',
      port: 5432,
      exposedPort: 5432,
      proxyProtocol: { trustedIPs: ['10.0.0.1'] },
      asDefault: false,
    });
    expect(dns).toEqual({ name: 'dns', protocol: 'UDP', port: 5353, exposedPort: 53, asDefault: false });
  });

  test.each(['SSH', 'a_b', '-a', 'a-', 'a--b', '8080', '', 'abcdefghijklmnop'])('"%s" is no name', (name) => {
    expect(() => names([{ name, port: 1000 }])).toThrow(
      `The entryPoint "${name}" needs a name of lower case letters`,
    );
  });

  test('a name, a port in the pod and a port of the Service have one owner', () => {
    expect(() => names([{ name: 'web', port: 1 }])).toThrow(
      'The entryPoints "web" and "web" both have the name web.',
    );
    expect(() => names([{ name: 'a', port: 8443 }])).toThrow(
      'The entryPoints "websecure" and "a" both have port 8443/TCP in the pod.',
    );
    expect(() => names([{ name: 'a', port: 1, exposedPort: 443 }])).toThrow(
      'The entryPoints "websecure" and "a" both have port 443/TCP of the Service.',
    );
    expect(() => names([{ name: 'a', port: 9100, exposedPort: 1 }])).toThrow(
      'both have port 9100/TCP in the pod.',
    );
  });

  test('TCP and UDP ports do not conflict, unless HTTP/3 uses both', () => {
    const udp: EntryPoint = { name: 'quic', port: 8443, exposedPort: 443, protocol: 'UDP' };
    expect(names([udp])).toContain('quic');
    expect(() => listeningPorts({ websecure: { http3: true }, entryPoints: [udp] })).toThrow(
      'The entryPoints "websecure" and "quic" both have port 8443/UDP in the pod.',
    );
  });
});
