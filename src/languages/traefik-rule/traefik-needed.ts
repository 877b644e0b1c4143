import type { TraefikRule } from './rule';
import { matchersOf } from './rule';

/** A Traefik release that a rule cannot do without. */
export interface TraefikNeeded {
  /** `major.minor.patch`. */
  readonly version: string;
  /** What an older one does instead; a whole sentence. */
  readonly because: string;
}

/**
 * The oldest Traefik v3 that matches what the rule means; undefined if every one does.
 *
 * @see https://doc.traefik.io/traefik/migrate/v3/
 */
export function traefikNeeded(rule: TraefikRule): TraefikNeeded | undefined {
  const hosts = matchersOf(rule).filter(({ name }) => /^host(sni)?$/i.test(name));
  const has = (form: RegExp, matcher: RegExp): boolean =>
    hosts.some(({ name, values }) => matcher.test(name) && values.some(({ text }) => form.test(text)));
  if (has(/^\*$/, /^host$/i)) {
    return { version: '3.7.7', because: 'Before it, Host(`*`) matches only host names of a single label.' };
  }
  if (has(/^\*\./, /./)) {
    return {
      version: '3.7.0',
      because: 'Before it, a wildcard in a host name is taken as it stands and matches nothing.',
    };
  }
  return undefined;
}

/**
 * Whether a TCP router with this rule needs `tls`: it looks into the TLS handshake, which connections without TLS
 * do not have. Only HostSNI(`*`) takes those too.
 */
export function needsTls(rule: TraefikRule): boolean {
  return matchersOf(rule).some(
    ({ name, values }) =>
      /^(hostsniregexp|alpn)$/i.test(name) ||
      (/^hostsni$/i.test(name) && values.some(({ text }) => text !== '*')),
  );
}
