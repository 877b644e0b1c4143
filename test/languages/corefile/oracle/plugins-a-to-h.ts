import type { Random } from './random';
import * as w from './words';
import type { MakeUse } from './write-use';
import { fallthrough, line, maybe, needing, some, upstream, use, zones } from './write-use';

function aclAction(r: Random): string {
  const action = r.pick(['allow', 'block', 'filter', 'drop', 'BLOCK']);
  const types = maybe(r, `type ${r.chance(20) ? '*' : some(r, w.type)}`);
  const nets = maybe(r, `${r.pick(['net', 'NET'])} ${r.chance(20) ? '*' : some(r, w.networkOrIp)}`);
  return `${action} ${r.chance(50) ? `${types} ${nets}` : `${nets} ${types}`}`;
}

function staleOption(r: Random): string {
  const words = [
    '',
    '1h',
    '30s immediate',
    '1h verify',
    '1h verify 200ms',
    '1h verify 1s 30s',
    '1h VERIFY 1s 30s 5m',
  ];
  return `serve_stale ${r.pick([...words, '0s immediate 5s', '1h immediate 0s 10s'])}`;
}

/** How to write each plugin, from A to H. What needs files, networks or accounts is left out. */
export const PLUGINS_A_TO_H: Readonly<Record<string, MakeUse>> = {
  acl: use((r) => `acl ${zones(r)}`, aclAction, aclAction, aclAction),
  any: line(() => 'any'),
  auto: use(
    (r) => `auto ${zones(r)}`,
    (r) => `directory ${w.file(r)} ${maybe(r, '(.*) {1}')}`,
    (r) => `reload ${w.duration(r)}`,
    upstream,
  ),
  autopath: line((r) => `autopath ${zones(r)} ${r.pick(['@kubernetes', '/etc/resolv.conf'])}`),
  azure: use(
    () => 'azure',
    () => 'tenant x',
    () => 'environment AzurePublicCloud',
    () => 'access private',
    fallthrough,
  ),
  bind: use(
    (r) => `bind ${r.pick(['lo', '0.0.0.0 ::1', '127.0.0.1 ::', '::1'])}`,
    (r) => `except ${w.bind(r)}`,
  ),
  bufsize: line((r) => `bufsize ${r.pick(['', '512', '1232', '4096', '01232'])}`),
  cache: use(
    (r) => `cache ${maybe(r, w.seconds(r))} ${zones(r)}`,
    (r) => `success ${w.count(r)} ${r.pick(['', '30', '30 5'])}`,
    (r) => `denial ${w.count(r)} ${r.pick(['', '30', '30 0'])}`,
    (r) => `prefetch ${w.count(r)} ${r.pick(['', '1m', '1m 10%', '0s 90%'])}`,
    staleOption,
    (r) => `servfail ${r.pick(['0', '5s', '5m'])}`,
    (r) => `disable ${r.pick(['success', 'denial'])} ${zones(r)}`,
    () => 'keepttl',
  ),
  cancel: line((r) => `cancel ${maybe(r, w.positive(r))}`),
  chaos: line((r) => `chaos ${r.several(0, 3, () => w.text(r)).join(' ')}`),
  clouddns: use(() => 'clouddns', fallthrough, upstream),
  debug: line(() => 'debug'),
  dns64: (r) =>
    r.chance(50)
      ? [`dns64 ${r.pick(['', '64:ff9b::/96', '2001:db8::/32', 'fd00::/56'])}`.trim()]
      : use(
          () => 'dns64',
          () => 'prefix 64:ff9b::/96',
          () => 'translate_all',
          () => 'allow_ipv4',
        )(r),
  dnssec: use(
    (r) => `dnssec ${zones(r)}`,
    (r) => `cache_capacity ${w.count(r)}`,
  ),
  dnstap: use(
    (r) =>
      `dnstap ${r.pick(['/tmp/x.sock', 'tcp://10.0.0.1:6000', 'tls://a.test:6000 full', 'unix:///x full 4 2', 'listen tcp://:6000'])}`,
    () => 'skipverify',
    (r) => `identity ${w.text(r)}`,
    (r) => `version ${w.text(r)}`,
    (r) => `extra ${w.text(r)}`,
  ),
  erratic: use(
    () => 'erratic',
    (r) => `drop ${maybe(r, w.count(r))}`,
    (r) => `delay ${r.pick(['', '3', '3 50ms'])}`,
    (r) => `truncate ${maybe(r, '2')}`,
    () => 'large',
  ),
  errors: use(
    (r) => `errors ${maybe(r, 'stdout')}`,
    () => 'stacktrace',
    (r) =>
      `consolidate ${w.duration(r)} ${w.regexp(r)} ${r.pick(['', 'warning', 'show_first', 'info show_first'])}`,
    (r) => `consolidate ${w.duration(r)} ${w.regexp(r)}`,
  ),
  etcd: use(
    (r) => `etcd ${zones(r)}`,
    () => 'path /skydns',
    () => 'endpoint http://10.0.0.1:2379 http://10.0.0.2:2379',
    (r) => `min-lease-ttl ${r.pick(['30', '30s', '1h'])}`,
    (r) => `max-lease-ttl ${r.pick(['30', '24h', '""'])}`,
    fallthrough,
    upstream,
    () => 'stubzones',
  ),
  file: use(
    (r) => `file /etc/coredns/custom/${r.pick(['a', 'b'])}.db ${zones(r)}`,
    (r) => `reload ${w.positive(r)} ${maybe(r, 'x', 10)}`,
    () => 'reload_by_mtime',
    upstream,
    fallthrough,
  ),
  forward: use(
    (r) => `forward ${w.zone(r)} ${some(r, w.server, 4)}`,
    (r) => `except ${some(r, w.zone)}`,
    (r) => `max_fails ${w.seconds(r).replace('+', '')}`,
    (r) => `max_connect_attempts ${r.pick(['0', '3'])}`,
    (r) => `health_check ${w.duration(r)} ${r.pick(['', 'no_rec', 'domain a.test', 'no_rec domain a.test'])}`,
    (r) => `expire ${r.pick(['10s', '0', '1m'])}`,
    (r) => `max_age ${r.pick(['0', '1m', '1h'])}`,
    (r) => `max_idle_conns ${w.count(r)}`,
    (r) => `read_timeout ${w.positive(r)}`,
    (r) => `policy ${r.pick(['random', 'round_robin', 'sequential'])}`,
    (r) => `max_concurrent ${w.count(r)}`,
    (r) => `next ${some(r, w.rcode).toLowerCase()}`,
    (r) => `failover ${r.pick(['SERVFAIL', 'refused servfail'])}`,
    (r) => `resolver ${r.pick(['10.0.0.1', '10.0.0.1:53', '[fd00::1]:53'])}`,
    (r) => `source_address ${w.ip(r)}`,
    (r) => `doh_method ${r.pick(['GET', 'POST'])}`,
    ...['force_tcp', 'prefer_udp', 'next_on_nodata', 'failfast_all_unhealthy_upstreams', 'tls'].map(
      (one) => () => one,
    ),
    (r) => `tls_servername ${w.domain(r)}`,
  ),
  grpc: use(
    (r) =>
      `grpc ${w.zone(r)} ${some(r, r.pick([() => '10.0.0.1:443', () => '[fd00::1]:443', () => '10.0.0.2']))}`,
    (r) => `except ${some(r, w.zone)}`,
    () => 'tls',
    () => 'tls_servername a.test',
    (r) => `policy ${r.pick(['random', 'round_robin', 'sequential'])}`,
    fallthrough,
  ),
  grpc_server: use(
    () => 'grpc_server',
    (r) => `max_streams ${w.count(r)}`,
    (r) => `max_connections ${w.count(r)}`,
  ),
  header: needing(
    1,
    () => 'header',
    (r) =>
      `${r.pick(['query', 'response', 'Response'])} ${r.pick(['set', 'CLEAR'])} ${r.pick(['aa', 'ra rd', 'AA'])}`,
    () => 'response clear ra',
  ),
  health: use(
    (r) => `health ${maybe(r, w.listen(r))}`,
    (r) => `lameduck ${w.duration(r)}`,
  ),
  hosts: use(
    (r) => `hosts ${maybe(r, `${w.file(r)} ${zones(r)}`)}`,
    (r) => `${w.ip(r)} ${some(r, w.domain)}`,
    (r) => `${w.ip(r)} ${some(r, w.domain)}`,
    (r) => `ttl ${r.pick(['1', '60', '65535', '060'])}`,
    () => 'no_reverse',
    (r) => `reload ${w.duration(r)}`,
  ),
  https: use(
    () => 'https',
    (r) => `max_connections ${w.count(r)}`,
  ),
  https3: use(
    () => 'https3',
    (r) => `max_connections ${w.count(r)}`,
    (r) => `max_streams ${w.count(r)}`,
  ),
};
