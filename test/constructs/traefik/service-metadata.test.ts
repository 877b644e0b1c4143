import { describe, expect, test } from 'vitest';
import type { ServiceOptions } from '../../../constructs/traefik';
import {
  serviceAddressing,
  serviceAnnotations,
  serviceLabels,
} from '../../../constructs/traefik/service-metadata';

const everything: Required<ServiceOptions> = {
  loadBalancerIPs: ['10.0.0.100', 'fd00::100'],
  ipAddressPool: 'lan',
  allowSharedIp: 'edge',
  loadBalancerClass: 'metallb.example/lan',
  lbpool: 'edge',
  externalTrafficPolicy: 'Local',
  ipFamilyPolicy: 'RequireDualStack',
  ipFamilies: ['IPv6', 'IPv4'],
  annotations: { 'external-dns.alpha.kubernetes.io/hostname': 'edge.example' },
  labels: { tier: 'edge' },
  type: 'NodePort',
};

describe('the Service of Traefik', () => {
  test('every option has its field', () => {
    expect(serviceAnnotations(everything)).toEqual({
      'metallb.io/loadBalancerIPs': '10.0.0.100,fd00::100',
      'metallb.io/address-pool': 'lan',
      'metallb.io/allow-shared-ip': 'edge',
      'external-dns.alpha.kubernetes.io/hostname': 'edge.example',
    });
    expect(serviceLabels(everything)).toEqual({
      'svccontroller.k3s.cattle.io/lbpool': 'edge',
      tier: 'edge',
    });
    expect(serviceAddressing(everything)).toEqual({
      loadBalancerClass: 'metallb.example/lan',
      externalTrafficPolicy: 'Local',
      ipFamilyPolicy: 'RequireDualStack',
      ipFamilies: ['IPv6', 'IPv4'],
    });
  });

  test('options that are not set have no field', () => {
    expect(serviceAnnotations({})).toEqual({});
    expect(serviceLabels({})).toEqual({});
    expect(serviceAddressing({})).toEqual({});
    expect(serviceAddressing({ loadBalancerIPs: ['10.0.0.1', 'fd00::1'] })).toEqual({});
  });

  test('addresses of one family make a Service of that family', () => {
    expect(serviceAddressing({ loadBalancerIPs: ['10.0.0.1'] })).toEqual({
      ipFamilyPolicy: 'SingleStack',
      ipFamilies: ['IPv4'],
    });
    expect(serviceAddressing({ loadBalancerIPs: ['fd00::1'] })).toEqual({
      ipFamilyPolicy: 'SingleStack',
      ipFamilies: ['IPv6'],
    });
  });

  test('unless an option sets another', () => {
    const loadBalancerIPs = ['10.0.0.1'];
    expect(serviceAddressing({ loadBalancerIPs, ipFamilyPolicy: 'PreferDualStack' })).toEqual({
      ipFamilyPolicy: 'PreferDualStack',
    });
  });
});
