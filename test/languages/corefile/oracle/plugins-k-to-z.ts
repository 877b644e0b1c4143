import type { Random } from './random';
import * as w from './words';
import type { MakeUse } from './write-use';
import { fallthrough, line, maybe, needing, some, upstream, use, zones } from './write-use';

function rewriteRule(r: Random): string {
  const mode = maybe(r, `${r.pick(['stop', 'continue', 'STOP'])} `, 30);
  return `${mode}${r.pick(REWRITES)}`;
}

const REWRITES = [
  'name a.test b.test',
  'name exact a.test b.test',
  'name exact a.test b.test answer auto',
  'name suffix .a.test .b.test',
  'name suffix .a.test .b.test answer auto',
  'name prefix a- b-',
  'name substring x y',
  'name REGEX ^(.*)\\.a\\.test\\.$ {1}.b.test',
  'name regex ^(.*)\\.a\\.test\\.$ {1}.b.test answer name (.*)\\.b\\.test {1}.a.test',
  'name regex a b answer auto',
  'name regex (a)(b) {2}{1} answer value (.*) {1} answer name x y',
  'name regex a b answer auto answer value x y',
  'class CH IN',
  'class ch in',
  'type A AAAA',
  'type any TXT',
  'edns0 nsid set',
  'edns0 local set 0xffee 0x61626364',
  'edns0 local replace 0xffee hello',
  'edns0 local set 65001 {client_ip}',
  'edns0 local append 0o17 {a/b} revert',
  'edns0 subnet set 24 56',
  'edns0 subnet replace 0x18 128 revert',
  'edns0 nsid unset',
  'edns0 local unset 0xffee',
  'edns0 subnet unset',
  'EDNS0 NSID Append revert',
  'ttl a.test 30',
  'ttl exact a.test 30-60',
  'ttl regex .* -300',
  'ttl suffix .a.test 10-',
  'cname a.test b.test',
  'cname regex (.*)\\.a\\.test {1}.b.test',
  'cname exact a b',
  'rcode a.test SERVFAIL NOERROR',
  'rcode exact a.test 2 nxdomain',
  'rcode regex .* REFUSED 0',
];

