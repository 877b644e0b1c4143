import { App } from 'cdk8s';
import { MetalLbChart, MetalLbConfigChart, MetalLbCrdsChart, NamespacesChart } from 'k3s-netstack';

const app = new App();

// The files are applied in the order of their names.
new NamespacesChart(app, '00-namespaces', { metallb: true });
new MetalLbCrdsChart(app, '10-metallb-crds', { bgpBackend: 'frr-k8s' });
new MetalLbChart(app, '20-metallb', { bgpBackend: 'frr-k8s' });

// Apply it when MetalLB's controller runs: its webhook checks these objects.
new MetalLbConfigChart(app, '30-metallb-config', {
  pools: [
    { name: 'lan', addresses: ['10.0.0.100-10.0.0.150'] },
    { name: 'public', addresses: ['203.0.113.0/28'], autoAssign: false },
  ],
  l2Advertisements: [{ name: 'lan', ipAddressPools: ['lan'] }],
  peers: [{ name: 'router', myASN: 64512, peerASN: 64513, peerAddress: '10.0.0.1' }],
  bgpAdvertisements: [{ name: 'public', ipAddressPools: ['public'] }],
});

app.synth();
