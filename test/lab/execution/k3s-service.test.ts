import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { JOURNALCTL_SCRIPT, KEEP_RUNNING, systemctlScript } from '../../../src/lab/execution/k3s-service';

/** Both scripts, with the node's /run in another folder, and a service that counts its starts. */
function session(commands: string, { ready = 'true', service = 'exec sleep 60' } = {}) {
  const inFolder = (script: string) =>
    script.replaceAll('/run/k3s', '"$RUN"/k3s').replaceAll('/etc/systemd/system', '"$RUN"');
  const script = `
RUN=$(mktemp -d)
export RUN
trap 'kill $keeper 2>/dev/null; kill "$(cat $RUN/k3s.pid 2>/dev/null)" 2>/dev/null; rm -rf "$RUN"' EXIT
cat > $RUN/keeper <<'EOF'
${inFolder(KEEP_RUNNING).replace('-lt 25', '-lt 2')}
EOF
cat > $RUN/systemctl <<'EOF'
${inFolder(systemctlScript('agent')).replace('curl -sf http://127.0.0.1:10248/healthz', ready)}
EOF
cat > $RUN/journalctl <<'EOF'
${inFolder(JOURNALCTL_SCRIPT)}
EOF
sh $RUN/keeper sh -c 'echo started >> $RUN/log; ${service}' agent > $RUN/output 2>&1 &
keeper=$!
systemctl() { sh $RUN/systemctl "$@"; }
while [ ! -e $RUN/log ]; do sleep 0.1; done
sleep 0.2
${commands}
`;
  const { status, stdout, stderr } = spawnSync('sh', [], { input: script, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const COUNT = 'wc -l < $RUN/log | tr -d " "';

describe("systemctl of a lab's node", () => {
  test('restarts k3s at once', () => {
    const { status, stdout } = session(
      `systemctl restart k3s-agent; ${COUNT}; systemctl is-active k3s-agent`,
    );
    expect([status, stdout]).toEqual([0, '2\nactive\n']);
  });

  test('a restart fails when k3s exits again and again', () => {
    const { status, stderr } = session('systemctl restart k3s-agent', {
      ...{ ready: 'false', service: 'sleep 1.2' },
    });
    expect([status, stderr]).toEqual([1, 'Job for k3s-agent.service failed.\n']);
  });

  test('keeps k3s stopped until it is started', () => {
    const { status, stdout } = session(
      `systemctl stop k3s-agent; systemctl is-active k3s-agent; echo $?; sleep 1; ${COUNT}; systemctl start k3s-agent; ${COUNT}`,
    );
    expect([status, stdout]).toEqual([0, 'inactive\n3\n1\n2\n']);
  });

  test('refuses other units', () => {
    const { status, stderr } = session('systemctl restart k3s');
    expect(status).toBe(5);
    expect(stderr).toContain('Unit k3s not found');
  });

  test('starts the command line of a unit, or of its drop-in', () => {
    const unit = "[Service]\nExecStart=/bin/sh \\\n\t-c \\\n\t'echo unit; exec sleep 60' \\\n\n";
    const dropIn = "[Service]\nExecStart=\nExecStart=/bin/sh -c 'echo drop-in; exec sleep 60'\n";
    const { stdout } = session(`
cat > $RUN/k3s-agent.service <<'EOF'
${unit}EOF
systemctl restart k3s-agent
mkdir $RUN/k3s-agent.service.d
cat > $RUN/k3s-agent.service.d/90.conf <<'EOF'
${dropIn}EOF
systemctl cat k3s-agent | grep -c ExecStart=
systemctl restart k3s-agent
sleep 0.2
sh $RUN/journalctl -u k3s-agent -n 10 --no-pager -o cat | grep -v Terminated`);
    expect(stdout).toBe('3\nunit\ndrop-in\n');
  });
});
