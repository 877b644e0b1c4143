import type { RulePage } from '../../diagnostics';

export const yamlSyntax: RulePage = {
  id: 'yaml-syntax',
  severity: 'error',
  title: 'The file is not one valid YAML document',
  why:
    'A tab, a missing colon, a key that stands twice or a second document: a reader of YAML either gives up or ' +
    'takes half of the file, and two readers take different halves.',
  fix: 'Look at the line that is named and at the one before it.',
};
