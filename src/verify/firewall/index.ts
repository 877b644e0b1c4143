export * from './iptables';
export * from './nftables';
export * from './packet';
export * from './ruleset';
export * from './find-drop';
