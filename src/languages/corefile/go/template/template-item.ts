/** A keyword of Go's template language. */
export type TemplateKeyword =
  'block' | 'break' | 'continue' | 'define' | 'else' | 'end' | 'if' | 'nil' | 'range' | 'template' | 'with';

export type TemplateItemType =
  | TemplateKeyword
  | 'text'
  | '{{'
  | '}}'
  | 'space'
  | '='
  | ':='
  | '|'
  | '('
  | ')'
  | 'character'
  | 'string'
  | 'raw string'
  | 'rune'
  | 'number'
  | 'complex'
  | 'boolean'
  | 'identifier'
  | 'variable'
  | 'field'
  | '.'
  | 'error'
  | 'end of text';

/** A lexical item of a template of Go. */
export interface TemplateItem {
  readonly type: TemplateItemType;
  /** The text of the item; the reason for an `error`. */
  readonly text: string;
}

/** Why Go refuses a template. */
export class TemplateError extends Error {}
