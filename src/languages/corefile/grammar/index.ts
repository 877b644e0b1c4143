import type { PluginGrammar } from '../plugin-grammar';
import { acl } from './acl';
import { any } from './any';
import { auto } from './auto';
import { autopath } from './autopath';
import { azure } from './azure';
import { bind } from './bind';
import { bufsize } from './bufsize';
import { cache } from './cache';
import { cancel } from './cancel';
import { chaos } from './chaos';
import { clouddns } from './clouddns';
import { debug } from './debug';
import { dns64 } from './dns64';
import { dnssec } from './dnssec';
import { dnstap } from './dnstap';
import { erratic } from './erratic';
import { errors } from './errors';
import { etcd } from './etcd';
import { file } from './file';
import { forward } from './forward';
import { geoip } from './geoip';
import { grpcServer } from './grpc-server';
import { grpc } from './grpc';
import { header } from './header';
import { health } from './health';
import { hosts } from './hosts';
import { https } from './https';
import { https3 } from './https3';
import { k8sExternal } from './k8s-external';
import { kubernetes } from './kubernetes';
import { loadbalance } from './loadbalance';
import { local } from './local';
import { log } from './log';
import { loop } from './loop';
import { metadata } from './metadata';
import { minimal } from './minimal';
import { multisocket } from './multisocket';
import { nomad } from './nomad';
import { nsid } from './nsid';
import { on } from './on';
import { pprof } from './pprof';
import { prometheus } from './prometheus';
import { proxyproto } from './proxyproto';
import { quic } from './quic';
import { ready } from './ready';
import { reload } from './reload';
import { rewrite } from './rewrite';
import { root } from './root';
import { route53 } from './route53';
import { secondary } from './secondary';
import { shed } from './shed';
import { sign } from './sign';
import { template } from './template';
import { timeouts } from './timeouts';
import { tls } from './tls';
import { trace } from './trace';
import { transfer } from './transfer';
import { tsig } from './tsig';
import { view } from './view';
import { whoami } from './whoami';

/**
 * The plugins of the standard build, which is the one that k3s packages.
 *
 * @see https://github.com/coredns/coredns/blob/master/plugin.cfg
 */
const ALL: readonly PluginGrammar[] = [
  acl,
  any,
  auto,
  autopath,
  azure,
  bind,
  bufsize,
  cache,
  cancel,
  chaos,
  clouddns,
  debug,
  dns64,
  dnssec,
  dnstap,
  erratic,
  errors,
  etcd,
  file,
  forward,
  geoip,
  grpcServer,
  grpc,
  header,
  health,
  hosts,
  https,
  https3,
  k8sExternal,
  kubernetes,
  loadbalance,
  local,
  log,
  loop,
  metadata,
  minimal,
  multisocket,
  nomad,
  nsid,
  on,
  pprof,
  prometheus,
  proxyproto,
  quic,
  ready,
  reload,
  rewrite,
  root,
  route53,
  secondary,
  shed,
  sign,
  template,
  timeouts,
  tls,
  trace,
  transfer,
  tsig,
  view,
  whoami,
];

/** The grammar of every plugin, by its name. */
export const PLUGIN_GRAMMARS: ReadonlyMap<string, PluginGrammar> = new Map(ALL.map((one) => [one.name, one]));
