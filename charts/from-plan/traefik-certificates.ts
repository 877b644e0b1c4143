import type { CertificateResolver, EntryPointTls, PersistenceOptions } from '../../constructs/traefik';
import type { TraefikPlan } from '../../src/plan';
import { omitEmpty, omitEmptyList, omitUndefined } from './omit';

type ResolverPlan = TraefikPlan['certificateResolvers'][number];

/** A resolver as the profile has it. */
export function deriveResolver(resolver: ResolverPlan): CertificateResolver {
  const { httpChallenge, tlsChallenge, dnsChallenge, ...others } = resolver;
  return omitUndefined<CertificateResolver>({
    ...others,
    httpChallenge: httpChallenge && { entryPoint: httpChallenge.entryPoint },
    tlsChallenge: tlsChallenge || undefined,
    dnsChallenge: dnsChallenge && deriveDnsChallenge(dnsChallenge),
  });
}

function deriveDnsChallenge(challenge: NonNullable<ResolverPlan['dnsChallenge']>) {
  const { provider, envSecret, resolvers, propagation } = challenge;
  return omitUndefined({
    ...{ provider, envSecret },
    resolvers: omitEmptyList(resolvers),
    propagation:
      propagation &&
      omitEmpty(
        omitUndefined({
          delayBeforeChecks: propagation.delayBeforeChecks,
          disableChecks: propagation.disableChecks || undefined,
          disableANSChecks: propagation.disableANSChecks || undefined,
          requireAllRNS: propagation.requireAllRNS || undefined,
        }),
      ),
  });
}

/** The certificates of websecure; undefined where the profile sets none. */
export function deriveTls({ websecure }: TraefikPlan): EntryPointTls | undefined {
  const { certResolver, domains } = websecure.tls;
  return omitEmpty(
    omitUndefined<EntryPointTls>({
      certResolver,
      domains: omitEmptyList(
        domains.map(({ main, sans }) => omitUndefined({ main, sans: omitEmptyList(sans) })),
      ),
    }),
  );
}

/** Of an existing claim only its name counts. */
export function derivePersistence(persistence: NonNullable<TraefikPlan['persistence']>): PersistenceOptions {
  const { existingClaim, storageClass, size } = persistence;
  if (existingClaim !== undefined) return { existingClaim };
  return omitUndefined({
    storageClass: storageClass === 'local-path' ? undefined : storageClass,
    size: size === '128Mi' ? undefined : size,
  });
}
