import { REDACTED, redactValue } from './redacted';
import { isSchemaType, isSecretName, isSecretReference, isSetting } from './secret-names';

/** A line of YAML or of an environment file: before the name, the name, the sign, the value. */
const LINE = /^(\s*(?:- |export )?["']?)([A-Za-z_][\w./-]*)(["']?(?:\s*:(?:\s+|$)|\s*=\s*))(.*)$/;

/** A flag that is a line, or an item of a list. */
const FLAG_LINE = /^\s*(?:- )?["']?--?([A-Za-z][\w-]*)["']?$/;

/** What a value begins with that continues on the next lines: nothing, a bracket, or the sign of a block scalar. */
const CONTINUED = /^(?:|[{[]|[|>][-+\d]*)$/;

/** The fields of an object on one line. */
const FLOW_FIELD = /["']?([A-Za-z_][\w./-]*)["']?\s*:/g;

/** Redacts values that are on more than one line, or that end with the line. */
export function redactLines(text: string): string {
  const lines = text.split('\n');
  let isNextSecret = false;
  /** The first line after the values of a secret name. */
  let end = 0;
  const redactLine = (line: string, index: number): string => {
    if (index < end) return redactNested(line);
    const { name, sign, value } = splitLine(line);
    const isValue = isNextSecret && (name === 'value' || name === '');
    isNextSecret =
      isSecretName(FLAG_LINE.exec(line)?.[1] ?? '') || (name === 'name' && isSecretName(unquote(value)));
    if (isValue && name === '') return line.replace(/^(\s*(?:- )?["']?).*?(["']?)$/, `$1${REDACTED}$2`);
    if (!isValue && !isSecretName(name)) return line;
    if (sign.includes(':') && CONTINUED.test(value)) end = findEndOfSecrets(lines, index);
    return redactEndOfLine(line);
  };
  return lines.map(redactLine).join('\n');
}

interface SplitLine {
  readonly before: string;
  readonly name: string;
  readonly sign: string;
  readonly value: string;
}

function splitLine(line: string): SplitLine {
  const [, before = '', name = '', sign = '', value = ''] = LINE.exec(line) ?? [];
  return { before, name, sign, value };
}

/** The index after the last line below a name; below a reference to a Secret there are no secrets. */
function findEndOfSecrets(lines: readonly string[], index: number): number {
  const base = countIndent(lines[index] ?? '');
  const isBelow = (line: string) =>
    line.trim() === '' || countIndent(line) > base || (countIndent(line) === base && /^\s*- /.test(line));
  const rest = lines.slice(index + 1);
  const length = rest.findIndex((line) => !isBelow(line));
  const fields = (length === -1 ? rest : rest.slice(0, length)).map(splitLine);
  const names = fields.map(({ name }) => name).filter((name) => name !== '');
  const isSchema = fields.some(({ name, value }) => name === 'type' && isSchemaType(value));
  return isSchema || isSecretReference(names) ? 0 : index + 1 + fields.length;
}

function countIndent(line: string): number {
  return line.length - line.trimStart().length;
}

/** A line below a secret name: the names of fields remain. */
function redactNested(line: string): string {
  if (/^[\s{}[\],]*$/.test(line)) return line;
  if (splitLine(line).name !== '') return redactEndOfLine(line);
  return line.replace(/^(\s*(?:- )?["']?).*?(["']?,?)$/, `$1${REDACTED}$2`);
}

/** Settings, references to Secrets, and what continues on the next lines remain. */
function redactEndOfLine(line: string): string {
  const { before, name, sign, value } = splitLine(line);
  const isFlowReference =
    value.startsWith('{') &&
    isSecretReference([...value.matchAll(FLOW_FIELD)].map(([, field = '']) => field));
  const isKept = isFlowReference || CONTINUED.test(value) || isSetting(value);
  return isKept ? line : `${before}${name}${sign}${redactValue(value)}${value.endsWith(',') ? ',' : ''}`;
}

function unquote(value: string): string {
  return value.replace(/^(["'])(.*)\1$/, '$2');
}
