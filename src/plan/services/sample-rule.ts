import type { SampleIngressRoute } from '../model';
import { memoize } from '../../evaluation/memoize';
import type { RuleResult } from '../../languages/traefik-rule';
import { parseRule } from '../../languages/traefik-rule';

/** The rule of an IngressRoute, read. */
export const parseSampleRule = memoize(({ match }: SampleIngressRoute): RuleResult =>
  parseRule(match, 'http'),
);
