import * as z from 'zod';
import { strictObject } from './strict-object';

const LABEL_KEY = /^(?:[a-z0-9][-a-z0-9.]{0,252}\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

export const monitoring = strictObject(() => ({
  labels: z
    .record(z.string().regex(LABEL_KEY), z.string().regex(LABEL_VALUE))
    .default({})
    .describe('Labels of the objects, by which your Prometheus selects them.')
    .meta({ examples: [{ release: 'kube-prometheus-stack' }] }),
  certificateDays: z
    .int()
    .min(1)
    .max(365)
    .default(14)
    .describe('Days left of a certificate of Traefik that trigger an alert, 1-365.'),
})).describe('Monitors and alerts for a Prometheus Operator, in a file of their own. Default: none.');
