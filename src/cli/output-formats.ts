/** The forms of `netstack plan`. */
export const PLAN_FORMATS = ['text', 'markdown', 'json', 'html'] as const;

export type PlanFormat = (typeof PLAN_FORMATS)[number];

/** The forms of `netstack rules`. */
export const RULE_FORMATS = ['human', 'json', 'markdown'] as const;

export type RuleFormat = (typeof RULE_FORMATS)[number];
