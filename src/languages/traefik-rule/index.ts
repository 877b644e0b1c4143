export * from './parse-rule';
export * from './problem-text';
export * from './rule';
export type { RuleProblem } from './rule-problem';
export * from './traefik-needed';
