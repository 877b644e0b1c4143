import { Address } from '../../../address';
import { isGoIp, isGoIpWithZone, parseGoCidr, splitGoHostPort } from '../go/addresses';
import { isDnsName } from '../go/domain-name';
import type { ArgumentFault, ArgumentKind } from '../plugin-grammar';

/** An IPv4 or IPv6 address. */
export const IP: ArgumentKind = {
  title: 'an IP address',
  findFault: (text) =>
    isGoIp(text)
      ? undefined
      : { message: 'is not an IP address', hint: 'Write an address such as "10.0.0.1" or "fd00::1".' },
};

/** An address, with a port or without one. */
export const IP_AND_PORT: ArgumentKind = {
  title: 'an IP address',
  findFault(text) {
    const { host } = splitGoHostPort(text) ?? { host: text };
    return isGoIp(host)
      ? undefined
      : {
          message: 'is neither an IP address nor one with a port',
          hint: 'Write an address such as "10.0.0.1" or "10.0.0.1:53".',
        };
  },
};

/** A server of zone transfers: an address, with a port or without one, and with a zone such as `%eth0`. */
export const TRANSFER_SERVER: ArgumentKind = {
  title: 'an IP address',
  findFault(text) {
    const { host } = splitGoHostPort(text) ?? { host: text };
    return isGoIpWithZone(host)
      ? undefined
      : {
          message: 'is neither an IP address nor one with a port',
          hint: 'Write an address such as "10.0.0.1" or "10.0.0.1:53".',
        };
  },
};

/** Where a plugin listens: `:8080`, `127.0.0.1:8080`. */
export const LISTEN_ADDRESS: ArgumentKind = {
  title: 'an address and port',
  findFault(text) {
    const split = splitGoHostPort(text);
    if (split === undefined) {
      const hint = /^\d+$/.test(text)
        ? `Did you mean ":${text}"?`
        : 'Write an address and a port, such as ":8080".';
      return { message: 'has no port', hint };
    }
    const { port } = split;
    if (/^\d+$/.test(port) ? Number(port) <= 65535 : /^[a-z][-a-z0-9]*$/i.test(port) || port === '')
      return undefined;
    return {
      message: 'has no port from 0 to 65535',
      hint: 'CoreDNS could not listen there. Write a port such as ":8080".',
      consequence: 'broken',
    };
  },
};

/** A network such as `10.0.0.0/8`. */
export const NETWORK: ArgumentKind = {
  title: 'a network',
  findFault: (text) => (parseGoCidr(text) === undefined ? faultOfNetwork(text) : undefined),
};

/** A network or a single address. */
export const NETWORK_OR_IP: ArgumentKind = {
  title: 'a network or an address',
  findFault: (text) => (isGoIp(text) || parseGoCidr(text) !== undefined ? undefined : faultOfNetwork(text)),
};

function faultOfNetwork(text: string): ArgumentFault {
  const [address = '', length] = text.split('/');
  if (length !== undefined && isGoIp(address)) {
    const longest = address.includes(':') ? 128 : 32;
    return {
      message: 'has no valid prefix length',
      hint: `Write a length from 0 to ${longest} after the "/".`,
    };
  }
  if (isGoIp(text))
    return {
      message: 'has no prefix length',
      hint: `Did you mean "${text}/${text.includes(':') ? 128 : 32}"?`,
    };
  return { message: 'is not a network', hint: 'Write a network such as "10.0.0.0/8" or "fd00::/8".' };
}

/** An IPv6 prefix of DNS64. */
export const NAT64_PREFIX: ArgumentKind = {
  title: 'an IPv6 prefix',
  findFault(text) {
    const network = parseGoCidr(text);
    if (network === undefined) return faultOfNetwork(text);
    const { family, prefixLength } = network;
    const hint = 'Write an IPv6 prefix of 32, 40, 48, 56, 64, 72, 80, 88 or 96 bits, such as "64:ff9b::/96".';
    if (family === 4) return { message: 'is not an IPv6 prefix', hint };
    return prefixLength % 8 !== 0 || prefixLength < 32 || prefixLength > 96
      ? { message: 'has a prefix length that DNS64 does not have', hint }
      : undefined;
  },
};

/** Network interfaces that the pod of CoreDNS has: the loopback, and those of CNI plugins. */
const POD_INTERFACE = /^(?:lo|(?:eth|net)\d+)$/;

/** What `bind` takes: an address, or an interface of CoreDNS's pod. */
export const LISTEN_INTERFACE: ArgumentKind = {
  title: 'an address or interface',
  findFault(text) {
    if (POD_INTERFACE.test(text)) return undefined;
    if (isGoIp(text)) return faultOfListenAddress(text);
    const mayBeInterface = /^[^\s/:]{1,15}$/.test(text) && !/^[\d.]+$/.test(text);
    return mayBeInterface
      ? {
          message: 'is not an interface of the pod of CoreDNS',
          hint: 'CoreDNS does not start without that interface. The pod has "lo" and "eth0".',
        }
      : {
          message: 'is neither an IP address nor an interface',
          hint: 'Write an address of the pod of CoreDNS, such as "0.0.0.0", or its interface "eth0".',
        };
  },
};

/** A pod has the loopback and one address, which is assigned when it starts. */
function faultOfListenAddress(text: string): ArgumentFault | undefined {
  if (isUnspecified(text) || isLoopback(text)) return undefined;
  return {
    message: 'is not an address of the pod of CoreDNS',
    hint: 'CoreDNS does not start where it cannot listen. Write "0.0.0.0" or the interface "eth0", or remove bind.',
    consequence: 'broken',
  };
}

/** `0.0.0.0` and `::` */
function isUnspecified(text: string): boolean {
  return Address.find(text)?.value === 0n;
}

/** 127.0.0.0/8 and `::1`. */
export function isLoopback(text: string): boolean {
  const address = Address.find(text);
  if (address === undefined) return false;
  return address.family === 4 ? address.value >> 24n === 127n : address.value === 1n;
}

/** A host name that can be resolved: its last label is not a number, unlike that of a mistyped address. */
export function isHostName(text: string): boolean {
  return isDnsName(text) && !/(?:^|\.)\d+\.?$/.test(text) && !text.includes(':');
}
