import type { DiscoverySummary } from '@/lib/contract/discovery';
import { Badge } from '@/components/ui/badge';
import { Fact, Facts } from '@/components/ui/facts';
import { Time } from '@/components/ui/time';
import { VERDICT_WORDS } from './account-verdicts';
import { ProblemText } from './problem-text';

/** How discovery is set, how the last one ended, and what it came to. */
export function DiscoveryFacts({ discovery, now }: { discovery: DiscoverySummary; now: string }) {
  const { organizationsRole, regions, include, exclude, roles, everySeconds, counts, troubled } = discovery;
  return (
    <Facts>
      <Fact label="State">
        <State discovery={discovery} now={now} />
      </Fact>
      <Fact label="Accounts">
        {Object.entries(VERDICT_WORDS)
          .flatMap(([verdict, words]) => {
            const count = counts[verdict as keyof typeof counts];
            return count > 0 || verdict === 'read' ? [`${count.toLocaleString('en')} ${words}`] : [];
          })
          .join(' · ')}
        {troubled > 0 && (
          <div className="text-warn">
            {troubled.toLocaleString('en')} of those that are read could not be asked for regions
          </div>
        )}
      </Fact>
      <Fact label="Asked as">
        {organizationsRole === null ? (
          'Keyledger’s own credentials'
        ) : (
          <span className="font-mono text-sm">{organizationsRole}</span>
        )}
        <span className="text-ink-3"> every {Math.round(everySeconds / 60)} min</span>
      </Fact>
      <Fact label="Regions">{regions === null ? 'those that each account has enabled' : regions.join(', ')}</Fact>
      <Fact label="Roles">
        {Object.entries(roles)
          .map(([use, name]) => `${use}: ${name ?? 'none'}`)
          .join(' · ')}
      </Fact>
      {include && <Fact label="Only">{describeMatch(include)}</Fact>}
      {exclude && <Fact label="Without">{describeMatch(exclude)}</Fact>}
    </Facts>
  );
}

const describeMatch = ({ ids, names }: NonNullable<DiscoverySummary['include']>): string =>
  [...ids, ...names.map((name) => `“${name}”`)].join(', ');

function State({ discovery: { asOf, lookedAt, problem }, now }: { discovery: DiscoverySummary; now: string }) {
  if (lookedAt === null) return <Badge tone="off">not looked at yet</Badge>;
  return (
    <div className="flex flex-col items-start gap-1">
      <span className="flex flex-wrap items-center gap-1.5">
        <Badge tone={problem ? (lookedAt === asOf ? 'warn' : 'bad') : 'ok'}>
          {problem ? (lookedAt === asOf ? 'limited' : 'failing') : 'fresh'}
        </Badge>
        <span className="text-sm text-ink-3">
          last looked <Time at={lookedAt} now={now} />
          {asOf === null
            ? ', and AWS never answered'
            : asOf !== lookedAt && (
                <>
                  , AWS last answered <Time at={asOf} now={now} />
                </>
              )}
        </span>
      </span>
      {problem && <ProblemText problem={problem} />}
      {problem && <p className="text-sm text-ink-3">The scopes that were found before stay as they are.</p>}
    </div>
  );
}
