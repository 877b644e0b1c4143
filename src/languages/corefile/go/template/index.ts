import { TemplateError } from './template-item';
import { TemplateParser } from './template-parser';

/** Functions that every template of Go has. */
const BUILT_IN =
  'and call html index slice js len not or print printf println urlquery eq ge gt le lt ne'.split(' ');

/**
 * Parses a template of Go's `text/template`. Returns why Go refuses it; undefined if it does not. `functions`: those
 * that it has besides the built-in ones. `name`: its own name, which no definition in it may have.
 */
export function parseGoTemplate(
  text: string,
  functions: readonly string[] = [],
  name = '',
): string | undefined {
  try {
    new TemplateParser(text, new Set([...BUILT_IN, ...functions]), name).parse();
    return undefined;
  } catch (error) {
    if (error instanceof TemplateError) return error.message;
    // Nested deeper than this machine's stack, but not than Go's.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
