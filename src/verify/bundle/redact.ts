/** Replaces a value that was removed. */
export const REDACTED = 'REDACTED';

/** Names of fields, flags and variables whose values are secret. */
const SECRET_NAME =
  /(?:^|[-_.])(?:token|password|passwd|passphrase|secret|psk|credentials?|auth|api-?key|access-?key|secret-?key|private-?key|key-data|bearer)$/i;

/** The same in camelCase: `clientSecret`, `bgpPassword`. */
const SECRET_CAMEL_NAME =
  /[a-z](?:Token|Password|Passphrase|Secret|Credentials?|ApiKey|AccessKey|SecretKey|PrivateKey)$/;

/** Forms of secrets in any text, and what remains of them. */
const SECRET_FORMS: readonly (readonly [RegExp, string])[] = [
  [
    /-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----[^]*?(?:-----END \1-----|$)/g,
    `-----BEGIN $1-----${REDACTED}-----END $1-----`,
  ],
  // JSON Web Tokens, such as those of ServiceAccounts.
  [/\beyJ[\w-]{5,}\.eyJ[\w-]{5,}\.[\w-]*/g, REDACTED],
  // Join tokens of k3s.
  [/\bK10[0-9a-f]{20,}(?:::[\w-]+:[^\s"']+)?/g, REDACTED],
  [/\b(Bearer|Basic) [\w+/=.~-]{8,}/g, `$1 ${REDACTED}`],
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@"']*):[^\s@/"']+@/gi, `$1:${REDACTED}@`],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, REDACTED],
  [/\b(?:gh[pousr]_|glpat-|xox[abprs]-)[\w-]{16,}/g, REDACTED],
  // Password hashes of htpasswd and crypt.
  [/\$(?:apr1|2[aby]|1|5|6|y)\$[\w./$]{8,}/g, REDACTED],
];

/** `token: x`, `--token=x`, `TOKEN="x"` and `--token x`, in lines of configuration and in command lines. */
const ASSIGNMENT =
  /(^|[\s,;{"'-])([A-Za-z_][\w.-]*)(["']?\s*[:=]\s*|\s+(?=\S))("[^"\n]*"|'[^'\n]*'|[^\s"',;}]+)/gm;

/** Removes secrets from a text that a host or the API server printed; JSON stays JSON. */
export function redactText(text: string): string {
  const json = parseJson(text);
  if (json !== undefined) {
    const redacted = redactJson(json);
    return isEqual(json, redacted) ? text : JSON.stringify(redacted);
  }
  return redactForms(text).replace(ASSIGNMENT, redactAssignment);
}

/** Removes secrets by their form only: a profile names Secrets in fields such as `tlsSecret`. */
export function redactForms(text: string): string {
  return SECRET_FORMS.reduce((rest, [form, replacement]) => rest.replace(form, replacement), text);
}

function redactAssignment(all: string, before: string, name: string, sign: string, value: string): string {
  const isFlag = before === '-' || sign.trim() !== '';
  if (!isFlag || !isSecretName(name)) return all;
  const [quote] = /^["']/.exec(value) ?? [''];
  return `${before}${name}${sign}${quote}${REDACTED}${quote}`;
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
  if (typeof value === 'string' && value !== '' && !isReference && isSecretName(name)) return REDACTED;
  // An environment variable of a container: its name is in another field.
  const variable = siblings['name'];
  if (name === 'value' && typeof value === 'string' && typeof variable === 'string' && isSecretName(variable))
    return REDACTED;
  return redactJson(value);
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
  return words.map((word, index) => {
    const flag = words[index - 1];
    const isValue = typeof flag === 'string' && /^--?[A-Za-z]/.test(flag) && !flag.includes('=');
    return isValue && isSecretName(flag) && typeof word === 'string' ? REDACTED : word;
  });
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) || SECRET_CAMEL_NAME.test(name);
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
