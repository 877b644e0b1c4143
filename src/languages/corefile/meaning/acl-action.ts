import type { Address } from '../../../address';
import { Cidr, Unreadable, contains, Address as IpAddress } from '../../../address';
import { aclSections } from '../grammar/acl';
import type { CorefileLine, PluginUse } from '../plugin-grammar';
import type { NameQuery } from './name-query';
import { coversAny } from './name-query';

/**
 * The line of `acl` that keeps a client from an answer; undefined if the plugins behind it see the query. The first
 * line that fits decides, and `allow` ends all lists.
 *
 * @param zones those of the server block
 * @see https://coredns.io/plugins/acl/
 */
export function findAclRefusal(
  uses: readonly PluginUse[],
  zones: readonly string[],
  query: NameQuery,
  client: Address,
): CorefileLine | undefined {
  for (const { args, options } of uses) {
    const own = args.map(({ text }) => text);
    if (!coversAny(own.length === 0 ? zones : own, query)) continue;
    const line = options.find((one) => fits(one, query, client));
    if (line === undefined) continue;
    return line.word.text.toLowerCase() === 'allow' ? undefined : line;
  }
  return undefined;
}

function fits(line: CorefileLine, { type }: NameQuery, client: Address): boolean {
  const sections = aclSections(line) ?? [];
  return (['type', 'net'] as const).every((name) => {
    const values = sections
      .filter(({ word }) => word.text.toLowerCase() === name)
      .flatMap((section) => section.values.map(({ text }) => text));
    if (values.length === 0 || values.includes('*')) return true;
    if (name === 'type') return values.some((value) => value.toUpperCase() === type);
    return values.some((value) => isClientIn(value, client));
  });
}

function isClientIn(text: string, client: Address): boolean {
  const address = IpAddress.find(text);
  if (address !== undefined) return address.equals(client);
  try {
    return contains(Cidr.parse(text), client);
  } catch (error) {
    if (error instanceof Unreadable) return false;
    throw error;
  }
}
