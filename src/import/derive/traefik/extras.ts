import type { ProfileInput } from '../../../profile/schema/profile';
import { findManagedArgument } from '../../../profile/managed-traefik-arguments';
import { findManagedValue } from '../../../profile/managed-traefik-values';
import { isSecretArgument, isSecretValue } from '../../../plan';
import { isMap } from '../../observed/fields';
import type { Fields } from '../../observed/fields';
import type { ImportContext } from '../context';
import type { Arguments } from './arguments';

type TraefikValues = NonNullable<ProfileInput['traefik']>;

/** Arguments that no other key of the profile has. Those that the profile cannot have are reported. */
export function readExtraArguments(context: ImportContext, args: Arguments, title: string): TraefikValues {
  const extra = args.unread.filter(
    ({ name, value }) => findManagedArgument(name) === undefined && !isSecretArgument(name, value),
  );
  for (const argument of args.unread) {
    if (extra.includes(argument)) continue;
    context.unsupported(args.origin, `${title}: the profile has no field for --${argument.name}.`, [
      'traefik',
    ]);
  }
  return extra.length > 0 ? { extraArguments: extra.map(({ text }) => text) } : {};
}

/** Values of the chart that no other key of the profile has; those that the profile cannot have stay unread. */
export function readExtraValues(values: Fields): TraefikValues {
  const found: Record<string, unknown> = {};
  for (const { path, value } of values.leftovers()) {
    const keys = path.map(String);
    if (findManagedValue(keys) !== undefined || isSecretValue(keys, value)) continue;
    values.ignorePath(path);
    setValue(found, keys, value);
  }
  return Object.keys(found).length > 0 ? { values: found } : {};
}

function setValue(
  map: Record<string, unknown>,
  [key = '', ...rest]: readonly string[],
  value: unknown,
): void {
  if (rest.length === 0) {
    map[key] = value;
    return;
  }
  const next = isMap(map[key]) ? map[key] : {};
  map[key] = next;
  setValue(next, rest, value);
}
