import type { RulePage } from '../../diagnostics';

export const yamlSyntax: RulePage = {
  id: 'yaml-syntax',
  severity: 'error',
  title: 'File is not one valid YAML document',
  why:
    'With a tab, a missing colon, a duplicate key or a second document, parsers fail or read different parts of the ' +
    'file. The file must be in UTF-8.',
  fix: 'Check the line in the message and the line before it.',
};
