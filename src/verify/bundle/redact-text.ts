import { redactLines } from './redact-lines';
import { REDACTED, redactValue } from './redacted';
import { isSecretName, isSetting } from './secret-names';

/** Forms of secrets in any text, and what remains of them. */
const SECRET_FORMS: readonly (readonly [RegExp, string])[] = [
  [
    /-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----[^]*?(?:-----END \1-----|$)/g,
    `-----BEGIN $1-----${REDACTED}-----END $1-----`,
  ],
  // JSON Web Tokens, such as those of ServiceAccounts.
  [/\beyJ[\w-]{5,}\.eyJ[\w-]{5,}\.[\w-]*/g, REDACTED],
  // Join tokens of k3s, and the short flag that has one.
  [/\bK10[0-9a-f]{20,}(?:::[\w-]+:[^\s"']+)?/g, REDACTED],
  [/(\bk3s(?:-\w+)?\s+(?:server|agent)\b[^\n]*?\s-t[ =])[^\s"']+/g, `$1${REDACTED}`],
  [/(\s(?:-u|--user|--proxy-user)[ =]["']?[\w.@-]+):[^\s"']+/g, `$1:${REDACTED}`],
  [
    /\b((?:proxy-)?authorization["']?\s*[:=]\s*["']?)(?!(?:keep|drop|redact)\b|\$\(\w+\))(?:(\w+) )?[^\s"',;]+/gi,
    `$1$2 ${REDACTED}`,
  ],
  [/\b((?:set-)?cookie["']?\s*:\s*["']?)[^\n"']+/gi, `$1${REDACTED}`],
  [/\b(Bearer|Basic) [\w+/=.~-]{8,}/g, `$1 ${REDACTED}`],
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@"']*):[^\s/"']+@/gi, `$1:${REDACTED}@`],
  [/\b(https?:\/\/)[^\s:/@"']{12,}@/gi, `$1${REDACTED}@`],
  [
    /\b(https:\/\/hooks\.slack\.com\/services\/|https:\/\/discord(?:app)?\.com\/api\/webhooks\/)[\w/-]+/g,
    `$1${REDACTED}`,
  ],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, REDACTED],
  [/\b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|hvs\.)[\w-]{16,}/g, REDACTED],
  [/\bAGE-SECRET-KEY-1[0-9A-Z]+/g, REDACTED],
  // Password hashes of htpasswd and crypt.
  [/\$(?:apr1|2[aby]|1|5|6|y)\$[\w./$]{8,}/g, REDACTED],
  [/(\{S?SHA(?:256|512)?\})[\w+/=]{8,}/g, `$1${REDACTED}`],
  // Routing daemons and DNS servers write a password after its word, without a sign.
  [/\b(neighbor \S+ password(?: \d)?) \S+/g, `$1 ${REDACTED}`],
  [/\b(password|secret)(\s+)"[^"\n]+"/g, `$1$2"${REDACTED}"`],
  [/^(\s*secret\s+\S+\s+)[\w+/=]{8,}$/gm, `$1${REDACTED}`],
];

/** Base64 of a text that begins like a PEM file. */
const BASE64_PEM = /\bLS0tLS1CRUdJTi[\w+/]+={0,2}/g;

const QUOTED = String.raw`"(?:[^"\\\n]|\\.)*"|'[^'\n]*'`;

/** `token: x`, `--token=x` and `TOKEN="x"`, in lines of configuration and in command lines. */
const ASSIGNMENT = new RegExp(
  String.raw`(^|[\s,;{"'/?&-])([A-Za-z_][\w.-]*)(["']?[^\S\n]*[:=][^\S\n]*)(?!\{)(${QUOTED}|[^\s"',;}]+)`,
  'gm',
);

/** `--token x`. */
const FLAG = new RegExp(String.raw`(-)([A-Za-z][\w.-]*)([^\S\n]+)(?=[^\s-])(${QUOTED}|[^\s"',;}]+)`, 'g');

/** A parameter of a URL. */
const QUERY = /([?&]([\w.-]+)=)[^&\s"'#]+/g;

/** JSON in a string of JSON or of a log. */
const ESCAPED_FIELD = /(\\"([\w./-]+)\\"\s*:\s*\\")(?:[^"\\]|\\[^"])+/g;

/** An environment variable on one line of YAML or JSON. */
const VARIABLE = new RegExp(
  String.raw`(\bname["']?:\s*["']?([\w.-]+)["']?,\s*["']?value["']?:\s*)(?:${QUOTED}|[^\s,}]+)`,
  'g',
);

/** Removes secrets from text that is no JSON document. */
export function redactPlainText(text: string): string {
  const lines = redactLines(redactForms(text))
    .replace(QUERY, redactNamed)
    .replace(ESCAPED_FIELD, redactNamed)
    .replace(VARIABLE, redactNamed);
  return lines.replace(FLAG, redactAssignment).replace(ASSIGNMENT, redactAssignment);
}

/** Removes secrets by their form only: a profile names Secrets in fields such as `tlsSecret`. */
export function redactForms(text: string): string {
  const rest = SECRET_FORMS.reduce((all, [form, replacement]) => all.replace(form, replacement), text);
  return rest.replace(BASE64_PEM, (encoded) =>
    Buffer.from(encoded, 'base64').toString('latin1').includes('PRIVATE KEY-----') ? REDACTED : encoded,
  );
}

function redactNamed(all: string, before: string, name: string): string {
  return isSecretName(name) || /^(?:key|sig|signature)$/i.test(name) ? `${before}${REDACTED}` : all;
}

function redactAssignment(_: string, before: string, name: string, sign: string, value: string): string {
  if (isSecretName(name) && !isSetting(value)) return `${before}${name}${sign}${redactValue(value)}`;
  // `--set=adminPassword=x`: the value is an assignment.
  return `${before}${name}${sign}${value.replace(ASSIGNMENT, redactAssignment)}`;
}
