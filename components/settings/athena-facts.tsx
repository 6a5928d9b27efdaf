import type { AthenaView } from '@/lib/contract/athena';
import { Fact, Facts } from '@/components/ui/facts';

/** How keyledger.yaml sets it. */
export function AthenaFacts({ athena }: { athena: NonNullable<AthenaView['athena']> }) {
  return (
    <Facts>
      <Fact label="Trail">
        <span className="font-mono text-sm">{athena.location}</span>
        <span className="text-ink-3"> since {athena.since}</span>
      </Fact>
      <Fact label="Reads">
        {athena.completeReads
          ? 'stated to be in the trail with the writes: days without a read mean none'
          : 'not stated to be in the trail: what it tells counts, and days without a read stay unknown'}
      </Fact>
      {athena.accounts && <Fact label="Accounts">{athena.accounts.join(', ')}</Fact>}
      <Fact label="Table">
        <span className="font-mono text-sm">{athena.table}</span>
      </Fact>
      <Fact label="Workgroup">
        <span className="font-mono text-sm">{athena.workgroup}</span>
        <span className="text-ink-3"> in {athena.region}</span>
      </Fact>
      <Fact label="Results">
        {athena.output === null ? (
          'where the workgroup puts them: add that place to the policy below'
        ) : (
          <span className="font-mono text-sm">{athena.output}</span>
        )}
      </Fact>
      <Fact label="Asked as">
        {athena.role === null ? (
          'Keyledger’s own credentials'
        ) : (
          <span className="font-mono text-sm">{athena.role}</span>
        )}
      </Fact>
    </Facts>
  );
}
