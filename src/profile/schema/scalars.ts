import * as z from 'zod';
import { Address, AddressRange, Cidr, Unreadable } from '../../address';
import { K3sVersion } from '../../releases';

// Compiling a parser for each object takes longer than it saves, for one profile and for hundreds.
z.config({ jitless: true });

/** A text that `parse` turns into a value of the domain, or refuses with its own words. */
export function read<T>(parse: (text: string) => T, about: { description: string; examples: string[] }) {
  return z
    .string()
    .meta(about)
    .transform((text, context): T => {
      try {
        return parse(text);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        context.addIssue({ code: 'custom', message: error.message, params: { hint: error.hint } });
        return z.NEVER;
      }
    });
}

/** A text of one form; `form` continues "is not …". */
export function text(pattern: RegExp, form: string, about: { description: string; examples: string[] }) {
  return z.string().regex(pattern, { error: form }).meta(about);
}

/** Longer than any list of a real cluster, and short enough for rules that compare each two entries. */
const LONGEST_LIST = 1000;

/** A list of values. */
export function list<S extends z.ZodType>(item: S, longest = LONGEST_LIST) {
  return z.array(item).max(longest);
}

/** Marks schemas that take one value or a list of them, for the JSON Schema. */
export const ONE_OR_MANY = 'x-one-or-many';

/** One value, or a list of them; always a list afterwards. */
export function oneOrMany<S extends z.ZodType>(item: S) {
  return z
    .preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), list(item).min(1))
    .meta({ [ONE_OR_MANY]: true });
}

export const address = read((text) => Address.parse(text), {
  description: 'An IP address.',
  examples: ['10.0.0.11', 'fd00::11'],
});

export const cidr = read((text) => Cidr.parse(text), {
  description: 'A network: address/prefix length.',
  examples: ['10.0.0.0/24', 'fd00::/64'],
});

/** An address with the prefix length of its network. */
export const interfaceAddress = read((text) => Cidr.parse(text), {
  description: 'An address and the prefix length of its network.',
  examples: ['10.0.50.11/24', 'fd50::11/64'],
});

export const addressRange = read((text) => AddressRange.parse(text), {
  description: 'Addresses as "first-last", or a network.',
  examples: ['10.0.0.100-10.0.0.150', '10.0.0.128/26'],
});

export const k3sVersion = read((text) => K3sVersion.parse(text), {
  description: 'A k3s release, as `k3s --version` prints it.',
  examples: ['v1.37.1+k3s1'],
});

const LABEL = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';

export const name = text(
  new RegExp(`^${LABEL}$`),
  'a name of at most 63 lower-case letters, digits and dashes',
  {
    description: 'Lower-case letters, digits and dashes (RFC 1123 label).',
    examples: ['lan'],
  },
);

export const nodeName = text(
  new RegExp(`^(?=.{1,253}$)${LABEL}(?:\\.${LABEL})*$`),
  'a host name of lower-case letters, digits, dashes and dots (RFC 1123)',
  { description: "The machine's host name, which becomes the node's name.", examples: ['pi1'] },
);

export const domain = text(
  new RegExp(`^(?=.{1,253}$)(?:[a-z0-9_](?:[-a-z0-9_]{0,61}[a-z0-9_])?)(?:\\.${LABEL})*$`),
  'a lower-case domain name without a final dot',
  { description: 'A domain name.', examples: ['home.arpa'] },
);

const RECORD_LABEL = '[a-z0-9_](?:[-a-z0-9_]{0,61}[a-z0-9_])?';

export const recordName = text(
  new RegExp(`^(?=.{1,253}$)${RECORD_LABEL}(?:\\.${RECORD_LABEL})*$`),
  'a lower-case name without a final dot',
  { description: 'The name of a record, in full.', examples: ['www.home.arpa', '_sip._udp.home.arpa'] },
);

export const hostName = text(
  new RegExp(`^(?=.{1,253}$)${LABEL}(?:\\.${LABEL})*$`),
  'a host name of lower-case letters, digits, dashes and dots',
  { description: 'A host name.', examples: ['whoami.home.arpa'] },
);

export const interfaceName = text(
  /^[^\s/:]{1,15}$/,
  'the name of a Linux interface (1-15 characters, no space, slash or colon)',
  {
    description: 'A network interface, as `ip link` shows it.',
    examples: ['eth0'],
  },
);

export const secretName = text(
  new RegExp(`^(?=.{1,253}$)${LABEL}(?:\\.${LABEL})*$`),
  'the name of a Secret (lower-case letters, digits, dashes and dots)',
  {
    description: 'The name of a Secret that you make yourself; the profile never holds what is in it.',
    examples: ['web-tls'],
  },
);

export const port = z.int().min(1).max(65535).meta({ description: 'A port, 1-65535.' });

export const mtu = z.int().min(576).max(65535).meta({ description: 'Bytes, 576-65535.' });

export const positive = z.int().min(1).max(1_000_000);

const HOST = new RegExp(`^(?=.{1,253}$)${LABEL}(?:\\.${LABEL})*$`);

/** A host name unchanged, or an address in its canonical form. */
export const hostOrAddress = read((text) => readHost(text), {
  description: 'A host name or an IP address.',
  examples: ['k3s.home.arpa', '10.0.0.10'],
});

const WILDCARD = new RegExp(`^(?=.{1,253}$)\\*(?:\\.${LABEL})+$`);

/** What a certificate may be for: `*.` in front of a name is for every name one level below it. */
export const subjectAltName = read((text) => (WILDCARD.test(text) ? text : readHost(text)), {
  description: 'A host name, *. and a domain name, or an IP address.',
  examples: ['k3s.home.arpa', '10.0.0.10'],
});

function readHost(text: string): string {
  if (/[:/]/.test(text) || /^[\d.]+$/.test(text)) return Address.parse(text).toString();
  if (HOST.test(text)) return text;
  const plain = text.trim().toLowerCase().replace(/\.$/, '');
  throw new Unreadable(
    'is neither a lower-case host name nor an IP address',
    HOST.test(plain) ? `Did you mean "${plain}"?` : 'Write one, without scheme and port.',
  );
}

/** A file that profiles extend is told from a profile by its name. */
export const BASE_NAME = /(?:^|\/)_[^/]*\.ya?ml$/;

export const baseFile = text(BASE_NAME, 'the path of a base, a file whose name is _*.yaml', {
  description: 'A file whose name is _*.yaml, its path from the folder of the profile.',
  examples: ['_base.yaml'],
});
