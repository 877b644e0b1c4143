import { pathOf } from '../../diagnostics';
import { listLoadBalancerServices } from '../../plan';
import { describeInstaller, findInstaller, runsInInstallation, titleOf } from '../../running';
import { quoteCommand } from '../../terminal/quote-command';
import { formatAdoptHint } from '../adopt-hint';
import type { LiveRule } from '../live-rule';

export const liveAddressTaken: LiveRule = {
  id: 'live-address-taken',
  severity: 'error',
  title: 'A running Service has an address that the profile fixes for another Service',
  why: 'MetalLB assigns an address to the first Service that requests it. The Service of the profile stays pending.',
  fix: 'Delete the running Service, or fix another address in the profile.',
  *compare({ plan, running }) {
    const planned = listLoadBalancerServices(plan).filter(({ servedBy }) => servedBy === 'metallb');
    for (const { title, name, namespace, loadBalancerIPs, allowSharedIp } of planned) {
      if (allowSharedIp !== undefined) continue;
      for (const address of loadBalancerIPs) {
        const holder = running
          .ofKind('Service')
          .find(
            ({ metadata, status }) =>
              !(metadata.name === name && metadata.namespace === namespace) &&
              status?.loadBalancer?.ingress?.some(({ ip }) => ip === address.toString()) === true,
          );
        if (holder === undefined) continue;
        const installer = findInstaller(holder, running);
        const isHandedOver = runsInInstallation(holder, running, 'traefik');
        yield {
          path: pathOf(address),
          message: `${titleOf(holder)}, installed by ${describeInstaller(installer)}, has ${address.toString()}, which the profile fixes for ${title}.`,
          hint: isHandedOver
            ? formatAdoptHint(plan, installer)
            : `Fix another address in the profile, or delete the Service: ${quoteCommand(['kubectl', '-n', holder.metadata.namespace ?? 'default', 'delete', 'service', holder.metadata.name])}.`,
        };
      }
    }
  },
};
