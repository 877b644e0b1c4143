import { describe, expect, test } from 'vitest';
import { armedNode, ReturningNode } from './returning-node';

describe("flannel's interfaces after a return", () => {
  test("deletes flannel's interfaces that were not there before, while k3s is stopped", () => {
    const node = armedNode();
    node.interfaces('lo', 'eth0', 'flannel.1', 'flannel.7', 'flannel-v6.7', 'flannel-wg', 'flannelx', 'cni0');
    node.uptime(130);
    node.run('check');
    expect(node.calls).toEqual([
      'systemctl stop k3s',
      ...['flannel.7', 'flannel-v6.7', 'flannel-wg'].map((name) => `ip link delete ${name}`),
      ...['systemctl daemon-reload', 'systemctl restart k3s'],
    ]);
    expect(node.read('result')).toBe('returned');
  });

  test('keeps the interfaces of the oldest network when it is armed again', () => {
    const node = armedNode();
    node.interfaces('lo', 'flannel.1', 'flannel.7');
    node.run('arm');
    node.uptime(1000);
    node.run('check');
    expect(node.calls).toContain('ip link delete flannel.7');
    expect(node.calls).not.toContain('ip link delete flannel.1');
  });

  test('deletes every interface of flannel where there was none, and k3s did not run', () => {
    const node = new ReturningNode();
    node.interfaces('lo', 'eth0');
    node.put('state', 'stopped\n');
    node.run('arm');
    node.change();
    node.interfaces('lo', 'eth0', 'flannel.1');
    node.uptime(1000);
    node.run('check');
    expect(node.calls).toEqual(['systemctl stop k3s', 'ip link delete flannel.1', 'systemctl stop k3s']);
  });

  test('deletes no interface where no file has changed: k3s keeps running', () => {
    const node = new ReturningNode();
    node.run('arm');
    node.interfaces('lo', 'flannel.1', 'flannel.7');
    node.uptime(1000);
    node.run('check');
    expect(node.calls).toEqual(['systemctl is-active k3s']);
  });
});
