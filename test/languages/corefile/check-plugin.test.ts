import { describe, expect, test } from 'vitest';
import { checkSnippet } from '../../../src/languages/corefile';

/** Problems of a plugin in a zone of its own, as `line:column consequence message`; the plugin is on line 1. */
const problems = (plugin: string, coredns = '1.14.7') =>
  checkSnippet(`a.test {\n${plugin}\n}\n`, 'server', coredns).map(
    ({ line, column, consequence, message }) => `${line - 1}:${column} ${consequence} ${message}`,
  );

const hints = (plugin: string) =>
  checkSnippet(`a.test {\n${plugin}\n}\n`, 'server', '1.14.7').map(({ hint }) => hint);

describe('values that CoreDNS refuses', () => {
  test.each<[string, string]>([
    ['forward . 10.0.0.256', '1:11 refused "10.0.0.256" is not an IP address'],
    ['forward . 10.0.0.0/24', '1:11 refused "10.0.0.0/24" is a network'],
    [
      'forward . udp://10.0.0.1',
      '1:11 refused "udp://10.0.0.1" begins with "udp://", a protocol that CoreDNS does not forward by',
    ],
    ['forward . https://9.9.9.9/dns-query', '1:11 refused "https://9.9.9.9/dns-query" has a path'],
    [`forward . ${Array(16).fill('10.0.0.1').join(' ')}`, '1:146 refused "10.0.0.1" is server number 16'],
    ['forward . 10.0.0.1 {\npolicy fastest\n}', '2:8 refused "fastest" is not a value of "policy"'],
    ['forward . 10.0.0.1 {\nexpire 10\n}', '2:8 refused "10" is not a duration'],
    ['forward . 10.0.0.1 {\nexpire -1s\n}', '2:8 refused "-1s" is out of range'],
    ['forward . 10.0.0.1 {\nmax_fails -1\n}', '2:11 refused "-1" is not a whole number'],
    ['forward . 10.0.0.1 {\nmax_age 5s\n}', '2:1 refused "max_age" is less than "expire"'],
    [
      'forward . 10.0.0.1 {\nnext NXDOMIAN\n}',
      '2:6 refused "NXDOMIAN" is not a response code that CoreDNS knows',
    ],
    ['forward . 10.0.0.1 {\nfailover noerror\n}', '2:10 refused "noerror" is not a failure'],
    [
      'forward . 10.0.0.1 {\nhealth_check 5s norec\n}',
      '2:17 refused "norec" is not an option of "health_check"',
    ],
    ['rewrite name old.home.arpa', '1:9 refused "name" needs two names'],
    [
      'rewrite name regex (a b',
      '1:20 refused "(a" is not a regular expression of Go: missing closing ): `(a`',
    ],
    ['rewrite name regex a {1}', '1:22 refused "{1}" uses more groups than the expression has'],
    [
      'rewrite name exact a.test *.b.test',
      '1:27 refused "*.b.test" is not a name that CoreDNS can rewrite to',
    ],
    ['rewrite nmae a b', '1:9 refused "nmae" is not a type of rewrite'],
    ['rewrite ttl a.test 60-30', '1:20 refused "60-30" ends before it begins'],
    ['rewrite type A AX', '1:16 refused "AX" is not a record type that CoreDNS knows'],
    ['rewrite edns0 subnet set 33 56', '1:26 refused "33" is not a prefix length'],
    ['cache 30 {\nprefetch 3 1m 5%\n}', '2:15 refused "5%" is out of range'],
    ['cache 0', '1:7 refused "0" is out of range'],
    ['cache -1', '1:7 refused "-1" is out of range'],
    ['cache 30 {\nservfail 10m\n}', '2:10 refused "10m" is out of range'],
    ['cache 30 {\nserve_stale 1h sometimes\n}', '2:16 refused "sometimes" is not a value of "serve_stale"'],
    [
      'cache 30 {\nserve_stale_policy prefer_positive\n}',
      '2:1 refused "serve_stale_policy" needs "serve_stale"',
    ],
    ['reload 1s 1s', '1:8 refused "1s" is out of range'],
    ['reload 30s 500ms', '1:12 refused "500ms" is out of range'],
    ['hosts {\n10.0.0.5 nas.a.test\nttl 0\n}', '3:5 refused "0" is out of range'],
    ['hosts {\nttl 1m\n}', '2:5 refused "1m" is not a whole number'],
    ['hosts {\nfallthrough\n10.0.0.1 nas.a.test\n}', '3:1 refused "10.0.0.1" is behind "fallthrough"'],
    ['kubernetes other.local {\npods always\n}', '2:6 refused "always" is not a value of "pods"'],
    ['kubernetes 10.0.0.0/24', '1:1 refused "kubernetes" has no zone but reverse zones'],
    [
      'kubernetes a.local {\nlabels app=\n namespaces x\n namespace_labels y\n}',
      '4:2 refused "namespaces" and "namespace_labels" exclude each other',
    ],
    [
      'kubernetes a.local {\nlabels app in web\n}',
      '2:8 refused "app in web" is not a label selector: a "(" is missing',
    ],
    ['acl {\nblock net 10.0.9.0/40\n}', '2:11 refused "10.0.9.0/40" has no valid prefix length'],
    ['acl {\nblock 10.0.9.0/24\n}', '2:7 refused "10.0.9.0/24" is neither "type" nor "net"'],
    ['acl {\nblock type AX\n}', '2:12 refused "AX" is not a record type that CoreDNS knows'],
    ['acl {\ndeny net *\n}', '2:1 refused "deny" is not an option of "acl"'],
    ['bind 10.0.0.300', '1:6 refused "10.0.0.300" is neither an IP address nor an interface'],
    ['bind ens18', '1:6 refused "ens18" is not an interface of the pod of CoreDNS'],
    ['bind lo 127.0.0.1', '1:9 refused "127.0.0.1" is bound twice'],
    [
      'errors {\nconsolidate 5m (\n}',
      '2:16 refused "(" is not a regular expression of Go: missing closing ): `(`',
    ],
    ['errors {\nconsolidate 5m .* show_first info\n}', '2:30 refused The level is behind "show_first"'],
    ['errors stderr', '1:8 refused "stderr" is not a value of "errors"'],
    [
      'template IN A {\nmatch ^(?=x)\n}',
      '2:7 refused "^(?=x)" is not a regular expression of Go: invalid or unsupported Perl syntax: `(?=`',
    ],
    [
      'template IN A {\nanswer "{{ .Name"\n}',
      '2:8 refused "{{ .Name" is not a template of Go: "{{" is never closed',
    ],
    [
      'template IN A {\nanswer {{ .Name }} 60 IN A 10.0.0.1\n}',
      '2:8 refused "{{" is not a template of Go: "{{" is never closed',
    ],
    ['template IN AX', '1:13 refused "AX" is not a record type that CoreDNS knows'],
    ['template in A', '1:10 refused "in" is not a query class that CoreDNS knows'],
    [
      'template IN A {\nrcode nxdomain\n}',
      '2:7 refused "nxdomain" is not a response code that CoreDNS knows',
    ],
    ['log {\nclass erorr\n}', '2:7 refused "erorr" is not a value of "class"'],
    ['bufsize 100', '1:9 refused "100" is out of range'],
    ['health 8080', '1:8 refused "8080" has no port'],
    ['dns64 64:ff9b::/97', '1:7 refused "64:ff9b::/97" has a prefix length that DNS64 does not have'],
    ['timeouts {\nread 25h\n}', '2:6 refused "25h" is out of range'],
    ['transfer {\nto nas.a.test\n}', '2:4 refused "nas.a.test" is neither an IP address nor one with a port'],
    ['secondary {\ntransfer to 10.0.0.1\n}', '2:10 refused "to" is not a value of "transfer"'],
    ['nomad {\naddress 10.0.0.1:4646\n}', '2:9 refused "10.0.0.1:4646" is not a URL'],
    [
      "view x {\nexpr client_ipp() == 'x'\n}",
      '2:6 refused "client_ipp() == \'x\'" is not an expression: there is no "client_ipp"; "client_ip" is near',
    ],
    ['k8s_external a.test', '1:1 refused "k8s_external" needs "kubernetes" in the same server block'],
  ])('%j', (plugin, expected) => {
    expect(problems(plugin).filter((one) => one.includes(' refused '))).toContain(expected);
  });
});