/** How to write each plugin, from K to Z. What needs files, networks or accounts is left out. */
export const PLUGINS_K_TO_Z: Readonly<Record<string, MakeUse>> = {
  kubernetes: use(
    (r) => `kubernetes ${r.pick(['other.local', 'other.local in-addr.arpa ip6.arpa', 'a.test 10.0.0.0/24'])}`,
    (r) => `pods ${r.pick(['disabled', 'insecure', 'verified'])}`,
    () => 'endpoint_pod_names',
    () => 'endpoint https://10.0.0.1:6443',
    (r) => `ttl ${r.pick(['0', '30', '3600'])}`,
    (r) =>
      `labels ${r.pick(['app=web', 'environment in (production, staging), !canary', 'a==b,c notin (d)', 'x', 'k8s.io/a in ()'])}`,
    (r) => `namespaces ${some(r, w.text)}`,
    (r) => `ignore ${maybe(r, 'empty_service')}`,
    (r) => `startup_timeout ${w.duration(r)}`,
    (r) => `apiserver_qps ${r.pick(['0', '1.5', '1e2', '0x1p3'])}`,
    (r) => `apiserver_burst ${w.count(r)}`,
    (r) => `apiserver_max_inflight ${w.count(r)}`,
    fallthrough,
    () => 'zonal',
  ),
  loadbalance: (r) =>
    r.chance(30)
      ? use(
          () => 'loadbalance weighted /etc/coredns/weights',
          (one) => `reload ${w.duration(one)}`,
        )(r)
      : use(
          (one) => `loadbalance ${maybe(one, 'round_robin')}`,
          (one) => `prefer ${some(one, w.network)}`,
        )(r),
  local: use(
    () => 'local',
    (r) => `localhost_prefix ${r.pick(['on', 'off'])}`,
  ),
  log: use(
    (r) => `log ${r.pick(['', '.', 'a.test', 'a.test b.test', '. {combined}', 'a.test "{remote} {name}"'])}`,
    (r) => `class ${some(r, (one) => one.pick(['all', 'success', 'denial', 'error']))}`,
  ),
  loop: line(() => 'loop'),
  metadata: line((r) => `metadata ${zones(r)}`),
  minimal: line(() => 'minimal'),
  multisocket: line((r) => `multisocket ${r.pick(['', '1', '4', '+2'])}`),
  nomad: use(
    (r) => `nomad ${maybe(r, 'service.nomad')}`,
    () => 'address http://10.0.0.1:4646 https://a.test',
    (r) => `${r.pick(['token', 'TOKEN'])} x`,
    (r) => `ttl ${r.pick(['0', '3600'])}`,
    () => 'filter "a == b"',
  ),
  nsid: line((r) => `nsid ${r.several(0, 3, () => w.text(r)).join(' ')}`),
  on: line(
    (r) => `on ${r.pick(['startup', 'SHUTDOWN'])} ${r.pick(['/bin/true', '"echo a b"', "sh -c 'x y'"])}`,
  ),
  pprof: use(
    (r) => `pprof ${maybe(r, w.listen(r))}`,
    (r) => `block ${maybe(r, w.count(r))}`,
  ),
  prometheus: use(
    (r) => `prometheus ${maybe(r, w.listen(r))}`,
    () => 'tls /etc/tls.yml',
  ),
  proxyproto: use(
    () => 'proxyproto',
    (r) => `allow ${some(r, w.network)}`,
    (r) => `default ${r.pick(['use', 'IGNORE', 'reject', 'skip'])}`,
    (r) => `udp_session_tracking ${w.duration(r)} ${maybe(r, '100')}`,
  ),
  quic: use(
    () => 'quic',
    () => 'max_streams 16',
    () => 'worker_pool_size 1024',
  ),
  ready: use(
    (r) => `ready ${maybe(r, w.listen(r))}`,
    (r) => `monitor ${r.pick(['until-ready', 'continuously'])}`,
  ),
  reload: line((r) => `reload ${r.pick(['', '2s', '30s', '30s 0', '1m 15s', '10s 1s'])}`),
  rewrite: (r) => {
    const rule = rewriteRule(r);
    return r.chance(85) ? [`rewrite ${rule}`] : ['rewrite {', `    ${rule}`, '}'];
  },
  root: line((r) => `root ${w.file(r)}`),
  route53: use(
    () => 'route53',
    () => 'aws_access_key a b',
    () => 'aws_endpoint http://10.0.0.1',
    (r) => `credentials x ${maybe(r, w.file(r))}`,
    (r) => `refresh ${r.pick(['30', '30s', '5m'])}`,
    fallthrough,
    upstream,
  ),
  secondary: needing(
    1,
    (r) => `secondary ${zones(r)}`,
    (r) =>
      `transfer from ${some(r, (one) => one.pick(['10.0.0.1', '10.0.0.1:5353', 'fd00::1', '[fd00::1]:53']))}`,
    (r) => `catalog ${zones(r)}`,
    fallthrough,
  ),
  shed: line(() => 'shed'),
  sign: use(
    (r) => `sign /etc/coredns/custom/a.db ${zones(r)}`,
    (r) => `directory ${w.file(r)}`,
  ),
  template: use(
    (r) => `template ${r.pick(['IN', 'ANY', 'CH'])} ${w.type(r)} ${zones(r)}`,
    (r) => `match ${some(r, w.regexp)}`,
    (r) => `answer ${some(r, w.goTemplate, 2)}`,
    (r) => `additional ${w.goTemplate(r)}`,
    (r) => `authority ${w.goTemplate(r)}`,
    (r) => `rcode ${w.rcode(r)}`,
    (r) => `ederror ${r.pick(['0', '21', '65535'])} ${maybe(r, '"not here"')}`,
    fallthrough,
    upstream,
  ),
  timeouts: needing(
    1,
    () => 'timeouts',
    (r) => `read ${r.pick(['1s', '10', '24h', '1m30s'])}`,
    (r) => `write ${r.pick(['5s', '60'])}`,
    (r) => `idle ${r.pick(['5s', '86400'])}`,
    (r) => `maxtcpqueries ${r.pick(['-1', '1', '100'])}`,
  ),
  tls: needing(
    1,
    () => 'tls',
    () => 'acme dns.example.org *.example.org',
    () => 'email a@example.org',
    () => 'ca https://10.0.0.1/dir',
  ),
  trace: use(
    (r) => `trace ${r.pick(['', '10.0.0.1:9411', 'zipkin 10.0.0.1:9411', 'DataDog localhost:8126'])}`,
    (r) => `every ${r.pick(['1', '100'])}`,
    (r) => `service ${w.text(r)}`,
    (r) => `client_server ${r.pick(['', 'true', 'F'])}`,
    (r) => `datadog_analytics_rate ${r.pick(['', '0.5', '1'])}`,
    (r) => `zipkin_max_backlog_size ${w.count(r)}`,
    (r) => `zipkin_max_batch_size ${w.count(r)}`,
    (r) => `zipkin_max_batch_interval ${w.duration(r)}`,
  ),
  transfer: needing(
    1,
    (r) => `transfer ${zones(r)}`,
    (r) => `to ${some(r, (one) => one.pick(['*', '10.0.0.1', '10.0.0.1:5353', '[fd00::1]:53']))}`,
    (r) => `source ${w.ip(r)}`,
  ),
  tsig: use(
    (r) => `tsig ${zones(r)}`,
    () => 'secret a.test. NoTCJU+DMqFWywaPyxSijrDEA/eC3nK0xi3AMEZuPVk=',
    (r) => `require ${r.pick(['all', 'none', 'AXFR IXFR', 'A'])}`,
    (r) => `require_opcode ${r.pick(['all', 'NOTIFY UPDATE'])}`,
  ),
  view: needing(
    1,
    () => 'view x',
    (r) =>
      `expr ${r.pick(["incidr(client_ip(), '10.0.0.0/8')", 'true', "type() in ['A', 'AAAA'] && name() != 'x.'", "port() == '53' || do()"])}`,
    () => "expr metadata('a/b') startsWith 'x'",
  ),
  whoami: line(() => 'whoami'),
};
