import type { ChartKeys } from './chart-generation';
import type { EntryPoint, EntryPointSettings, TrustOptions } from './entry-point-options';
import { PORTS } from './entry-points';
import { tlsValues } from './packaged-certificates';
import type { TraefikOptions } from './traefik-options';
import type { Values } from './values';
import { mergeValues, nestValues } from './values';

/** The chart's `ports`: only the values that the options set. */
export function packagedPorts(options: TraefikOptions, keys: ChartKeys): Values {
  const { web = {}, websecure = {}, entryPoints = [] } = options;
  const others = entryPoints.some(({ protocol }) => protocol !== 'UDP');
  // With additional entryPoints, routers that name none would use all of them, without TLS.
  const asDefault = others ? true : undefined;
  const own = {
    web: mergeValues(
      {
        asDefault,
        exposedPort: web.exposedPort,
        expose: exposeValues('web', options),
        ...trustValues(web),
        ...outsideValues(web),
      },
      redirectValues(web.httpsRedirect, keys),
    ),
    websecure: mergeValues(
      {
        asDefault,
        exposedPort: websecure.exposedPort,
        expose: exposeValues('websecure', options),
        ...trustValues(websecure),
        ...outsideValues(websecure),
        http3: http3Values(websecure.http3, websecure.exposedPort),
        // By number: Helm may lose the name of the port when HTTP/3, which has the same number, is added or removed.
        targetPort: websecure.http3 === undefined ? undefined : PORTS.websecure,
      },
      websecure.tls === undefined ? {} : nestValues([[[...keys.http, 'tls'], tlsValues(websecure.tls)]]),
    ),
  };
  return {
    ...own,
    ...Object.fromEntries(entryPoints.map((each) => [each.name, furtherValues(each, options)])),
  };
}

function redirectValues(httpsRedirect: boolean | undefined, keys: ChartKeys): Values {
  if (httpsRedirect !== true) return {};
  const to = { to: 'websecure', scheme: 'https', permanent: true };
  return nestValues([[[...keys.http, 'redirections', 'entryPoint'], to]]);
}

/** A response header announces the port of HTTP/3 to clients; the chart's default is the port of the pod. */
function http3Values(http3: boolean | undefined, exposedPort = 443): Values | undefined {
  return http3 === true ? { enabled: true, advertisedPort: exposedPort } : undefined;
}

function furtherValues(entryPoint: EntryPoint, options: TraefikOptions): Values {
  const { port, exposedPort = port, protocol = 'TCP' } = entryPoint;
  const trusted = entryPoint.protocol === 'UDP' ? {} : trustValues(entryPoint);
  const expose = { default: true, ...exposeValues(entryPoint.name, options) };
  return { port, expose, exposedPort, protocol, ...trusted, ...outsideValues(entryPoint) };
}

/** The additional Services that expose an entryPoint. */
function exposeValues(name: string, { additionalServices = [] }: TraefikOptions): Values {
  const exposing = additionalServices.filter(({ entryPoints = ['web', 'websecure'] }) =>
    entryPoints.includes(name),
  );
  return Object.fromEntries(exposing.map((service) => [service.name, true]));
}

function outsideValues({ nodePort, hostPort }: Pick<EntryPointSettings, 'nodePort' | 'hostPort'>): Values {
  return { nodePort, hostPort };
}

function trustValues({ forwardedHeaders, proxyProtocol }: TrustOptions): Values {
  return {
    forwardedHeaders: forwardedHeaders && { trustedIPs: [...forwardedHeaders.trustedIPs] },
    proxyProtocol: proxyProtocol && { trustedIPs: [...proxyProtocol.trustedIPs] },
  };
}
