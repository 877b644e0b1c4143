import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Whether systemd can be started here. */
export const canStart = process.getuid?.() === 0 && existsSync('/lib/systemd/systemd');

/** systemd as PID 1 of namespaces of its own, with files that survive its restarts. */
export class System {
  private readonly folder = mkdtempSync(join(tmpdir(), 'netstack-systemd-'));
  private process: ChildProcess | undefined;
  private init = '';

  async boot(id: string): Promise<void> {
    const kinds = ['--mount', '--pid', '--fork', '--uts', '--ipc', '--net', '--cgroup', '--kill-child'];
    const words = ['unshare', ...kinds, 'sh', 'test/cluster/apply/systemd.sh', this.folder, id];
    this.process = spawn('setsid', words, { stdio: 'ignore' });
    for (let attempt = 0; attempt < 60; attempt += 1) {
      await delay(500);
      this.init = this.findInit();
      const state = this.init === '' ? '' : this.run('systemctl', 'is-system-running').stdout.trim();
      if (state === 'running' || state === 'degraded') return;
    }
    throw new Error('systemd does not start');
  }

  /** As a power failure would. */
  async kill(): Promise<void> {
    const ended = new Promise((resolve) => this.process?.once('exit', resolve));
    process.kill(Number(this.init), 'SIGKILL');
    await ended;
  }

  run(...argv: readonly string[]) {
    return this.runWith(argv);
  }

  runWith(argv: readonly string[], input?: string) {
    return spawnSync('nsenter', ['-t', this.init, '-a', ...argv], { encoding: 'utf8', input });
  }

  write(path: string, text: string): void {
    const words = ['-t', this.init, '-a', 'sh', '-c', 'mkdir -p "$(dirname "$1")" && cat > "$1"', 'sh', path];
    spawnSync('nsenter', words, { input: text });
  }

  async close(): Promise<void> {
    if (this.init !== '') await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** setsid and unshare replace each other; systemd is their only child. */
  private findInit(): string {
    const { pid } = this.process ?? {};
    const file = `/proc/${String(pid)}/task/${String(pid)}/children`;
    const [child = ''] = existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ') : [];
    return child;
  }
}
