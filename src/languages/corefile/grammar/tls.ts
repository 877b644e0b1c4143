import { quoteText } from '../../../diagnostics';
import { isGoIp, splitGoHostPort } from '../go/addresses';
import { isDnsName } from '../go/domain-name';
import { isGoUrl } from '../go/url';
import { FILE, TEXT, word } from '../kinds/values';
import type { ArgumentKind, ArgumentList, PluginGrammar, PluginUse } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { createRefusal } from '../problem';
import { isAtLeast, exactly, once, some, since } from './argument-lists';

/** `tls CERTIFICATE KEY [CA]`, or nothing for ACME. */
const FILES: ArgumentList = {
  ...isAtLeast(0, FILE, FILE, FILE),
  check: ({ args: [certificate, key] }) =>
    certificate !== undefined && key === undefined
      ? [
          createRefusal(
            certificate,
            `${quoteText(certificate.text)} has no key behind it`,
            'Write the file of the key.',
          ),
        ]
      : [],
};

/** Whether a name has labels of letters, of any language, and of digits and hyphens. */
function isHostName(name: string): boolean {
  const labels = name.replace(/\.$/, '').split('.');
  return labels.every(
    (label) =>
      label.toLowerCase().startsWith('xn--') ||
      (/^[-\p{L}\p{M}\p{N}]+$/u.test(label) && !/^-|-$/.test(label)),
  );
}

const DOMAIN: ArgumentKind = {
  title: 'a domain',
  findFault(text) {
    const name = text.replace(/\.$/, '').replace(/^\*\./, '');
    const valid = isHostName(name) && !isGoIp(name) && isDnsName(name);
    return valid
      ? undefined
      : { message: 'is not a domain', hint: 'Write a domain such as "dns.example.org".' };
  },
};

const URL: ArgumentKind = {
  title: 'a URL',
  findFault: (text) =>
    /^https?:\/\/[^/?#]/i.test(text) && isGoUrl(text)
      ? undefined
      : {
          message: 'is not a URL',
          hint: 'Write the directory of the CA, a URL that begins with "https://".',
        },
};

const RESOLVER: ArgumentKind = {
  title: 'an address and port',
  findFault(text) {
    if (text === '') return undefined;
    const { host = '', port = '' } = splitGoHostPort(text) ?? {};
    const valid = host !== '' && /^[+]?\d+$/.test(port) && Number(port) >= 1 && Number(port) <= 65535;
    return valid
      ? undefined
      : { message: 'is not an address and port', hint: 'Write one such as "10.0.0.1:53".' };
  },
};

const ACME = {
  acme: since('1.14.7', { ...some(DOMAIN), once: true }),
  email: since('1.14.7', once(TEXT)),
  ca: since('1.14.7', once(URL)),
  storage: since('1.14.7', once(FILE)),
  ca_root: since('1.14.7', once(FILE)),
  resolver: since('1.14.7', once(RESOLVER)),
};

const MANUAL = {
  client_auth: exactly(word('nocert', 'request', 'require', 'verify_if_given', 'require_and_verify')),
  keylog: since('1.14.3', exactly(FILE)),
};

function checkDomains({ word: name, args, options }: PluginUse): readonly CorefileProblem[] {
  if (args.length > 0 || options.some(({ word: { text } }) => text === 'acme')) return [];
  const hint = 'Write the files of the certificate and its key, or "acme" and domains in its braces.';
  return [createRefusal(name, '"tls" has no certificate', hint)];
}

/** @see https://coredns.io/plugins/tls/ */
export const tls: PluginGrammar = {
  name: 'tls',
  example: 'tls cert.pem key.pem',
  repeated: 'last',
  args: FILES,
  braces: (args) => ({ options: args.length > 0 ? MANUAL : ACME }),
  check: checkDomains,
};