describe('arguments and options that CoreDNS refuses', () => {
  test.each<[string, string[]]>([
    ['forward .', ['1:1 refused "forward" has 1 argument and needs at least 2']],
    ['forward . 10.0.0.1 {\npolice random\n}', ['2:1 refused "police" is not an option of "forward"']],
    ['forward . 10.0.0.1 {\nforce_tcp yes\n}', ['2:11 refused "force_tcp" takes no argument']],
    ['forward . 10.0.0.1 {\nmax_fails 3 5\n}', ['2:13 refused "5" is one argument too many for "max_fails"']],
    ['cache 30 {\nserve_stale\nprefetch\n}', ['3:1 refused "prefetch" has no argument and needs at least 1']],
    ['loop twice', ['1:6 refused "loop" takes no argument']],
    ['template IN', ['1:1 refused "template" has 1 argument and needs at least 2']],
    ['nsid a {\nb\n}', ['1:8 refused "nsid" takes no braces here']],
    ['whoami {\n}', ['1:8 refused "whoami" takes no argument']],
    [
      'log {\nclass {\nall\n}\n}',
      [
        '2:1 refused "class" has no argument and needs at least 1',
        '2:7 refused An option of "log" has no braces',
      ],
    ],
    ['health { lameduck 5s }', ['1:22 refused "}" is on the line of "lameduck"']],
    ['quic {\nmax_streams 1\nmax_streams 2\n}', ['3:1 refused "max_streams" is there twice']],
  ])('%j', (plugin, expected) => {
    expect(problems(plugin)).toEqual(expected);
  });
});

