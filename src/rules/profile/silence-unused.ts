import type { RulePage } from '../../diagnostics';

export const silenceUnused: RulePage = {
  id: 'silence-unused',
  severity: 'hint',
  title: 'silence entry without a finding',
  why: 'The finding is gone. The entry would hide it if it came back.',
  fix: 'Remove the entry.',
};
