import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { redactForms, redactJson, redactText } from '../../../src/verify/bundle';

const SECRET = 'planted99planted';
const PEM_BASE64 = Buffer.from(
  `-----BEGIN PRIVATE KEY-----\n${SECRET}\n-----END PRIVATE KEY-----\n`,
).toString('base64');

/** Secrets as nodes, logs and configuration files have them. */
const TEXTS: Readonly<Record<string, string>> = {
  'an access key in an environment file': `AWS_SECRET_ACCESS_KEY=${SECRET}`,
  'an API key with an underscore': `API_KEY=${SECRET}`,
  'a variable without a separator': `PGPASSWORD=${SECRET}`,
  'an abbreviated variable': `export MYSQL_PWD=${SECRET} x`,
  'a value with separators': `password: a;${SECRET},b`,
  'a quoted value with a quote': String.raw`password: "a\"${SECRET}"`,
  'a block scalar': `password: |\n  ${SECRET}\n  ${SECRET}\nnext: 1`,
  'a variable of a manifest': `env:\n  - name: CF_DNS_API_TOKEN\n    value: ${SECRET}\n`,
  'a variable in one line': `env: [{ name: CF_DNS_API_TOKEN, value: ${SECRET} }]`,
  'a flag in one item and its value in the next': `args:\n  - --token\n  - ${SECRET}\n`,
  'a flag after a flag without a value': `server --debug --token ${SECRET}`,
  'the short flag of k3s': `/usr/local/bin/k3s agent -s https://10.0.0.1:6443 -t ${SECRET}`,
  'an assignment in a flag': `helm install --set=adminPassword=${SECRET}`,
  'an assignment after a word': `msg token="${SECRET} x"`,
  'a WireGuard key': `[Interface]\nPrivateKey = ${SECRET}=\n`,
  'a preshared WireGuard key': `PresharedKey = ${SECRET}=`,
  'a parameter of a URL': `https://hooks.example.net/x?a=b&access_token=${SECRET}&c=d`,
  'a password with an at sign in a URL': `postgres://k3s:a@${SECRET}@10.0.0.5/k`,
  'a token as the user of a URL': `https://${SECRET}@git.example.net/x`,
  'a webhook of Slack': `https://hooks.slack.com/services/T00000000/B00000000/${SECRET}`,
  'a user of curl': `curl -u admin:${SECRET} https://example.net`,
  'a header with a scheme of its own': `Authorization: token ${SECRET}`,
  'a short basic header': `Authorization: Basic ${SECRET.slice(0, 6)}`,
  'a header in a log': `time="x" Authorization="Bearer ${SECRET}"`,
  'a header with an API key': `X-Api-Key: ${SECRET}`,
  'a cookie': `Set-Cookie: sid=${SECRET}; Path=/`,
  'escaped JSON in a log': String.raw`level=info msg="body {\"token\":\"${SECRET}\"}"`,
  'lines of JSON': `{"a":1}\n{"token":"${SECRET}"}`,
  'a registry in JSON': `{"auths":{"registry":{"auth":"${SECRET}"}}}`,
  'a neighbour of FRR': ` neighbor 10.0.0.1 password ${SECRET}`,
  'a session of BIRD': `password "${SECRET}";`,
  'a TSIG key of CoreDNS': `tsig {\n  secret id.example. ${SECRET}==\n}`,
  'an SHA-1 of htpasswd': `admin:{SHA}${SECRET}=`,
  'a token of GitHub': `github_pat_${SECRET}${SECRET}`,
  'a key of age': `AGE-SECRET-KEY-1${SECRET.toUpperCase()}`,
  'a connection string': `AccountKey=${SECRET};Endpoint=x`,
  'a field below a name': `credentials:\n  account: a\n  code: ${SECRET}\nnext: 1\n`,
  'a field far below a name': `s3:\n  credentials:\n    eu:\n      - code: "${SECRET}"\n`,
  'a list below a name': `tokens:\n- ${SECRET}\nnext: 1`,
  'an object on one line': `credentials: { account: a, code: ${SECRET} }`,
  'an object on several lines': `x: 1\n"credentials": {\n  "code": "${SECRET}",\n  "n": 1\n}`,
  'a PEM key in base64': `tls: ${PEM_BASE64}`,
};

