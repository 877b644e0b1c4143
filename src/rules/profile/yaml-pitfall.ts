import type { RulePage } from '../../diagnostics';

export const yamlPitfall: RulePage = {
  id: 'yaml-pitfall',
  severity: 'error',
  title: 'A value that readers of YAML take for different things',
  why:
    'YAML 1.1, which k3s reads, and YAML 1.2 disagree: yes, no, on and off are booleans or words, 010 is eight or ' +
    'ten, 1:30 is ninety or a text. What reaches the cluster would depend on who read the file last.',
  fix: 'Put texts in quotes; write true or false for booleans and plain decimal numbers for numbers.',
};
