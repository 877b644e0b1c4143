import { App } from 'cdk8s';
import { CoreDnsChart } from 'k3s-netstack';

const app = new App();

// The ConfigMap coredns-custom, which the CoreDNS of k3s imports.
new CoreDnsChart(app, 'coredns', {
  mode: 'packaged',
  options: {
    zones: [
      {
        zone: 'home.arpa',
        forward: { to: ['10.0.0.1'] },
        hosts: [{ name: 'nas.home.arpa', addresses: ['10.0.0.20'] }],
      },
      { zone: 'apps.home.arpa', wildcard: { addresses: ['10.0.0.100'] } },
    ],
    rewrite: [{ match: 'exact', from: 'git.example.org', to: 'gitea.git.svc.cluster.local' }],
  },
});

app.synth();
