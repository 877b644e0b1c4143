import { isGoIp, isGoIpWithZone, parseGoCidr, splitGoHostPort } from '../go/addresses';
import type { ArgumentFault, ArgumentKind } from '../plugin-grammar';
import { isHostName } from './network';

const HINT = 'Write an address such as "10.0.0.1", "10.0.0.1:5353" or "tls://9.9.9.9".';

/** The file that the pod of CoreDNS has from its node. */
const RESOLV_CONF = '/etc/resolv.conf';

/** An upstream server by its parts. */
export interface UpstreamParts {
  readonly scheme: string;
  /** The address, without brackets and zone; or a host name or file. */
  readonly host: string;
  readonly port?: string;
}

/** Splits `tls://[fd00::1%eth0]:853` as CoreDNS does. */
export function splitUpstream(text: string): UpstreamParts {
  const [, scheme = 'dns', rest = ''] = /^(?:(\w+):\/\/)?(.*)$/s.exec(text) ?? [];
  const split = splitGoHostPort(rest);
  if (split !== undefined) return { scheme, host: withoutZone(split.host), port: split.port };
  return { scheme, host: withoutZone(rest.replace(/^\[+|\]+$/g, '')) };
}

/** The server names that a text gives behind `%`: of TLS for `tls://`, an interface otherwise. */
export function zoneOfUpstream(text: string): string | undefined {
  return /%([^\]:]*)/.exec(text)?.[1];
}

function withoutZone(host: string): string {
  const percent = host.lastIndexOf('%');
  return percent < 0 ? host : host.slice(0, percent);
}

/** A server of `forward`. */
export const UPSTREAM: ArgumentKind = {
  title: 'a server',
  findFault(text) {
    const parts = splitUpstream(text);
    if (parts.scheme === 'https' && text.slice('https://'.length).includes('/')) {
      return {
        message: 'has a path',
        hint: 'CoreDNS always asks "/dns-query". Write the address without a path.',
      };
    }
    return faultOfScheme(parts, ['dns', 'tls', 'https']) ?? faultOfHost(parts);
  },
};

/** A server of `grpc`. */
export const GRPC_UPSTREAM: ArgumentKind = {
  title: 'a server',
  findFault(text) {
    const { host, port } = splitUpstream(text);
    if (isGoIp(host)) return faultOfPort({ port });
    if (parseGoCidr(host) !== undefined) return { message: 'is a network', hint: HINT };
    if (host.includes('/')) return faultOfFile(host);
    return {
      message: 'is not an IP address',
      hint: 'CoreDNS takes it for a file, and does not start without it. Write an address such as "10.0.0.1:443".',
      consequence: isHostName(host) ? 'misleading' : 'refused',
    };
  },
};

function faultOfScheme(
  { scheme, port, host }: UpstreamParts,
  known: readonly string[],
): ArgumentFault | undefined {
  if (known.includes(scheme)) return undefined;
  return {
    message: `begins with "${scheme}://", a protocol that CoreDNS does not forward by`,
    hint: 'Write an address alone, or "tls://" and an address for DNS over TLS.',
    // By an oversight of its own, CoreDNS starts with this one and asks an empty address.
    consequence: scheme === 'https3' && port === undefined && isGoIp(host) ? 'broken' : 'refused',
  };
}

function faultOfHost(parts: UpstreamParts): ArgumentFault | undefined {
  const { host } = parts;
  if (isGoIpWithZone(host)) return faultOfPort(parts);
  if (parseGoCidr(host) !== undefined) return { message: 'is a network', hint: HINT };
  if (host.includes('/')) return faultOfFile(host);
  if (isHostName(host)) {
    return {
      message: 'is a host name',
      hint: "CoreDNS resolves it once, by the node's resolv.conf, and does not start if that fails. Write the address.",
      consequence: 'misleading',
    };
  }
  return { message: 'is not an IP address', hint: HINT };
}

function faultOfPort({ port }: Pick<UpstreamParts, 'port'>): ArgumentFault | undefined {
  if (port !== undefined && !(/^\d+$/.test(port) && Number(port) >= 1 && Number(port) <= 65535)) {
    return { message: 'has no port from 1 to 65535 after the colon', hint: HINT, consequence: 'broken' };
  }
  return undefined;
}

function faultOfFile(path: string): ArgumentFault | undefined {
  if (path === RESOLV_CONF) return undefined;
  return {
    message: 'is a file',
    hint: `CoreDNS does not start if its pod has no such file. Its node's servers are in "${RESOLV_CONF}".`,
    consequence: 'misleading',
  };
}
