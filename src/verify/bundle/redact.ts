import { redactForms, redactPlainText } from './redact-text';
import { REDACTED } from './redacted';
import { isSchemaType, isSecretName, isSecretReference, isSetting } from './secret-names';

export { REDACTED, redactForms };

/** Removes secrets from a text that a host or the API server printed; JSON stays JSON. */
export function redactText(text: string): string {
  const json = parseJson(text);
  if (json === undefined) return redactPlainText(text);
  const redacted = redactJson(json);
  return isEqual(json, redacted) ? text : JSON.stringify(redacted);
}

/** Removes secrets from an answer of the API server, whose kind follows from its path. */
export function redactAnswer(path: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return redactJson(value);
  const [, name] = /\/secrets(?:\/([^/]+))?$/.exec(path) ?? [];
  const isSecrets = /\/secrets(?:\/|$)/.test(path);
  return redactJson(isSecrets ? { ...value, kind: name === undefined ? 'SecretList' : 'Secret' } : value);
}

/** Removes secrets from an API object, a list, or any other JSON value. */
export function redactJson(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return redactWords(value).map(redactJson);
  if (typeof value !== 'object' || value === null) return value;
  const fields = value as Readonly<Record<string, unknown>>;
  if (fields['kind'] === 'SecretList' && Array.isArray(fields['items']))
    return { ...fields, items: fields['items'].map((item) => redactSecret(item as object)) };
  if (fields['kind'] === 'Secret') return redactSecret(fields);
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, redactField(name, field, fields)]),
  );
}

/** Traefik's authentication refers to a Secret by this field. */
const SECRET_REFERENCE = 'secret';

function redactField(name: string, value: unknown, siblings: Readonly<Record<string, unknown>>): unknown {
  const isReference = name === SECRET_REFERENCE && 'removeHeader' in siblings;
  if (!isReference && isSecretName(name)) return redactValues(value);
  // An environment variable or a header of a probe: its name is in another field.
  const variable = siblings['name'];
  if (name === 'value' && typeof variable === 'string' && isSecretName(variable)) return redactValues(value);
  return redactJson(value);
}

/** Redacts a value under a secret name, and all fields of an object there. References to Secrets and schemas remain. */
function redactValues(value: unknown): unknown {
  if (typeof value === 'number') return REDACTED;
  if (typeof value === 'string') return isSetting(value) ? value : REDACTED;
  if (Array.isArray(value)) return value.map(redactValues);
  if (typeof value !== 'object' || value === null) return value;
  const fields = value as Readonly<Record<string, unknown>>;
  if (isSecretReference(Object.keys(fields)) || isSchemaType(fields['type'])) return redactJson(fields);
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, redactValues(field)]));
}

/** A Secret keeps its keys; its values are also in the annotation of kubectl apply. */
function redactSecret(secret: object): object {
  const { metadata, data, stringData, ...rest } = secret as Readonly<Record<string, unknown>>;
  const { annotations, ...others } = (metadata ?? {}) as Readonly<Record<string, unknown>>;
  const kept = Object.entries((annotations ?? {}) as Readonly<Record<string, unknown>>).map(
    ([name, value]) => [
      name,
      name === 'kubectl.kubernetes.io/last-applied-configuration' ? REDACTED : redactJson(value),
    ],
  );
  return {
    ...rest,
    ...(metadata !== undefined && {
      metadata: {
        ...others,
        ...(annotations !== undefined && { annotations: Object.fromEntries(kept) as object }),
      },
    }),
    ...(data !== undefined && { data: removeValues(data) }),
    ...(stringData !== undefined && { stringData: removeValues(stringData) }),
  };
}

function removeValues(data: unknown): object {
  return Object.fromEntries(Object.keys(data as object).map((name) => [name, REDACTED]));
}

/** The value of a flag may be the next word of a command line. */
function redactWords(words: readonly unknown[]): readonly unknown[] {
  const isK3s = words.some((word) => word === 'server' || word === 'agent');
  return words.map((word, index) => {
    const flag = words[index - 1];
    if (typeof flag !== 'string' || typeof word !== 'string') return word;
    const [, name = ''] = /^--?([A-Za-z][\w.-]*)$/.exec(flag) ?? [];
    if (isSecretName(name) || (isK3s && name === 't')) return isSetting(word) ? word : REDACTED;
    return name === 'u' || name === 'user' ? word.replace(/^([^:]+):.+$/, `$1:${REDACTED}`) : word;
  });
}

function parseJson(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
