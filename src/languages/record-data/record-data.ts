import { Address, Unreadable } from '../../address';

/** Types of records that a profile has. */
export const RECORD_TYPES = ['A', 'AAAA', 'CAA', 'CNAME', 'MX', 'PTR', 'SRV', 'TXT'] as const;

export type RecordType = (typeof RECORD_TYPES)[number];

const LABEL = '[A-Za-z0-9_](?:[-A-Za-z0-9_]{0,61}[A-Za-z0-9_])?';
const NAME = new RegExp(`^(?=.{1,253}$)${LABEL}(?:\\.${LABEL})*$`);

/** Longest character-string of a TXT record. @see https://www.rfc-editor.org/rfc/rfc1035#section-3.3 */
const LONGEST_STRING = 255;

/** Longest text of a TXT record: larger answers do not fit into the messages that resolvers accept by UDP. */
const LONGEST_TEXT = 4000;

/**
 * The data of a record as a zone file has it: names with their final dot, text in quotes.
 *
 * @throws Unreadable
 */
export function formatRecordData(type: RecordType, text: string): string {
  return FORMATS[type](text.trim());
}

/** Data as a profile has it, from the data of a zone file that `formatRecordData` wrote. */
export function simplifyRecordData(type: RecordType, data: string): string {
  if (type === 'TXT') return data.replaceAll('" "', '').replace(/^"|"$/g, '');
  if (type === 'CAA') return data.replaceAll('"', '');
  return data.replace(/(?<=.)\.$/, '').replace(/ $/, ' .');
}

const FORMATS: Readonly<Record<RecordType, (text: string) => string>> = {
  A: (text) => formatAddress(text, 4),
  AAAA: (text) => formatAddress(text, 6),
  CNAME: formatName,
  PTR: formatName,
  MX: (text) => formatNumbersAndName(text, ['a preference'], '10 mail.home.arpa'),
  SRV: (text) => formatNumbersAndName(text, ['a priority', 'a weight', 'a port'], '0 5 5060 sip.home.arpa'),
  TXT: formatText,
  CAA: formatCaa,
};

function formatAddress(text: string, family: 4 | 6): string {
  const address = Address.parse(text);
  if (address.family !== family)
    throw new Unreadable(
      `is not an IPv${family} address`,
      `Use the type ${family === 4 ? 'AAAA' : 'A'} for this address.`,
    );
  return address.toString();
}

function formatName(text: string): string {
  const name = text.replace(/\.$/, '');
  if (!NAME.test(name))
    throw new Unreadable('is not a domain name', 'Write the name in full, such as web.home.arpa.');
  return `${name.toLowerCase()}.`;
}

function formatNumbersAndName(text: string, numbers: readonly string[], example: string): string {
  const words = text.split(/\s+/);
  const name = words.at(-1) ?? '';
  const own = words.slice(0, -1);
  const isComplete = own.length === numbers.length && own.every((word) => isNumber(word, 65535));
  if (!isComplete)
    throw new Unreadable(
      `is not ${numbers.join(', ')} and a name`,
      `Write numbers of 0-65535 and the name, such as "${example}".`,
    );
  return [...own.map(Number), name === '.' ? '.' : formatName(name)].join(' ');
}

function isNumber(word: string, most: number): boolean {
  return /^\d{1,5}$/.test(word) && Number(word) <= most;
}

/** CoreDNS takes `{{` for a template, and `{$NAME}` for a variable of its environment. */
const NOT_TEXT = /[^\x20-\x7e]|["\\]|\{\{|\{\$|\{%/;

function formatText(text: string): string {
  const found = NOT_TEXT.exec(text)?.[0];
  if (found !== undefined)
    throw new Unreadable(
      `contains ${JSON.stringify(found)}`,
      'A TXT record has printable ASCII characters, without quotes, backslashes, "{{", "{$" and "{%".',
    );
  if (text === '' || text.length > LONGEST_TEXT)
    throw new Unreadable(
      `has ${text.length} characters`,
      `A TXT record has 1 to ${LONGEST_TEXT} characters.`,
    );
  const strings = text.match(new RegExp(`.{1,${LONGEST_STRING}}`, 'g')) ?? [];
  return strings.map((string) => `"${string}"`).join(' ');
}

function formatCaa(text: string): string {
  const [, flag = '', tag = '', value = ''] =
    /^(\d{1,3}) +([A-Za-z0-9]{1,15}) +"?([^"\s\\{}]{1,255})"?$/.exec(text) ?? [];
  if (value === '' || Number(flag) > 255)
    throw new Unreadable('is not a flag, a tag and a value', 'Write them as in "0 issue letsencrypt.org".');
  return `${Number(flag)} ${tag.toLowerCase()} "${value}"`;
}
