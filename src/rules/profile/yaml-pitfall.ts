import type { RulePage } from '../../diagnostics';

export const yamlPitfall: RulePage = {
  id: 'yaml-pitfall',
  severity: 'error',
  title: 'Value that YAML parsers read differently',
  why:
    'YAML 1.1 and YAML 1.2 disagree: yes, no, on and off are booleans or strings, 010 is eight or ten, 1:30 is ninety ' +
    'or a string. The value on the cluster would depend on the parser.',
  fix: 'Put strings in quotes. Write true or false for booleans, and plain decimal numbers.',
};
