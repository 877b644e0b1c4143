import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Traefik, TraefikCrdsChart, TraefikDashboard, TraefikNamespace } from 'k3s-netstack';

/** A chart can combine the package's constructs with your own objects. */
class IngressChart extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { disableResourceNameHashes: true });
    new TraefikNamespace(this, 'namespace');
    new Traefik(this, 'traefik', {
      dashboard: true,
      service: { loadBalancerIPs: ['10.0.0.100'] },
      web: { httpsRedirect: true },
    });
    // Create the Secret yourself: kubectl -n traefik create secret generic dashboard-users --from-file=users
    new TraefikDashboard(this, 'dashboard', { host: 'traefik.home.arpa', authSecret: 'dashboard-users' });
  }
}

const app = new App();
new TraefikCrdsChart(app, '10-traefik-crds');
new IngressChart(app, '20-ingress');
app.synth();
