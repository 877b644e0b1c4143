import { formatOwnCommand } from '../terminal/own-command';

/** Files of a repository that holds profiles, by path. */
export function listRepositoryFiles(version: string): Readonly<Record<string, string>> {
  const run = `npx --yes --package k3s-netstack@${version} netstack`;
  return {
    '.gitignore': 'dist/\nnode_modules/\n',
    '.github/workflows/netstack.yml': `name: netstack
on: [push, pull_request]
permissions:
  contents: read
jobs:
  netstack:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: ${run} validate --format github
      - run: ${run} synth
`,
    'README.md': `# Networks of our k3s clusters

One file in \`profiles/\` is the network of one cluster.
\`${formatOwnCommand('validate')}\` checks the profiles.
\`${formatOwnCommand('synth')}\` writes \`dist/<cluster>\`: node files and manifests.
CI runs both on every push. \`${formatOwnCommand('verify', 'CLUSTER')}\` compares a running cluster with its profile.
`,
  };
}
