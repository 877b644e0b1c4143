import type { RunningLab } from './running-lab';

const PEM = (body: string, kind = 'PRIVATE KEY') =>
  `-----BEGIN ${kind}-----\n${body}\n-----END ${kind}-----\n`;

/** Where a text has a planted secret: `planted` and two digits. */
const PLANTED_SECRET = /planted\d\d/g;

/** A configuration file, as someone might keep it beside CoreDNS's. */
const NOTES = [
  '[Interface]\nPrivateKey = planted01AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  'PresharedKey = planted02AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  PEM('planted03planted03', 'RSA PRIVATE KEY'),
  PEM('planted04planted04', 'OPENSSH PRIVATE KEY'),
  'admin:$2y$05$planted05planted05planted05',
  'users: |\n  password: |\n    planted06',
  'hook: https://hooks.example.net/in?access_token=planted07&x=1',
  'tsig {\n  secret id.example. planted08planted08==\n}',
  ' neighbor 10.0.0.1 password planted09',
].join('\n');

/** A pod that is never scheduled. */
const POD = {
  ...{ apiVersion: 'v1', kind: 'Pod' },
  metadata: {
    ...{ name: 'bundle-secrets', namespace: 'default' },
    annotations: {
      'example.com/api-token': 'planted10',
      'example.com/request': 'GET / Authorization: Bearer planted11planted11',
      'example.com/tls': Buffer.from(PEM('planted12')).toString('base64'),
    },
  },
  spec: {
    nodeSelector: { 'example.com/none': 'none' },
    containers: [
      {
        ...{ name: 'main', image: 'docker.io/traefik/whoami:v1.11.0' },
        command: ['sh', '-c', 'curl -H "X-Auth-Token: planted13" -u admin:planted14 https://example.net'],
        args: ['--token', 'planted15', '--set=adminPassword=planted16', '--api_key=planted17'],
        env: [
          { name: 'AWS_SECRET_ACCESS_KEY', value: 'planted18' },
          { name: 'PGPASSWORD', value: 'planted19' },
          { name: 'DATABASE_URL', value: 'postgres://k3s:planted20@10.0.0.5/app' },
        ],
      },
    ],
  },
};

const SECRET = {
  ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'bundle-secrets', namespace: 'default' } },
  stringData: { key: 'planted21' },
};

/** A file beside the node file; k3s reads it at its next start, and it is gone then. */
const NODE_FILE = '/etc/rancher/k3s/config.yaml.d/99-bundle-secrets.yaml';
const CONFIG = [
  `token: K10${'ab'.repeat(32)}::server:planted22`,
  'agent-token: planted23 with spaces',
  'datastore-endpoint: mysql://k3s:planted24@tcp(10.0.0.5:3306)/k3s',
  'etcd-s3-secret-key: planted25',
].join('\n');

const RULE = 'INPUT -m comment --comment "token=planted26"';

/** Marks of the places: they are in a bundle without the secrets, because verify reads them. */
export const READ_PLACES = [
  'bundle-secrets',
  'AWS_SECRET_ACCESS_KEY',
  'agent-token',
  'example.com/api-token',
];

/** Writes secrets where verify reads: objects, node files, a firewall rule and an interface of one node. */
export async function plantSecrets(lab: RunningLab, node: string): Promise<void> {
  for (const object of [POD, SECRET])
    await lab.shell('client', `kubectl apply -f - <<'EOF'\n${JSON.stringify(object)}\nEOF`);
  await lab.kubectl('annotate', 'node', node, 'example.com/password=planted27');
  await patchNotes(lab, NOTES);
  await lab.shell(node, `mkdir -p $(dirname ${NODE_FILE}) && cat > ${NODE_FILE} <<'EOF'\n${CONFIG}\nEOF`);
  await lab.shell(node, `iptables -w -A ${RULE}`);
  await lab.shell(node, 'ip link set lo alias "secret=planted28"');
}

export async function removeSecrets(lab: RunningLab, node: string): Promise<void> {
  await lab.kubectl(
    '-n',
    'default',
    'delete',
    'pod/bundle-secrets',
    'secret/bundle-secrets',
    '--grace-period=0',
  );
  await lab.kubectl('annotate', 'node', node, 'example.com/password-');
  await patchNotes(lab, null);
  await lab.shell(node, `rm -f ${NODE_FILE}`);
  await lab.shell(node, `iptables -w -D ${RULE}`);
  await lab.shell(node, 'ip link set lo alias ""');
}

/** CoreDNS imports no key without a suffix of its own. A cluster without the ConfigMap has no place for them. */
async function patchNotes(lab: RunningLab, notes: string | null): Promise<void> {
  const found = await lab.kubectl(
    '-n',
    'kube-system',
    'get',
    'configmap',
    'coredns-custom',
    '--ignore-not-found',
  );
  if (found === '') return;
  const patch = JSON.stringify({ data: { 'notes.txt': notes } });
  await lab.kubectl('-n', 'kube-system', 'patch', 'configmap', 'coredns-custom', '--patch', patch);
}

/** Every planted secret in a text, also in what is base64 in it. */
export function findSecrets(text: string): readonly string[] {
  const decoded = (text.match(/[\w+/-]{12,}={0,2}/g) ?? []).map((one) =>
    Buffer.from(one, 'base64').toString('latin1'),
  );
  return [...new Set([text, ...decoded].flatMap((one) => one.match(PLANTED_SECRET) ?? []))].sort();
}