describe('what CoreDNS accepts', () => {
  test.each([
    ['options side by side', 'forward . 10.0.0.1 {\nmax_fails 3 force_tcp\n}'],
    ['a word option before the brace', 'forward . 10.0.0.1 { policy random }'],
    ['numbers as Go reads them', 'cache +030'],
    ['a second of jitter', 'reload 2s 1s'],
    ['no jitter', 'reload 2s 0'],
    ['addresses without a prefix length', 'acl {\nallow net 10.0.0.1 fd00::1\nblock net *\n}'],
    ['a server by its TLS name', 'forward . tls://9.9.9.9%dns.quad9.net'],
    ['a rewrite in braces', 'rewrite stop {\nname regex ^(.*)\\.a\\.test\\.$ {1}.b.test\nanswer auto\n}'],
    [
      'a template of some lines',
      'template IN A {\nanswer "{{ if .Group.x }}{{ .Name }} 60 IN A 10.0.0.1{{ end }}"\n}',
    ],
    ['an environment variable', 'forward . {$UPSTREAM}'],
  ])('%s', (_, plugin) => {
    expect(problems(plugin).filter((one) => !one.includes(' misleading '))).toEqual([]);
  });
});

describe('what CoreDNS starts with, and does not do', () => {
  test.each<[string, string[]]>([
    [
      'forward . 10.0.0.1:99999',
      ['1:11 broken "10.0.0.1:99999" has no port from 1 to 65535 after the colon'],
    ],
    ['bind 10.0.0.5', ['1:6 broken "10.0.0.5" is not an address of the pod of CoreDNS']],
    ['forward . dns.google', ['1:11 misleading "dns.google" is a host name']],
    ['forward . /etc/upstreams', ['1:11 misleading "/etc/upstreams" is a file']],
    ['cache 30s', ['1:7 misleading "30s" is a zone to CoreDNS, and no time']],
    ['cache 30 *.a.test', ['1:10 misleading "*.a.test" has a wildcard, and zones have none']],
    [
      'hosts {\nnas.a.test 10.0.0.5\n}',
      ['2:1 misleading "nas.a.test" is neither an address nor an option of "hosts"'],
    ],
    ['hosts {\n10.0.0.5\n}', ['2:1 misleading "10.0.0.5" has no name']],
    ['bufsize 512 {\nx\n}', ['1:13 misleading "bufsize" has no options']],
    ['file /x {\nreload 5s 6s\n}', ['2:11 misleading "reload" takes 1 argument at most']],
    ['rewrite name exact a.test', ['1:14 misleading "exact" is a name to CoreDNS here']],
  ])('%j', (plugin, expected) => {
    expect(problems(plugin)).toEqual(expected);
  });
});

describe('what to write instead', () => {
  test.each([
    ['forward . 10.0.0.1 {\npolice random\n}', 'Did you mean "policy"?'],
    ['forward . 10.0.0.1 {\nexpire 10\n}', 'Did you mean "10s"?'],
    ['forward . 10.0.0.256', 'Write an address such as "10.0.0.1", "10.0.0.1:5353" or "tls://9.9.9.9".'],
    ['cache 0', 'Write a whole number of seconds, 1 or more.'],
    ['cache 30 {\nprefetch 3 1m 5%\n}', 'Write a whole number from 10 to 90 and "%".'],
    ['cache 30 {\nprefetch\n}', 'It takes a whole number of queries, a duration and a percentage.'],
    ['hosts {\nttl 0\n}', 'Write a whole number of seconds from 1 to 65535.'],
    ['hosts {\nnas.a.test 10.0.0.5\n}', 'CoreDNS skips the line. Did you mean "10.0.0.5 nas.a.test"?'],
    ['hosts {\nfallthru\n}', 'CoreDNS skips the line. Did you mean "fallthrough"?'],
    ['kubernetes a.local {\npods insecur\n}', 'Did you mean "insecure"?'],
    ['acl {\nblock net 10.0.9.0/40\n}', 'Write a length from 0 to 32 after the "/".'],
    ['template IN AX', 'Did you mean "A"?'],
    ['errors {\nx\n}', 'Its options are stacktrace and consolidate.'],
    ['template IN', 'Write "template IN A home.arpa {".'],
    ['health 8080', 'Did you mean ":8080"?'],
  ])('%j', (plugin, hint) => {
    expect(hints(plugin)[0]).toBe(hint);
  });
});
