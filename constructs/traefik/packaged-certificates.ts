import type { EntryPointTls } from './certificate-options';
import { caVolumes, DATA_FOLDER, environmentSecrets, resolverSettings } from './certificates';
import type { TraefikOptions } from './traefik-options';
import { replacesInPlace } from './update-strategy';
import type { Values } from './values';
import { nestValues } from './values';

/** The chart's values for certificate resolvers: the same keys in every version of the chart. */
export function packagedCertificates(options: TraefikOptions): Values {
  const { certificateResolvers = [] } = options;
  return {
    certificatesResolvers: Object.fromEntries(
      certificateResolvers.map((resolver) => [resolver.name, nestValues(resolverSettings(resolver))]),
    ),
    envFrom: filledList(environmentSecrets(options).map((name) => ({ secretRef: { name } }))),
    volumes: filledList(
      caVolumes(options).map(({ configMap, mountPath }) => ({
        name: configMap,
        mountPath,
        type: 'configMap',
      })),
    ),
    updateStrategy: replacesInPlace(options) ? strategyValues(options) : undefined,
    ...persistenceValues(options),
  };
}

function filledList(list: readonly Values[]): readonly Values[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** Helm merges maps, so a strategy without `rollingUpdate` needs it removed. */
function strategyValues({ kind }: TraefikOptions): Values {
  if (kind === 'DaemonSet') return { rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } };
  return { type: 'Recreate', rollingUpdate: null };
}

/**
 * The claim, and its permissions: only the folder itself changes its group, because Traefik rejects a file that its group
 * may read.
 */
function persistenceValues({ persistence }: TraefikOptions): Values {
  if (persistence === undefined) return {};
  const { existingClaim, storageClass = 'local-path', size = '128Mi' } = persistence;
  return {
    persistence: {
      enabled: true,
      path: DATA_FOLDER,
      ...(existingClaim === undefined ? { storageClass, size } : { existingClaim }),
    },
    podSecurityContext: { fsGroup: 65532, fsGroupChangePolicy: 'OnRootMismatch' },
  };
}

/** The chart's values for the TLS of an entryPoint. */
export function tlsValues({ certResolver, domains = [] }: EntryPointTls): Values {
  return {
    certResolver,
    domains:
      domains.length === 0
        ? undefined
        : domains.map(({ main, sans = [] }) => ({ main, ...(sans.length > 0 && { sans: [...sans] }) })),
  };
}
