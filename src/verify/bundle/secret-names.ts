/** Words that end the name of a secret value, after the begin of the name or a separator. */
const SECRET_WORDS = [
  ...['tokens?', 'pass', 'pwd', 'passw(?:or)?ds?', 'passphrases?', 'secrets?', 'psk', 'credentials?'],
  ...['auth', 'authorization', 'bearer', 'cookie', 'key-data', 'id_(?:rsa|ecdsa|ed25519)'],
];

/** What comes before `key` where the key is secret. */
const SECRET_KEYS = [
  ...['api', 'access', 'secret', 'private', 'pre-?shared', 'shared', 'encryption', 'signing', 'account'],
  ...['master', 'hmac', 'session', 'ssh', 'tsig', 'wg', 'wireguard'],
];

/** Names of fields, flags, headers and variables whose values are secret. */
const SECRET_NAME = new RegExp(
  `(?:^|[-_./])(?:${SECRET_WORDS.join('|')}|(?:${SECRET_KEYS.join('|')})[-_]?key)$|passw(?:or)?d$`,
  'i',
);

/** The same in camelCase: `clientSecret`, `bgpPassword`. */
const SECRET_CAMEL_NAME =
  /[a-z](?:Tokens?|Passphrase|Secret|Credentials?|(?:Api|Access|Secret|Private|Shared|Account|Master)Key)$/;

/** Files of keys, as ConfigMaps name them. */
const KEY_FILE = /\.(?:key|p12|pfx|jks)$|(?:^|[-_.])key\.pem$/i;

/** Values that are settings: Traefik's `names.authorization=drop`, Booleans, and references to variables: `$(TOKEN)`. */
const SETTING = /^["']?(?:keep|drop|redact|true|false|null|none|\*+|\$\(\w+\)|)["']?$/i;

/** Whether the value of a field, flag, header or variable is secret by its name. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) || SECRET_CAMEL_NAME.test(name) || KEY_FILE.test(name);
}

/** Whether a value under a secret name is a setting, and therefore remains. */
export function isSetting(value: string): boolean {
  return SETTING.test(value);
}

/** Fields that name a Secret. */
const SECRET_NAMING = new Set(['name', 'secretName', 'secret', 'path']);

/** All fields of references to Secrets, of volumes with them, and of Traefik's cookies. */
const REFERENCE_FIELDS = new Set([
  ...SECRET_NAMING,
  ...[
    'namespace',
    'key',
    'items',
    'optional',
    'kind',
    'group',
    'apiGroup',
    'apiVersion',
    'mode',
    'defaultMode',
  ],
  ...['audience', 'expirationSeconds', 'secure', 'httpOnly', 'sameSite', 'maxAge', 'domain', 'removeHeader'],
]);

/** Whether an object with these fields refers to a Secret and has no secret itself. */
export function isSecretReference(names: readonly string[]): boolean {
  return names.some((name) => SECRET_NAMING.has(name)) && names.every((name) => REFERENCE_FIELDS.has(name));
}

/** Whether a value of the field `type` is that of a schema: CustomResourceDefinitions describe fields such as `secret`. */
export function isSchemaType(type: unknown): boolean {
  return typeof type === 'string' && /^(?:string|object|array|boolean|integer|number)$/.test(type);
}
