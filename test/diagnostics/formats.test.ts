import { createColors } from 'picocolors';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics';
import { FORMATS } from '../../src/diagnostics/formats';
import { PAGES } from '../../src/rules/registry';

const HOSTILE: Diagnostic = {
  file: 'a\u001b[31m\u009b1m\u202e\n/x.yaml',
  line: 1,
  column: 1,
  rule: 'invalid-value',
  severity: 'error',
  path: 'nodes[0]',
  message: 'is wrong.',
  hint: 'Write another.',
};

describe.each(Object.entries(FORMATS))('the format %s', (name, format) => {
  test('prints no control character of a file name', () => {
    const text = format([HOSTILE], { colors: createColors(false), pages: PAGES });
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    if (name === 'json') expect(JSON.parse(text)).toEqual([HOSTILE]);
  });
});
