import type { ChartKeys } from './chart-generation';
import type { PackagedTraefikProps } from './packaged-traefik-props';
import { serviceAddressing, serviceAnnotations, serviceLabels, sharedService } from './service-metadata';
import type { AdditionalService, ServiceOptions } from './service-options';
import { servicePorts } from './service-ports';
import type { Values } from './values';
import { mergeValues, nestValues } from './values';

/** The chart's `service`. */
export function packagedService(props: PackagedTraefikProps, keys: ChartKeys): Values {
  const { additionalServices = [] } = props;
  const further = additionalServices.map((one) => [one.name, furtherValues(one, keys)] as const);
  return {
    single: servicePorts(props).udp.length > 0 ? false : undefined,
    ...serviceValues(sharedService(props), keys),
    additionalServices: Object.fromEntries(further),
  };
}

function furtherValues(service: AdditionalService, keys: ChartKeys): Values {
  return serviceValues({ ...service, type: service.type ?? 'LoadBalancer' }, keys);
}

/** The addresses are in `spec`, which overrides k3s's values in every version of the chart. */
function serviceValues(service: ServiceOptions, keys: ChartKeys): Values {
  const { type } = service;
  const values = {
    annotations: serviceAnnotations(service),
    labels: serviceLabels(service),
    spec: serviceAddressing(service),
  };
  return type === undefined ? values : mergeValues(values, nestValues([[keys.serviceType, type]]));
}
