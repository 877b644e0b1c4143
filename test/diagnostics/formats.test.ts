import { readFileSync } from 'node:fs';
import { createColors } from 'picocolors';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics';
import { describePage, formatMore } from '../../src/diagnostics';
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
    if (name === 'json')
      expect(JSON.parse(text)).toEqual([{ ...HOSTILE, explain: 'npx --no netstack explain invalid-value' }]);
  });
});

describe('where to read more', () => {
  const context = { colors: createColors(false), pages: PAGES };

  test('is part of annotations and of SARIF', () => {
    expect(FORMATS.github([HOSTILE])).toContain('%0AMore: npx --no netstack explain invalid-value\n');
    expect(FORMATS.sarif([HOSTILE], context)).toContain('More: npx --no netstack explain invalid-value');
  });

  test('is a command until the docs are published, then also a URL', () => {
    expect(describePage('rules', 'x')).toEqual({ explain: 'npx --no netstack explain x' });
    expect(describePage('rules', 'x', 'https://docs.example.org/')).toEqual({
      explain: 'npx --no netstack explain x',
      url: 'https://docs.example.org/rules/x.html',
    });
    expect(formatMore('checks', 'x')).toBe('npx --no netstack explain x');
    expect(formatMore('checks', 'x', 'https://docs.example.org')).toBe(
      'https://docs.example.org/checks/x.html',
    );
  });

  test.each(PAGES.map(({ id }) => id))('the section of the rule %s is on the page', (id) => {
    expect(readFileSync('docs/rules.md', 'utf8')).toContain(`\n### ${id}\n`);
  });
});
