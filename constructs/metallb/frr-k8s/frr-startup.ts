/**
 * The files that FRR starts with. bgpd does not listen (`-p 0`): FRR opens the sessions, and another BGP process may use
 * port 179. 90,000,000 bytes is the size of zebra's netlink buffer, for nodes with many routes. `-K 120` keeps the routes
 * in the kernel for two minutes while zebra restarts.
 *
 * @see https://docs.frrouting.org/en/latest/setup.html#daemons-configuration-file
 */
const DAEMONS = `\
bgpd=yes
bfdd=yes
vtysh_enable=yes
zebra_options="-A 127.0.0.1 -K 120 -s 90000000 --limit-fds 100000"
staticd_options="-A 127.0.0.1 --limit-fds 100000"
bgpd_options="-A 127.0.0.1 -p 0 --limit-fds 100000"
bfdd_options="-A 127.0.0.1 --limit-fds 100000"
`;

/** The configuration of FRR until frr-k8s writes another. */
const FRR_CONF = `\
frr version 8.0
frr defaults traditional
hostname Router
line vty
log stdout informational
`;

/** The files in /etc/frr by name. */
export const FRR_STARTUP: Readonly<Record<string, string>> = {
  daemons: DAEMONS,
  'frr.conf': FRR_CONF,
  'vtysh.conf': 'service integrated-vtysh-config\n',
};
