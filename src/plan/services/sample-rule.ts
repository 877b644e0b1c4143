import type { SampleIngressRoute } from '../model';
import { remembered } from '../../evaluation/remembered';
import type { RuleResult } from '../../languages/traefik-rule';
import { parseRule } from '../../languages/traefik-rule';

/** The rule of an IngressRoute, read. */
export const sampleRule = remembered(({ match }: SampleIngressRoute): RuleResult => parseRule(match, 'http'));
