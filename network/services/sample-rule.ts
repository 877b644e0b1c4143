import type { SampleIngressRoute } from '../plan';
import { remembered } from '../remembered';
import type { RuleResult } from '../traefik-rule';
import { parseRule } from '../traefik-rule';

/** The rule of an IngressRoute, read. */
export const sampleRule = remembered(({ match }: SampleIngressRoute): RuleResult => parseRule(match, 'http'));
