import type { ExtraFlag } from '../../plan/k3s-extra';
import { listElements, listExtraFlags } from '../../plan/k3s-extra';
import { isSecretFlag } from '../../releases/k3s-flags';
import type { NetworkRule } from '../network-rule';

/** Words in the name of an argument whose value is a secret; a name that ends so holds the path of a file. */
const SECRET_NAME = /(?:^|[-_])(?:token|password|passwd|secret|secret-key|access-key|api-key)=/i;

/** `scheme://user:password@host` */
const PASSWORD_IN_URL = /:\/\/[^/\s:@]*:[^/\s@]+@/;

export const k3sExtraSecret: NetworkRule = {
  id: 'k3s-extra-secret',
  severity: 'error',
  title: 'Secret among the further k3s keys',
  why:
    'Profiles and the files that are generated from them are kept in version control and shown in reviews. A secret ' +
    'in one of them is known to everyone who can read the repository.',
  fix: 'Remove it here, and write it to a file of its own in /etc/rancher/k3s/config.yaml.d/ on the machine.',
  check(plan, report) {
    for (const extra of listExtraFlags(plan)) {
      const reason = findSecret(extra);
      if (reason === undefined) continue;
      report({
        path: extra.path,
        message: `The key "${extra.key}" of k3s ${reason}, and a profile holds no secrets.`,
        hint: 'Everyone who can read the profile would know it. Write it to a file of its own in /etc/rancher/k3s/config.yaml.d/ on the machine.',
      });
    }
  },
};

function findSecret(extra: ExtraFlag): string | undefined {
  if (isSecretFlag(extra.flag)) return 'is a secret';
  for (const { text } of listElements(extra)) {
    if (PASSWORD_IN_URL.test(text)) return 'has a URL with a password';
    if (SECRET_NAME.test(text)) return 'has an argument whose name is that of a secret';
  }
  return undefined;
}
