import { createHash, randomBytes } from 'node:crypto';
import type { BringUp, EgressRequest, LabDescription } from '../../lab';
import {
  addonName,
  readHostNetworks,
  layOutLab,
  manifestsOf,
  probeHost,
  selectDelayed,
  generateSecrets,
} from '../../lab';
import type { NetworkPlan } from '../../plan';
import type { Manifest } from '../../synth/render-chart';
import type { LabUpCall } from './collect-ingredients';
import { collectIngredients } from './collect-ingredients';
import { renderGatewayCrds } from './gateway-crds';

/** A lab that can be made, and the manifests that are applied in it. */
export interface PreparedLab {
  readonly bringUp: BringUp;
  readonly manifests: readonly Manifest[];
}

/**
 * Prepares everything that a lab is made from. Changes nothing on this machine.
 *
 * @param program words that start this program again
 * @throws LabError that names everything that is missing
 */
export async function prepareLab(
  plan: NetworkPlan,
  options: LabUpCall,
  program: readonly string[],
): Promise<PreparedLab> {
  const { files, manifests, manifestImages, k3s, archives, registries } = await collectIngredients(
    plan,
    options,
  );
  const host = await probeHost(k3s);
  const egress = options.egress ? { egress: await egressRequest(options) } : {};
  const layout = layOutLab({ plan, host, k3s, manifestImages, ...(archives && { archives }), ...egress });
  const secrets = await generateSecrets(layout.secrets, layout.configMaps);
  const crds = layout.gatewayCrds ? renderGatewayCrds() : '';
  const deployed = options.apply === 'auto-deploy' ? manifestsOf({ output: files, secrets, crds }) : {};
  const description: LabDescription = {
    ...{ layout, host, k3s, apply: options.apply },
    addons: checksums(deployed),
    ...(plan.flannel.backend === 'none' && { standInCni: plan.clusterCidr.map(String) }),
  };
  const token = randomBytes(16).toString('hex');
  const delayed = options.apply === 'auto-deploy' ? selectDelayed(manifests) : [];
  const given = { description, output: files, secrets, crds, delayed, token, program };
  return { bringUp: { ...given, ...(registries && { registries }) }, manifests };
}

async function egressRequest({ overlap = false }: LabUpCall): Promise<EgressRequest> {
  return { hostNetworks: await readHostNetworks(), overlap };
}

/** SHA-256 of each file, by the name of its Addon. */
function checksums(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      addonName(name),
      createHash('sha256').update(text).digest('hex'),
    ]),
  );
}
