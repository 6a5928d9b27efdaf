import type { AdoptionView } from '@/lib/contract/adoption';
import { Legend } from '@/components/charts/legend';
import { ShareBar } from '@/components/charts/share-bar';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { Said } from '@/components/ui/said';
import { ExactTime, Time } from '@/components/ui/time';
import { AdoptionTable } from './adoption-table';
import { toParts, toProgress, VERDICTS } from './adoption-words';

type Adoption = NonNullable<AdoptionView['adoption']>;

/** Looks that are closer than this tell the moment as well as a person needs it. */
const EXACT_MS = 60_000;

/** Which readers have the version that became current, and when the previous one can be thought unused. */
export function AdoptionCard({ view: { current, adoption }, now }: { view: AdoptionView; now: string }) {
  if (!current || !adoption)
    return (
      <Card id="adoption" aria-label="Adoption">
        <CardHeader>
          <CardTitle>Adoption</CardTitle>
        </CardHeader>
        <EmptyState>
          <EmptyTitle>Not known</EmptyTitle>
          <p>Nobody has said which version is current, so nobody can tell who has it.</p>
        </EmptyState>
      </Card>
    );
  const { tone, word } = VERDICTS[adoption.verdict];
  return (
    <Card id="adoption" aria-label="Adoption" tone={adoption.verdict === 'behind' ? 'warn' : 'plain'}>
      <CardHeader>
        <CardTitle>Adoption of the new version</CardTitle>
        <Badge tone={tone}>{word}</Badge>
        <p className="text-ink-3">
          current since <Since {...current.since} now={now} />
        </p>
      </CardHeader>
      <CardBody className="flex flex-col gap-2.5">
        <p className="font-medium">
          <Said text={adoption.sentence} />
        </p>
        {adoption.of > 0 && <Progress adoption={adoption} />}
        <Outlook adoption={adoption} hasPrevious={current.previousVersionId !== null} now={now} />
        <Unknown adoption={adoption} />
      </CardBody>
      {adoption.readers.length > 0 && <AdoptionTable readers={adoption.readers} now={now} />}
      {adoption.more && <p className="px-4 py-2.5 text-ink-3">The 500 who read last are listed; there are more.</p>}
    </Card>
  );
}

function Since({ after, by, now }: { after: string | null; by: string; now: string }) {
  if (after !== null && Date.parse(by) - Date.parse(after) <= EXACT_MS) return <Time at={by} now={now} />;
  return (
    <>
      {after === null ? '' : 'between '}
      {after !== null && <Time at={after} now={now} />}
      {after === null ? '' : ' and '}
      <Time at={by} now={now} />
      {after === null ? ' or before' : ''}
    </>
  );
}

function Progress({ adoption: { adopted, of, readers } }: { adoption: Adoption }) {
  const parts = toParts(readers);
  return (
    <div className="flex flex-col gap-1.5">
      <p>{toProgress(adopted, of)}.</p>
      <ShareBar parts={parts} most={of} />
      <Legend entries={parts} />
    </div>
  );
}

interface OutlookProps {
  adoption: Adoption;
  hasPrevious: boolean;
  now: string;
}

/** When the previous version is out of use. */
function Outlook({ adoption: { previousUnusedSince, expectedBy, verdict }, hasPrevious, now }: OutlookProps) {
  if (!hasPrevious) return null;
  if (previousUnusedSince !== null)
    return (
      <p>
        The previous version can be thought unused since <ExactTime at={previousUnusedSince} />.
      </p>
    );
  if (verdict !== 'under-way' || expectedBy === null || expectedBy <= now) return null;
  return (
    <p className="text-ink-2">
      Going by how often they read, all of them will have it <Time at={expectedBy} now={now} />.
    </p>
  );
}

/** What of the history is missing: nothing is made of a silence there. */
function Unknown({ adoption: { gaps, readersKnown, knownUntil } }: { adoption: Adoption }) {
  return (
    <>
      {gaps.length > 0 && (
        <p className="text-warn">
          Of its history since the change nothing is known
          {gaps.slice(0, 3).map(({ from, to }, at) => (
            <span key={from}>
              {at === 0 ? ' from ' : ', from '}
              <ExactTime at={from} /> to <ExactTime at={to} />
            </span>
          ))}
          {gaps.length > 3 ? ' and later' : ''}.
        </p>
      )}
      {readersKnown !== 'whole' && (
        <p className="text-warn">
          {readersKnown === 'none' ? 'Nothing' : 'Only a part'} of the last 30 days is known: there may be readers that
          are not listed.
        </p>
      )}
      {gaps.length === 0 && (
        <p className="text-ink-3">
          By what CloudTrail told until <ExactTime at={knownUntil} />: it may be 15 minutes late.
        </p>
      )}
    </>
  );
}
