import type { NetworkPlan } from '../plan';
import type { Installer } from '../running';
import { formatOwnCommand } from '../terminal/own-command';
import { quoteCommand } from '../terminal/quote-command';

/** What to do about an object of another installer. */
export function formatAdoptHint({ cluster }: NetworkPlan, installer: Installer): string {
  const command = formatOwnCommand('adopt', cluster);
  switch (installer.kind) {
    case 'flux':
      return `Suspend it first (${quoteCommand(['flux', 'suspend', ...installer.words])}), and remove the objects from its source. Then "${command}" hands them over.`;
    case 'argocd':
      return `Turn off automated sync of application ${installer.application} first, and remove the objects from its source. Then "${command}" hands them over.`;
    default:
      return `"${command}" prints the steps that hand it over, and executes them with --yes.`;
  }
}
