import type { TrailView } from '@/lib/contract/trail';
import { Fact, Facts } from '@/components/ui/facts';

type Settings = NonNullable<TrailView['trail']>;

function readsText({ digests, completeReads }: Settings): string {
  if (completeReads !== null)
    return `stated to be in the trail ${completeReads} with the writes: what its signed digests prove to be whole counts as covered`;
  return digests
    ? 'not stated to be in the trail: what it tells counts, and days without a read stay unknown'
    : 'days without a read stay unknown: files alone do not show that none is missing';
}

/** How keyledger.yaml sets it. */
export function TrailFacts({ trail }: { trail: Settings }) {
  return (
    <Facts>
      <Fact label="Trail">
        <span className="font-mono text-sm wrap-anywhere">{trail.location}</span>
        <span className="text-ink-3"> since {trail.since}</span>
      </Fact>
      <Fact label="Bucket">
        in {trail.region}
        {trail.owner === null
          ? ', whoever’s it is: owner would refuse another account’s'
          : `, which has to be account ${trail.owner}’s`}
      </Fact>
      {trail.accounts && <Fact label="Accounts">{trail.accounts.join(', ')}</Fact>}
      <Fact label="Digests">
        {trail.digests ? 'checked: a file that was altered is not imported' : 'not checked: nothing vouches for a file'}
      </Fact>
      <Fact label="Reads">{readsText(trail)}</Fact>
      <Fact label="Read as">
        {trail.role === null ? (
          'Keyledger’s own credentials'
        ) : (
          <span className="font-mono text-sm wrap-anywhere">{trail.role}</span>
        )}
      </Fact>
    </Facts>
  );
}
