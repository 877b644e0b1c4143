import { lexTemplate } from './lex-template';
import { isGoComplex, isGoNumber, isGoRune, isGoString } from './literals';
import type { TemplateItem, TemplateItemType } from './template-item';
import { TemplateError } from './template-item';

/** What ends a list of texts and actions. */
type ListEnd = 'end' | 'else' | 'end of text';

/** Terms that cannot follow a `|`, and have no fields. */
const NOT_EXECUTABLE: ReadonlySet<string> = new Set([
  ...['boolean', '.', 'nil', 'number', 'complex', 'rune', 'string', 'raw string'],
]);

/** Follows Go's own parser, and throws where it fails. The tree itself is of no use here. */
export class TemplateParser {
  private readonly items: readonly TemplateItem[];
  private at = 0;
  private variables = ['$'];
  private rangeDepth = 0;
  /** Names of the definitions that are not empty. */
  private readonly defined = new Set<string>();

  constructor(
    text: string,
    private readonly functions: ReadonlySet<string>,
    private readonly name: string,
  ) {
    this.items = lexTemplate(text);
  }

  /** @throws TemplateError */
  parse(): void {
    let empty = true;
    while (this.peek().type !== 'end of text') {
      if (this.peek().type === '{{' && this.itemAfterSpaces(this.at + 1).type === 'define') {
        this.next();
        this.nextNonSpace();
        this.parseDefinition();
        continue;
      }
      const node = this.textOrAction();
      if (node.end !== undefined)
        throw new TemplateError(`"{{ ${node.end} }}" has nothing that it belongs to`);
      if (!node.empty) empty = false;
    }
    this.define(this.name, empty);
  }

  private define(name: string, empty: boolean): void {
    if (empty) return;
    if (this.defined.has(name)) throw new TemplateError(`the template "${name}" is defined twice`);
    this.defined.add(name);
  }

  private peek(): TemplateItem {
    return this.items[this.at] as TemplateItem;
  }

  private next(): TemplateItem {
    const item = this.peek();
    if (this.at < this.items.length - 1) this.at++;
    return item;
  }

  private itemAfterSpaces(at: number): TemplateItem {
    const item = this.items[at] ?? this.peek();
    return item.type === 'space' ? this.itemAfterSpaces(at + 1) : item;
  }

  private peekNonSpace(): TemplateItem {
    while (this.peek().type === 'space') this.at++;
    return this.peek();
  }

  private nextNonSpace(): TemplateItem {
    this.peekNonSpace();
    return this.next();
  }

  private expect(type: TemplateItemType, context: string): TemplateItem {
    const item = this.nextNonSpace();
    if (item.type !== type) throw describeUnexpected(item, context);
    return item;
  }

  private parseDefinition(): void {
    const name = this.templateName(this.nextNonSpace(), '{{ define }}');
    this.expect('}}', '{{ define }}');
    this.parseBody(name);
  }

  /** What a definition or block contains, up to its end. It does not see the variables around it. */
  private parseBody(name: string): void {
    const outer = { variables: this.variables, rangeDepth: this.rangeDepth };
    this.variables = ['$'];
    this.rangeDepth = 0;
    const { end, empty } = this.itemList();
    if (end !== 'end') throw new TemplateError('"{{ else }}" has nothing that it belongs to');
    this.define(name, empty);
    this.variables = outer.variables;
    this.rangeDepth = outer.rangeDepth;
  }

  private itemList(): { readonly end: ListEnd; readonly empty: boolean } {
    let empty = true;
    while (this.peekNonSpace().type !== 'end of text') {
      const node = this.textOrAction();
      if (node.end !== undefined) return { end: node.end, empty };
      if (!node.empty) empty = false;
    }
    throw new TemplateError('"{{ end }}" is missing');
  }

  private textOrAction(): { readonly end?: ListEnd; readonly empty: boolean } {
    const item = this.nextNonSpace();
    if (item.type === 'text') return { empty: item.text.trim() === '' };
    if (item.type !== '{{') throw describeUnexpected(item, 'the template');
    return this.action();
  }

  private action(): { readonly end?: ListEnd; readonly empty: boolean } {
    const { type } = this.peekNonSpace();
    switch (type) {
      case 'end':
      case 'else':
        return this.closingAction(type);
      case 'if':
      case 'with':
      case 'range':
        this.next();
        this.control(type);
        return { empty: false };
      case 'break':
      case 'continue':
        this.next();
        this.expect('}}', `{{ ${type} }}`);
        if (this.rangeDepth === 0) throw new TemplateError(`"{{ ${type} }}" is outside of any {{ range }}`);
        return { empty: false };
      case 'block':
      case 'template':
        this.next();
        this.templateAction(type);
        return { empty: false };
      default:
        this.pipeline('an action', '}}');
        return { empty: false };
    }
  }

  private closingAction(type: 'end' | 'else') {
    this.next();
    const following = this.peekNonSpace().type;
    // "else if" and "else with" are left for the action that they continue.
    const continues = type === 'else' && (following === 'if' || following === 'with');
    if (!continues) this.expect('}}', `{{ ${type} }}`);
    return { end: type, empty: true };
  }

