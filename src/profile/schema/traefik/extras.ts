import * as z from 'zod';
import { list, secretName, text } from '../scalars';

/** @see https://doc.traefik.io/traefik/reference/install-configuration/configuration-options/ */
const argument = text(/^--[A-Za-z][^=\s]*(?:=[^\0\n]*)?$/, 'an argument as --name=value', {
  description: 'An argument of Traefik, as --name=value.',
  examples: ['--providers.kubernetescrd.labelselector=tier=edge'],
});

export const extraArguments = list(argument)
  .default([])
  .describe(
    'Further arguments of Traefik, behind those that other keys decide. $(NAME) is a variable of envSecrets.',
  );

export const envSecrets = list(secretName)
  .default([])
  .describe('Secrets beside Traefik whose keys become its environment variables.');

/** @see https://github.com/traefik/traefik-helm-chart/blob/master/traefik/VALUES.md */
export const chartValues = z
  .record(z.string(), z.unknown())
  .default({})
  .describe('Packaged Traefik: further values of its chart, none that another key decides.')
  .meta({ examples: [{ deployment: { terminationGracePeriodSeconds: 90 } }] });
