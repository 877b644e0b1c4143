import type { Combination, MatcherCall, TraefikRule, RuleValue } from './rule';
import { RuleSyntaxError } from './rule-problem';
import type { Token, TokenKind } from './scan';
import { scan, unquotedValue } from './scan';

/**
 * Reads a rule's structure, whatever its matchers are called. `!` binds closest, then `&&`, then `||`.
 *
 * @throws RuleSyntaxError
 */
export function readRule(text: string): TraefikRule {
  const reader = new Reader(text);
  const rule = reader.either();
  reader.finish();
  return rule;
}

/** Parentheses and negations inside one another. */
const DEEPEST = 500;

class Reader {
  private position = 0;
  private depth = 0;
  private readonly tokens: readonly Token[];

  constructor(private readonly text: string) {
    this.tokens = scan(text);
  }

  either(): TraefikRule {
    const rules = [this.both()];
    while (this.take('||')) rules.push(this.both());
    return combineRules('or', rules);
  }

  finish(): void {
    if (this.next.kind !== 'end') this.refuse();
  }

  private both(): TraefikRule {
    const rules = [this.single()];
    while (this.take('&&')) rules.push(this.single());
    return combineRules('and', rules);
  }

  private single(): TraefikRule {
    const { start } = this.next;
    if (this.take('!')) {
      const rule = this.nested(() => this.single());
      return { kind: 'not', rule, start, end: rule.end };
    }
    if (this.take('(')) {
      const rule = this.nested(() => this.either());
      const { end } = this.expect(')', 'parenthesis');
      return { ...rule, start, end };
    }
    return this.matcher();
  }

  /** Limits the nesting, so that no file exhausts the stack. */
  private nested(read: () => TraefikRule): TraefikRule {
    if (this.depth === DEEPEST) {
      throw new RuleSyntaxError(
        this.next,
        'The rule is nested too deep',
        'Leave out parentheses and negations.',
      );
    }
    this.depth += 1;
    const rule = read();
    this.depth -= 1;
    return rule;
  }

  private matcher(): MatcherCall {
    const name = this.next;
    if (!this.take('name')) this.refuse();
    if (!this.take('(')) this.refuseBareName(name);
    const values: RuleValue[] = [];
    while (this.next.kind !== ')') {
      values.push(this.value());
      if (!this.take(',')) break;
    }
    const { end } = this.expect(')', `parenthesis of ${name.text}`);
    return { kind: 'matcher', name: name.text, values, start: name.start, end };
  }

  private value(): RuleValue {
    const { kind, text, start, end } = this.next;
    if (kind === 'name') throw unquotedValue(this.text, { start, end });
    if (!this.take('value')) this.refuse();
    return { text, start, end };
  }

  private get next(): Token {
    return this.tokens[this.position] as Token;
  }

  private take(kind: TokenKind): boolean {
    if (this.next.kind !== kind) return false;
    this.position += 1;
    return true;
  }

  private expect(kind: TokenKind, what: string): Token {
    const token = this.next;
    if (this.take(kind)) return token;
    if (token.kind === 'end') {
      throw new RuleSyntaxError(token, `The rule ends before the ${what} is closed`, 'Add the closing ).');
    }
    return this.refuse();
  }

  private refuse(): never {
    const token = this.next;
    if (token.kind === 'line end') this.refuseBrokenLine();
    const isOperator = token.kind === '&&' || token.kind === '||';
    if (token.kind === 'end' || (isOperator && this.position === 0)) {
      const message =
        this.position === 0 ? 'The rule has no matcher' : 'The rule ends where a matcher should follow';
      throw new RuleSyntaxError(token, message, 'Write a matcher such as Host(`example.org`).');
    }
    throw new RuleSyntaxError(token, `${token.text} does not belong here`, hintFor(token));
  }

  private refuseBrokenLine(): never {
    const rest = this.tokens[this.position + 1] as Token;
    throw new RuleSyntaxError(
      { start: rest.start, end: rest.end },
      `The line breaks before ${rest.text}`,
      'Traefik takes the line break for the end of the rule: end the line with the operator, or fold it (`>-` in YAML).',
    );
  }

  private refuseBareName(name: Token): never {
    const joined = /^(and|or|not)$/i.exec(name.text)?.[0].toLowerCase();
    const operator = { and: '&&', or: '||', not: '!' }[joined ?? ''];
    throw new RuleSyntaxError(
      name,
      `${name.text} is followed by no parenthesis`,
      operator === undefined ? `Write ${name.text}(\`value\`).` : `Write ${operator}.`,
    );
  }
}

function combineRules(kind: Combination['kind'], rules: readonly TraefikRule[]): TraefikRule {
  const [first] = rules as readonly [TraefikRule];
  const last = rules.at(-1) ?? first;
  return rules.length === 1 ? first : { kind, rules, start: first.start, end: last.end };
}

function hintFor(token: Token): string {
  switch (token.kind) {
    case ')':
      return 'It closes nothing: remove it, or add the ( that it belongs to.';
    case 'value':
      return 'A value stands in the parentheses of a matcher: Host(`example.org`).';
    case ',':
      return 'A comma only separates the values of one matcher.';
    case 'name':
    case '(':
    case '!':
      return 'Join matchers by && (both must hold) or || (either must hold).';
    default:
      return 'Write a matcher such as Host(`example.org`) on both sides of && and ||.';
  }
}
