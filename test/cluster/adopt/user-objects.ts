/** Objects that a user of a cluster has made: a Service with an address of MetalLB, and routes through Traefik. */
export const USER_OBJECTS = `
apiVersion: v1
kind: Namespace
metadata: { name: web }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: echo, namespace: web }
spec:
  replicas: 2
  selector: { matchLabels: { app: echo } }
  template:
    metadata: { labels: { app: echo } }
    spec:
      containers:
        - { name: echo, image: docker.io/traefik/whoami:v1.11.0, args: [--port=8080] }
---
apiVersion: v1
kind: Service
metadata:
  name: echo
  namespace: web
  annotations: { metallb.io/loadBalancerIPs: 10.60.0.105 }
spec:
  type: LoadBalancer
  selector: { app: echo }
  ports: [{ port: 80, targetPort: 8080 }]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: echo, namespace: web }
spec:
  ingressClassName: traefik
  rules:
    - host: ingress.home.arpa
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: echo, port: { number: 80 } } } }] }
`;

export const USER_ROUTE = `
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: echo, namespace: web }
spec:
  entryPoints: [web]
  routes:
    - { match: Host(\`route.home.arpa\`), kind: Rule, services: [{ name: echo, port: 80 }] }
`;

/** As MetalLB's own documentation has it. */
export const USER_POOL = `
apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata: { name: first-pool, namespace: metallb-system }
spec: { addresses: [10.60.0.100-10.60.0.110] }
---
apiVersion: metallb.io/v1beta1
kind: L2Advertisement
metadata: { name: first-pool, namespace: metallb-system }
spec: { ipAddressPools: [first-pool] }
`;

/** The HelmChartConfig of a user, in the auto-deploy directory. */
export const USER_CHART_CONFIG = `apiVersion: helm.cattle.io/v1
kind: HelmChartConfig
metadata:
  name: traefik
  namespace: kube-system
spec:
  valuesContent: |-
    service:
      annotations:
        metallb.io/loadBalancerIPs: 10.60.0.101
    additionalArguments:
      - "--log.level=INFO"
`;
