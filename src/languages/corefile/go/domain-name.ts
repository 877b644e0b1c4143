import { parseGoCidr } from './addresses';
import { parseGoInteger } from './numbers';
import { countBytes } from './regexp';

/** The most bytes of a name on the wire. */
const MAX_BYTES = 256;
const MAX_LABEL_BYTES = 63;

/** Whether CoreDNS takes a text for a domain name: labels of any characters, none empty and none too long. */
export function isDnsName(text: string): boolean {
  if (text === '.') return true;
  if (text === '' || text.startsWith('.')) return false;
  const name = /[^\\](?:\\\\)*\.$/.test(text) ? text : `${text}.`;
  let total = 0;
  let label = 0;
  // By an oversight of its own, CoreDNS takes a backslash at the end for a part of the name if it is the second one.
  let open = false;
  for (const [part] of name.matchAll(/\\\d{3}|\\[^]?|[^]/gu)) {
    if (part !== '.') {
      open = part.startsWith('\\') && !open;
      label += part.startsWith('\\') ? 1 : countBytes(part);
      continue;
    }
    if (label === 0 || label > MAX_LABEL_BYTES) return false;
    total += label + 1;
    if (total > MAX_BYTES) return false;
    open = false;
    label = 0;
  }
  return !open;
}

/** A zone of a Corefile, as CoreDNS splits it. */
export interface SplitZone {
  /** Without transport and port; may be a network. */
  readonly name: string;
  readonly transport: string;
  /** Digits as they are written; undefined if there is none. */
  readonly port?: string;
}

const TRANSPORT = /^(tls|dns|quic|grpc|https3|https|unix):\/\//;

/** Splits `dns://home.arpa:53`; undefined if CoreDNS refuses it as a zone. */
export function splitZone(text: string): SplitZone | undefined {
  const scheme = TRANSPORT.exec(text);
  const rest = scheme === null ? text : text.slice(scheme[0].length);
  const colon = rest.lastIndexOf(':');
  if (colon === rest.length - 1) return undefined;
  const number = colon < 0 ? undefined : parseGoInteger(rest.slice(colon + 1));
  const name = number === undefined ? rest : rest.slice(0, colon);
  if (countBytes(name) > 255 || !isDnsName(name)) return undefined;
  if (parseGoCidr(name) !== undefined && (/^:/.test(name) || (name.startsWith('0') && name.includes(':')))) {
    return undefined;
  }
  return { name, transport: scheme?.[1] ?? 'dns', ...(number === undefined ? {} : { port: String(number) }) };
}
