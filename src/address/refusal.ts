import { Unreadable } from './unreadable';

/** Forms that are rejected as addresses, each with its message; the first that matches applies. */
const FORMS: readonly (readonly [RegExp, (text: string) => Unreadable])[] = [
  [/^$/, () => new Unreadable('is empty', `Write ${EXAMPLES}.`)],
  [/,/, several],
  [/^\s|\s$/, (text) => alone('begins or ends with a space', text.trim())],
  [
    /:\/\//,
    () => new Unreadable('is a URL, not an address', `Write the address alone, such as ${EXAMPLES}.`),
  ],
  [/^\[.*\]:\d+$/, (text) => alone('has a port', text.slice(1, text.lastIndexOf(']')))],
  [/^\[.*\]$/, (text) => alone('has brackets around it', text.slice(1, -1))],
  [/^[\d.]+:\d+$/, (text) => alone('has a port', text.slice(0, text.indexOf(':')))],
  [/%/, explainZone],
  [/^[\da-f.:]+\//i, (text) => alone('is a network, not an address', text.slice(0, text.indexOf('/')))],
  [
    /^[\da-f:.]+\s*-\s*[\da-f:.]+$/i,
    () => new Unreadable('is a range, not an address', `Write one address, such as ${EXAMPLES}.`),
  ],
  [/^(?=.*(^|\.)0\d)\d+(\.\d+){3}$/, leadingZero],
  [/^\d+(\.\d+){0,2}$/, shorthand],
  [/:/, () => new Unreadable('is not an IP address', 'Write an IPv6 address such as "fd00::11".')],
];

const EXAMPLES = '"10.0.0.11" or "fd00::11"';

/** Why a text that does not parse is not an address, and what to write. */
export function refusal(text: string): Unreadable {
  const form = FORMS.find(([pattern]) => pattern.test(text));
  const [, refuse] = form ?? [];
  return (
    refuse?.(text) ??
    new Unreadable('is not an IP address', 'Write four numbers from 0 to 255, such as "10.0.0.11".')
  );
}

/** Commas join what k3s takes as one flag; a profile has lists. */
export function several(text: string): Unreadable {
  const parts = text.split(',').map((part) => part.trim());
  return new Unreadable('has a comma in it', `Write a list: [${parts.join(', ')}].`);
}

/** What is wrong with a part, said of the whole. */
export function ofPart(verb: string, part: string, error: unknown, hint?: string): unknown {
  if (!(error instanceof Unreadable)) return error;
  return new Unreadable(`${verb} "${part}", which ${error.message}`, hint ?? error.hint);
}

function alone(problem: string, address: string): Unreadable {
  return new Unreadable(problem, `Write the address alone: "${address}".`);
}

function explainZone(text: string): Unreadable {
  return new Unreadable(
    'has a zone id, which names an interface of one machine only',
    `Write it without the zone: "${text.slice(0, text.indexOf('%'))}".`,
  );
}

function leadingZero(text: string): Unreadable {
  const plain = text.replace(/(^|\.)0+(?=\d)/g, '$1');
  return new Unreadable(
    'has a part with a leading zero, which some programs read as octal',
    `Write it without the zeros: "${plain}".`,
  );
}

function shorthand(): Unreadable {
  return new Unreadable(
    'is short for an IPv4 address, and programs disagree on which one',
    'Write all four numbers, such as "10.0.0.11".',
  );
}
