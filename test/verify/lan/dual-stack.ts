import type { FakeCluster } from '../cluster/fake-cluster';
import { answers, arpReplies, ASK_AND_LIST, findingsOf, neighbours, pikube } from '../cluster/fake-cluster';

/** A client of the profile dual-stack that can send queries, and receives no answer. */
export function dualStack(): FakeCluster {
  const fake = pikube();
  const direct = (dst: string) => ({ stdout: JSON.stringify([{ dst, dev: 'eth0' }]) });
  answers(fake, 'ip -j route get 172.20.0.', direct('172.20.0.100'));
  answers(fake, 'ip -j route get fd20::', direct('fd20::100'));
  answers(fake, ASK_AND_LIST, neighbours());
  for (const address of ['172.20.0.100', '172.20.0.101'])
    answers(fake, `arping -b -w 2 -I eth0 ${address}`, arpReplies(address));
  return fake;
}

/** What one check says of it. */
export async function dualFindings(fake: FakeCluster, check: string): Promise<readonly string[]> {
  const findings = await findingsOf(fake, 'lan', 'profiles/dual-stack.yaml');
  return findings
    .filter((one) => one.check === check)
    .map((one) => `${one.outcome}: ${one.subject}: ${'reason' in one ? one.reason : one.found}`);
}
