import { findResolver, isPublicName, listCertificateRequests } from '../../plan';
import type { NetworkRule } from '../network-rule';

/** CAs that issue certificates for public names only. */
const PUBLIC_CA =
  /^https:\/\/[^/]*(?:letsencrypt\.org|zerossl\.com|pki\.goog|buypass\.(?:com|no)|sslcom?\.com)\//;

export const traefikAcmeNameNotPublic: NetworkRule = {
  id: 'traefik-acme-name-not-public',
  severity: 'warning',
  title: 'A public CA issues no certificate for a private name',
  why:
    "Let's Encrypt and other public CAs verify names in the public DNS. Names such as home.arpa, .lan and .local are in no " +
    'public DNS, so the request is rejected and Traefik presents its self-signed certificate.',
  fix: 'Use a name below a domain of your own, or write caServer with a CA of your own, such as step-ca.',
  check(plan, report, source) {
    for (const { resolver, names } of listCertificateRequests(plan)) {
      const found = findResolver(plan, resolver);
      if (found === undefined || (found.caServer !== undefined && !PUBLIC_CA.test(found.caServer))) continue;
      for (const { name, path } of names) {
        if (isPublicName(name)) continue;
        report({
          path,
          message: `${source.quote(path)} is not a public name, and certificate resolver "${resolver}" (${source.line(found)}) has a public CA.`,
        });
      }
    }
  },
};