  private control(context: 'if' | 'with' | 'range'): void {
    const outer = this.variables.length;
    this.pipeline(`{{ ${context} }}`, '}}', context === 'range');
    if (context === 'range') this.rangeDepth++;
    const { end } = this.itemList();
    if (context === 'range') this.rangeDepth--;
    if (end === 'else') {
      const following = this.peek().type;
      if ((following === 'if' || following === 'with') && following === context) {
        this.next();
        this.control(following);
      } else if (this.itemList().end !== 'end') {
        throw new TemplateError('"{{ else }}" is there twice');
      }
    }
    this.variables.length = outer;
  }

  private templateAction(type: 'block' | 'template'): void {
    const context = `{{ ${type} }}`;
    const name = this.templateName(this.nextNonSpace(), context);
    if (type === 'template' && this.peekNonSpace().type === '}}') {
      this.next();
      return;
    }
    this.pipeline(context, '}}');
    if (type === 'block') this.parseBody(name);
  }

  private templateName(item: TemplateItem, context: string): string {
    if (item.type !== 'string' && item.type !== 'raw string') throw describeUnexpected(item, context);
    checkString(item);
    return item.text.slice(1, -1);
  }

  private pipeline(context: string, end: '}}' | ')', isRange = false): void {
    this.declarations(context, isRange);
    for (let stage = 0; ; stage++) {
      const item = this.peekNonSpace();
      if (item.type === end) {
        this.next();
        if (stage === 0) throw new TemplateError(`${context} has no value`);
        return;
      }
      if (!isOperand(item.type)) throw describeUnexpected(item, context);
      if (stage > 0 && NOT_EXECUTABLE.has(item.type)) {
        throw new TemplateError(`"${item.text}" follows "|" and is no function`);
      }
      this.command();
    }
  }

  private declarations(context: string, isRange: boolean): void {
    for (let count = 1; this.peekNonSpace().type === 'variable'; count++) {
      const following = this.itemAfterSpaces(this.at + 1);
      const comma = following.type === 'character' && following.text === ',';
      if (following.type !== '=' && following.type !== ':=' && !comma) return;
      this.variables.push(this.next().text);
      this.nextNonSpace();
      if (!comma) return;
      const more = this.peekNonSpace().type;
      if (!isRange || count > 1) throw new TemplateError(`${context} declares too many variables`);
      if (more !== 'variable' && more !== '}}' && more !== ')') {
        throw new TemplateError('"{{ range }}" can only declare variables');
      }
    }
  }

  private command(): void {
    for (let operands = 0; ;) {
      this.peekNonSpace();
      if (this.operand()) operands++;
      const item = this.next();
      if (item.type === 'space') continue;
      if (item.type === '}}' || item.type === ')') this.at--;
      else if (item.type !== '|') throw describeUnexpected(item, 'an action');
      if (operands === 0) throw new TemplateError('a command is empty');
      return;
    }
  }

  private operand(): boolean {
    const first = this.peek();
    if (!this.term()) return false;
    if (this.peek().type === 'field') {
      if (NOT_EXECUTABLE.has(first.type)) throw new TemplateError(`"${first.text}" has no fields`);
      while (this.peek().type === 'field') this.next();
    }
    return true;
  }

  private term(): boolean {
    const item = this.peekNonSpace();
    if (!isOperand(item.type)) return false;
    this.next();
    if (item.type === '(') this.pipeline('a pair of parentheses', ')');
    if (item.type === 'identifier' && !this.functions.has(item.text)) {
      throw new TemplateError(`there is no function "${item.text}"`);
    }
    if (item.type === 'variable' && !this.variables.includes(item.text)) {
      throw new TemplateError(`the variable "${item.text}" is not declared`);
    }
    checkLiteral(item);
    return true;
  }
}

const OPERANDS: ReadonlySet<string> = new Set([
  ...NOT_EXECUTABLE,
  ...['field', 'identifier', 'variable', '('],
]);

function isOperand(type: TemplateItemType): boolean {
  return OPERANDS.has(type);
}

function checkLiteral(item: TemplateItem): void {
  const { type, text } = item;
  if (type === 'string') checkString(item);
  const valid =
    (type !== 'number' || isGoNumber(text)) &&
    (type !== 'complex' || isGoComplex(text)) &&
    (type !== 'rune' || isGoRune(text));
  if (!valid) throw new TemplateError(`${text} is not a valid constant`);
}

function checkString({ text }: TemplateItem): void {
  if (!isGoString(text)) throw new TemplateError(`${text} has an invalid escape sequence`);
}

function describeUnexpected({ type, text }: TemplateItem, context: string): TemplateError {
  if (type === 'error') return new TemplateError(text);
  if (type === 'end of text') return new TemplateError('"}}" is missing');
  return new TemplateError(`"${text.trim()}" may not be in ${context}`);
}