/** Secrets in fields of objects. */
const OBJECTS: Readonly<Record<string, object>> = {
  'a variable': { env: [{ name: 'API_KEY', value: SECRET }] },
  'the word after a flag': { args: ['--api_key', SECRET] },
  'the word after the short flag of k3s': { command: ['k3s', 'agent', '-t', SECRET] },
  'a script': { args: ['sh', '-c', `curl -H "X-Auth-Token: ${SECRET}" example.net`] },
  'a file of a key': { kind: 'ConfigMap', data: { 'tls.key': SECRET } },
  'an annotation': { metadata: { annotations: { 'example.com/api-token': SECRET } } },
  'a header of a probe': { httpHeaders: [{ name: 'Authorization', value: SECRET }] },
  'a header of a Middleware': { headers: { customRequestHeaders: { 'X-Api-Key': SECRET } } },
  'a list of tokens': { tokens: [SECRET] },
  'a field of an object': { credentials: { eu: { account: 'a', codes: [SECRET] } } },
  'a reference with a value': { credentials: { name: 'a', code: SECRET } },
  'a number': { password: 99_999_999 },
};

describe('redaction removes', () => {
  test.each(Object.entries(TEXTS))('%s', (_, text) => {
    const redacted = redactText(text);
    expect(redacted).toContain('REDACTED');
    for (const part of [SECRET.slice(0, 6), SECRET.toUpperCase(), PEM_BASE64.slice(40, 60)])
      expect(redacted).not.toContain(part);
  });

  test.each(Object.entries(OBJECTS))('%s', (_, object) => {
    const redacted = JSON.stringify(redactJson(object));
    expect(redacted).toContain('REDACTED');
    expect(redacted).not.toMatch(/planted|9999/);
  });
});

describe('redaction', () => {
  test.each([
    ['node-ip: 10.0.0.11\nflannel-iface: eth0\ntls-san:\n- k3s.home.arpa\n'],
    ['secretName: whoami-tls'],
    ['# the token of the cluster is in a file\ntoken-file: /etc/k3s/token'],
    [
      '-A KUBE-SERVICES -d 10.43.0.10/32 -p udp -m comment --comment "kube-system/kube-dns:dns" -j KUBE-SVC-1',
    ],
    ['[{"ifname":"eth0","mtu":1500}]'],
    ['no authentication token was found'],
    ['tls:\n  secret:\n    secretName: whoami-tls\n'],
    ['secret: { name: users }'],
    ['secret:\n  secretName: a\n  items:\n    - key: b\n      path: c\nnext: 1'],
    ['secret:\n  description: The name of a Secret.\n  type: string\n'],
    ['token:\nnode-ip: 10.0.0.11\n'],
    ['--accesslog.fields.headers.names.authorization=drop'],
    ['--tracing.otlp.http.headers.Authorization=$(COLLECTOR_AUTHORIZATION)'],
    ['--api-token $(API_TOKEN)'],
    ['- "--api-token=$(API_TOKEN)"'],
    ['net.ipv4.tcp_syncookies = 1'],
    ['kubectl --kubeconfig /etc/rancher/k3s/k3s.yaml get secrets -A'],
    ['-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'],
  ])('keeps %j', (text) => expect(redactText(text)).toBe(text));

  test('keeps the names of Secrets in a profile', () => {
    const profile = 'traefik: { dashboard: { authSecret: users } }\nurl: https://me:planted@host/\n';
    expect(redactForms(profile)).toBe(profile.replace('planted', 'REDACTED'));
    const argument = 'extraArguments: ["--tracing.otlp.http.headers.Authorization=$(COLLECTOR)"]\n';
    expect(redactForms(argument)).toBe(argument);
  });

  test.each(globSync('profiles/*.yaml'))('keeps all of %s', (file) => {
    const profile = readFileSync(file, 'utf8');
    expect(redactForms(profile)).toBe(profile);
  });

  test.each(globSync('__snapshots__/*/manifests/*.yaml'))('keeps all of %s', (file) => {
    const objects = parseAllDocuments(readFileSync(file, 'utf8')).map((one) => one.toJS() as unknown);
    expect(redactJson(objects)).toEqual(objects);
  });

  test('keeps the references to Secrets of objects', () => {
    const spec = {
      basicAuth: { secret: 'dashboard-users', removeHeader: true },
      tls: [{ secretName: 'whoami-tls' }],
      passwordSecret: { name: 'bgp' },
      volumes: [{ secret: { secretName: 'a', defaultMode: 420, items: [{ key: 'b', path: 'c' }] } }],
      sticky: { cookie: { name: 'a', secure: true, maxAge: 60 } },
      schema: { properties: { secret: { type: 'string', description: 'The name of a Secret.' } } },
      automountServiceAccountToken: false,
    };
    expect(redactJson(spec)).toEqual(spec);
  });

  test('keeps the names of the keys of a Secret, and removes the values of a list of Secrets', () => {
    const list = { kind: 'SecretList', items: [{ metadata: { name: 'a' }, data: { key: 'eA==' } }] };
    expect(redactJson(list)).toEqual({
      kind: 'SecretList',
      items: [{ metadata: { name: 'a' }, data: { key: 'REDACTED' } }],
    });
  });
});
