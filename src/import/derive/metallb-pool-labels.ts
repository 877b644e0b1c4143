import type { ObservedObject } from '../observed/observed-network';
import type { ImportContext } from './context';
import { readSelectors } from './metallb-selectors';

/** Labels that k3s-netstack sets on every pool, and k3s on every object that it applies. */
const IMPLIED =
  /^(?:app\.kubernetes\.io\/(?:name|instance|part-of|managed-by)$|objectset\.rio\.cattle\.io\/)/;

/**
 * The labels of a pool that the profile has: of a pool that k3s-netstack made, those of the user; of another one, those
 * that an advertisement selects by. The others belong to the tool that made the pool.
 */
export function readPoolLabels(
  context: ImportContext,
  pool: ObservedObject,
): { readonly labels?: Record<string, string> } {
  const selecting = listSelectingKeys(context);
  const own = Object.entries(pool.object.metadata.labels ?? {}).filter(
    ([key]) => !IMPLIED.test(key) && (pool.isOurs || selecting.has(key)),
  );
  return own.length > 0 ? { labels: Object.fromEntries(own) } : {};
}

/** The keys of labels by which advertisements select pools. */
function listSelectingKeys(context: ImportContext): ReadonlySet<string> {
  const advertisements = ['L2Advertisement', 'BGPAdvertisement'].flatMap((kind) =>
    context.objects(kind, 'metallb.io'),
  );
  const selectors = advertisements.flatMap(({ fields }) =>
    readSelectors(fields.at('spec'), 'ipAddressPoolSelectors'),
  );
  return new Set(
    selectors.flatMap(({ matchLabels = {}, matchExpressions = [] }) => [
      ...Object.keys(matchLabels),
      ...matchExpressions.map(({ key }) => key),
    ]),
  );
}
