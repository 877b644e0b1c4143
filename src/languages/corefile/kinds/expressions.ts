import { parseGoTemplate } from '../go/template';
import { compileGoRegexp, countBytes, MAX_REGEXP_BYTES } from '../go/regexp';
import type { ArgumentKind } from '../plugin-grammar';

/** A regular expression of Go. */
export const REGEXP: ArgumentKind = {
  title: 'a regular expression',
  findFault(text) {
    if (countBytes(text) > MAX_REGEXP_BYTES) {
      return { message: 'is too long', hint: `CoreDNS takes ${MAX_REGEXP_BYTES} bytes at most. Shorten it.` };
    }
    const compiled = compileGoRegexp(text);
    if ('regexp' in compiled) return undefined;
    return {
      message: `is not a regular expression of Go: ${compiled.reason}`,
      hint: 'Go (RE2) has no look-ahead, look-behind and back references. Correct the expression.',
    };
  },
};

/** A template of Go, in which CoreDNS has one function of its own. */
export const GO_TEMPLATE: ArgumentKind = {
  title: 'a template',
  findFault(text) {
    const reason = parseGoTemplate(text, ['parseInt']);
    return reason === undefined
      ? undefined
      : {
          message: `is not a template of Go: ${reason}`,
          hint: 'Write a record in quotes, such as "{{ .Name }} 60 IN A 10.0.0.1".',
        };
  },
};
