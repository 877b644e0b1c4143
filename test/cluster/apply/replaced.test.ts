import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeLab } from '../lab/describe-lab';
import { eventually, expectHealthy, formatFinding } from '../lab/expectations';
import { killAt } from '../lab/kill-at';
import { expectOutput, netstack } from '../lab/netstack';
import type { RunningLab } from '../lab/running-lab';

const NODES = ['pi1', 'pi2', 'pi3', 'pi4'];

const CLASS = 'metallb:\n  loadBalancerClass: metallb.io/metallb\n';

describeLab('what a change replaces', 'profiles/pikube.yaml', { apply: 'kubectl' }, (lab) => {
  const apply = () => ['apply', lab().profile, '--yes', '--deadline', '240'];
  const edit = (from: string | RegExp, to: string) => {
    const text = readFileSync(lab().profile, 'utf8');
    expect(text.replace(from, to)).not.toBe(text);
    writeFileSync(lab().profile, text.replace(from, to));
  };
  const applyAll = async (checks: readonly string[] = []) => {
    const output = await netstack(...apply());
    expectOutput(output, 'apply');
    expectOutput(await netstack('synth', lab().profile, '--output', lab().dist), 'synth');
    await eventually(() => (checks.length > 0 ? expectPassed(lab(), checks) : expectHealthy(lab())), 60);
    return output;
  };

  it.each([
    ['another VNI', 'flannel: { backend: vxlan }', 'flannel: { backend: vxlan, vni: 7 }', 'flannel.7'],
    ['another backend', 'flannel: { backend: vxlan, vni: 7 }', 'flannel: { backend: host-gw }', ''],
  ])("flannel's interface, with %s", async (_, from, to, names) => {
    edit(from, to);
    // Pods keep the MTU that they were created with.
    await applyAll(['flannel-device', 'flannel-routes', 'overlay-ping']);
    const script = "sed -n 's/^ *\\(flannel[^:]*\\):.*/\\1/p' /proc/net/dev";
    for (const node of NODES) expect(await lab().shell(node, script)).toBe(names === '' ? '' : `${names}\n`);
  });

  // The Services are created in the order of the files: Traefik, then the sample.
  it.each([
    ['after it deleted them', /kubectl apply .*netstack-\d+-traefik\.k8s/, [false, false]],
    ['after it created the first again', /kubectl apply .*netstack-\d+-samples\.k8s/, [true, false]],
    ['after it created both again', /^verify$/, [true, true]],
  ])('Services with another class, the apply killed %s: none is deleted twice', async (_, line, created) => {
    const isClassless = !readFileSync(lab().profile, 'utf8').includes(CLASS);
    edit(isClassless ? 'metallb:\n' : CLASS, isClassless ? CLASS : 'metallb:\n');
    const before = await readServices(lab());
    expect(await killAt(line, apply())).toBe('killed');
    const killed = await readServices(lab());
    expect(killed.map((uid) => uid !== '')).toEqual(created);
    for (const [index, uid] of killed.entries()) expect(uid).not.toBe(before[index]);
    const output = await applyAll();
    const after = await readServices(lab());
    for (const [index, uid] of killed.entries())
      if (uid === '') expect(after[index]).not.toBe('');
      else expect(after[index], output.stderr).toBe(uid);
    const deleted = output.stderr.split('\n').filter((text) => / delete service /.test(text));
    console.log(`killed ${_}: ${killed.join(' ')}; then ${after.join(' ')}; ${deleted.join(', ')}`);
    for (const [index, name] of ['traefik', 'echo'].entries())
      if (created[index] === true) expect(deleted.join()).not.toContain(` ${name}`);
  });

  it('CoreDNS, standalone in place of the packaged one; the way back is refused before anything changes', async () => {
    edit('  mode: packaged\n', '  mode: standalone\n');
    await applyAll();
    edit('  mode: standalone\n  # The router', '  mode: packaged\n  # The router');
    const output = await netstack(...apply());
    expect(output.status).toBe(1);
    expect(output.stdout).toContain('k3s creates its Service kube-dns only after the old one is deleted');
    await eventually(() => expectPassed(lab(), ['coredns-answers']), 60);
  });
});

/** Some checks pass: those of what a change does not leave for a person. */
async function expectPassed(lab: RunningLab, checks: readonly string[]): Promise<void> {
  const findings = await lab.verify('--only', checks.join(','));
  expect(findings.filter(({ outcome }) => outcome !== 'passed').map(formatFinding)).toEqual([]);
  expect(findings.length).toBeGreaterThan(0);
}

/** The UIDs of the Services of Traefik and of the sample; empty where there is none. */
function readServices(lab: RunningLab): Promise<readonly string[]> {
  const uid = ['-o', 'jsonpath={.metadata.uid}', '--ignore-not-found'];
  return Promise.all([
    lab.kubectl('-n', 'traefik', 'get', 'service', 'traefik', ...uid),
    lab.kubectl('-n', 'samples', 'get', 'service', 'echo', ...uid),
  ]);
}
