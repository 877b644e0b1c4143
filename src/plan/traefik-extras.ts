import type { ProfilePath } from '../diagnostics';
import { pathOf } from '../diagnostics';
import type { ConditionalKey } from '../profile/managed-traefik-values';
import { findManagedValue, listConditionalKeys } from '../profile/managed-traefik-values';
import { VERSIONS } from '../versions';
import type { NetworkPlan, TraefikPlan } from './model';

/** A further argument of Traefik. */
export interface ExtraArgument {
  readonly path: ProfilePath;
  /** As written, without dashes. */
  readonly name: string;
  /** `true` for an argument without a value. */
  readonly value: string;
}

/** A further value of Traefik's chart that is not a map. */
export interface ExtraValue {
  /** Its position in the profile. */
  readonly position: ProfilePath;
  /** Its path below the values of the chart. */
  readonly keys: readonly string[];
  readonly value: unknown;
}

/** The further arguments, in the profile's order. */
export function listExtraArguments({ extraArguments }: TraefikPlan): readonly ExtraArgument[] {
  return extraArguments.map((text, index) => ({
    path: pathOf(extraArguments, index),
    ...splitArgument(text),
  }));
}

/** `--name=value` as a name and a value. */
function splitArgument(text: string): { readonly name: string; readonly value: string } {
  const [, name = '', value = 'true'] = /^--?([^=]+)(?:=([^]*))?$/.exec(text) ?? [];
  return { name, value };
}

/** The version of the Traefik that the profile installs or tunes, `major.minor.patch`. */
export function findTraefikVersion({ traefik, k3s }: NetworkPlan): string {
  return traefik.mode === 'standalone' ? VERSIONS.traefik : k3s.traefikVersion;
}

/** The further values that are not maps, and empty maps. */
export function listExtraValues(traefik: TraefikPlan): readonly ExtraValue[] {
  return listLeaves(traefik.values, [], pathOf(traefik, 'values')).filter(({ keys }) => keys.length > 0);
}

function listLeaves(value: unknown, keys: readonly string[], position: ProfilePath): readonly ExtraValue[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ position, keys, value }];
  }
  return Object.entries(value).flatMap(([key, one]) => listLeaves(one, [...keys, key], [...position, key]));
}

/** The key of the profile that decides a value of the chart, as this profile is written; undefined where none does. */
export function findValueOwner(traefik: TraefikPlan, keys: readonly string[]): string | undefined {
  const conditional = listConditionalKeys(keys).find((key) => isSet(traefik, key));
  return findManagedValue(keys) ?? (conditional === undefined ? undefined : `traefik.${conditional}`);
}

function isSet(traefik: TraefikPlan, key: ConditionalKey): boolean {
  switch (key) {
    case 'certificateResolvers':
    case 'plugins':
    case 'localPlugins':
      return traefik[key].length > 0;
    case 'persistence':
      return traefik.persistence !== undefined;
    case 'hostNetwork':
      return (
        traefik.hostNetwork || [traefik.web, traefik.websecure, ...traefik.entryPoints].some(hasHostPort)
      );
    case 'replicas':
      return traefik.kind === 'Deployment' && traefik.replicas > 1;
  }
}

function hasHostPort({ hostPort }: { readonly hostPort?: number }): boolean {
  return hostPort !== undefined;
}

/** The last word of a name whose value is a secret. Of `headers`, those that authenticate. */
const SECRET_NAME =
  /(?:password|token|secret|hmacencoded|secretaccesskey|accesskeyid|apikey)$|(?:^|\.)(?:authorization|proxy-authorization|x-api-key)$/i;

/** `scheme://user:password@host` */
const PASSWORD_IN_URL = /:\/\/[^/\s:@]*:[^/\s@]+@/;

/** Whether an argument has a secret itself: `$(NAME)` is a variable, and a path the name of a file. */
export function isSecretArgument(name: string, value: string): boolean {
  if (PASSWORD_IN_URL.test(value)) return true;
  return SECRET_NAME.test(name) && value !== '' && !/^(?:\/|.*\$\(\w+\))/.test(value);
}

/** Whether a value of the chart has a secret; the chart's own names of Secrets have none. */
export function isSecretValue(keys: readonly string[], value: unknown): boolean {
  const text = JSON.stringify(value) ?? '';
  if (PASSWORD_IN_URL.test(text)) return true;
  if (keys[0] === 'env') return listVariables(value).some(({ name }) => SECRET_NAME.test(name));
  const isText = typeof value === 'string' && value !== '' && !value.startsWith('/');
  return isText && keys.join('.') !== 'hub.token' && SECRET_NAME.test(keys.join('.'));
}

/** Environment variables whose value is in the list itself. */
function listVariables(value: unknown): readonly { readonly name: string }[] {
  const entries = Array.isArray(value) ? (value as readonly unknown[]) : [];
  return entries.flatMap((entry) => {
    const { name, value: own } = (entry ?? {}) as { readonly name?: unknown; readonly value?: unknown };
    return typeof name === 'string' && typeof own === 'string' ? [{ name }] : [];
  });
}
