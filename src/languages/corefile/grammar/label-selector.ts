import { quoteText } from '../../../diagnostics';
import { hasVariable } from '../environment-variable';
import type { CorefileLine } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { createRefusal } from '../problem';

const NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/** Checks a label selector such as `environment in (production, staging), !canary`; CoreDNS joins the words. */
export function checkLabelSelector({ word, args }: CorefileLine): readonly CorefileProblem[] {
  const selector = args.map(({ text }) => text).join(' ');
  const [first] = args;
  if (first === undefined || hasVariable(selector)) return [];
  const reason = new SelectorParser(selector).findFault();
  if (reason === undefined) return [];
  const message = `${quoteText(selector)} is not a label selector: ${reason}`;
  return [createRefusal(first, message, `Write one such as "app=web" behind ${quoteText(word.text)}.`)];
}

/** Follows Kubernetes' own parser, oddities included. */
class SelectorParser {
  private readonly tokens: readonly string[];
  private at = 0;

  constructor(selector: string) {
    this.tokens = selector.match(/==|!=|[!=<>(),]|[^\s!=<>(),]+/g) ?? [];
  }

  findFault(): string | undefined {
    while (this.at < this.tokens.length) {
      const reason = this.readRequirement();
      if (reason !== undefined) return reason;
      if (this.at >= this.tokens.length) return undefined;
      if (this.tokens[this.at++] !== ',')
        return `a "," is missing before ${quoteText(this.tokens[this.at - 1] ?? '')}`;
      if (!this.isIdentifier() && this.tokens[this.at] !== '!') return 'nothing follows the last ","';
    }
    return undefined;
  }

  private isIdentifier(): boolean {
    const token = this.tokens[this.at];
    return token !== undefined && !/^(?:==|!=|[!=<>(),])$/.test(token);
  }

  private readRequirement(): string | undefined {
    const negated = this.tokens[this.at] === '!';
    if (negated) this.at++;
    const key = this.isIdentifier() ? (this.tokens[this.at++] as string) : undefined;
    if (key === undefined) return 'the key of a label is missing';
    if (!isLabelKey(key)) return `${quoteText(key)} is not the key of a label`;
    const operator = this.tokens[this.at];
    if (negated || operator === undefined || operator === ',') return undefined;
    this.at++;
    if (operator === 'in' || operator === 'notin') return this.readValues();
    if (operator === '<' || operator === '>') return `${quoteText(operator)} has no meaning here`;
    if (operator !== '=' && operator !== '==' && operator !== '!=')
      return `${quoteText(operator)} is not an operator`;
    // Kubernetes reads "!=", and then refuses it in this kind of selector.
    if (operator === '!=') return '"!=" has no meaning here';
    return this.readValue();
  }

  private readValue(): string | undefined {
    const value = this.tokens[this.at];
    if (value === undefined || value === ',') return undefined;
    if (!this.isIdentifier()) return `${quoteText(value)} is not a value`;
    this.at++;
    return isLabelValue(value) ? undefined : `${quoteText(value)} is not the value of a label`;
  }

  private readValues(): string | undefined {
    if (this.tokens[this.at++] !== '(') return 'a "(" is missing';
    for (let isValue = false; ;) {
      const token = this.tokens[this.at];
      if (token === undefined) return 'a ")" is missing';
      if (token !== ',' && token !== ')' && (!this.isIdentifier() || isValue))
        return `${quoteText(token)} is not expected`;
      this.at++;
      if (token === ')') return undefined;
      isValue = token !== ',';
      if (isValue && !isLabelValue(token)) return `${quoteText(token)} is not the value of a label`;
    }
  }
}

function isLabelKey(key: string): boolean {
  const parts = key.split('/');
  const [prefix] = parts;
  const name = parts[parts.length - 1] as string;
  if (parts.length > 2 || !NAME.test(name)) return false;
  return parts.length === 1 || ((prefix as string).length <= 253 && PREFIX.test(prefix as string));
}

function isLabelValue(value: string): boolean {
  return value === '' || NAME.test(value);
}
