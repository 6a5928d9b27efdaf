import { cache } from 'react';
import { redirect } from 'next/navigation';
import { findProblem } from '@/lib/contract/find-problem';
import { runsQuery } from '@/lib/contract/rotation';
import { countAthenaDays } from '@/lib/services/count-athena-days';
import { countUnusual } from '@/lib/services/count-unusual';
import { findGoneSecret } from '@/lib/services/find-gone-secret';
import { findKnownVersions } from '@/lib/services/find-known-versions';
import { getAdoption } from '@/lib/services/get-adoption';
import { getDiagnosis } from '@/lib/services/get-diagnosis';
import { getDeletion } from '@/lib/services/get-deletion';
import { getReminder } from '@/lib/services/get-reminder';
import { getRun } from '@/lib/services/get-run';
import { getSecret } from '@/lib/services/get-secret';
import { listRuns } from '@/lib/services/list-runs';
import { listSecretAccess } from '@/lib/services/list-secret-access';
import { listSecretTimeline } from '@/lib/services/list-secret-timeline';
import { RefusedPage } from '@/components/layout/refused-page';
import type { SearchParams } from '@/components/layout/url-state';
import { readAccessUrl } from '@/components/secrets/access-url';
import { formerEvents } from '@/components/secrets/former-events';
import { SecretScreen } from '@/components/secrets/secret-screen';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';
import { asksAdoption, hasChangedLately, toLately } from './asks-adoption';
import { asksDeletion } from './asks-deletion';
import { readAskedRun } from './read-asked-run';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

type Context = Parameters<typeof getRun>[0];

/** Once a request, for the title and for the page. */
const findSecret = cache(async (id: string) => {
  const { ctx } = await pageContext();
  return read(ctx.requestId, async () => {
    try {
      return await getSecret(ctx, { id });
    } catch (error) {
      if (findProblem(error, ctx.requestId)?.code === 'not_found') await leadOn(ctx, id);
      throw error;
    }
  });
});

/** What is gone has no page; what is left of it has. */
async function leadOn(ctx: Context, id: string): Promise<void> {
  const place = await findGoneSecret(ctx, { id });
  if (place) redirect('secretId' in place ? `/secrets/${place.secretId}` : formerEvents(place.eventsOf));
}

export async function generateMetadata({ params }: Props) {
  const secret = await findSecret((await params).id);
  return { title: secret.ok ? secret.data.name : 'Secret' };
}

const RUNS = 10;
/** On one page of the timeline: folded, so that many make few lines. */
const EVENTS = 100;

export default async function SecretPage({ params, searchParams }: Props) {
  const { ctx, now } = await pageContext();
  const [{ id }, query, { me, scopes }] = await Promise.all([params, searchParams, pageViewer()]);
  const found = await findSecret(id);
  if (!found.ok) return <RefusedPage title="Secret" problem={found.problem} />;
  const secret = found.data;
  const url = readAccessUrl(query);
  const rest = await read(ctx.requestId, () =>
    Promise.all([
      findKnownVersions(ctx, { id }),
      secret.may.readHistory
        ? listSecretAccess(ctx, { id, query: { ...url.query, limit: 1, cursor: undefined } })
        : null,
      secret.may.readHistory ? listSecretTimeline(ctx, { id, query: { ...url.query, limit: EVENTS } }) : null,
      listRuns(ctx, runsQuery.parse({ secret: id, limit: RUNS })),
      secret.deletion || asksDeletion(query) ? getDeletion(ctx, { id }) : null,
      getReminder(ctx, { id }),
      secret.may.readHistory && (asksAdoption(query) || hasChangedLately(secret.lastChangedAt, now))
        ? getAdoption(ctx, { id, notBefore: asksAdoption(query) ? undefined : toLately(now) })
        : null,
      secret.may.readHistory ? countUnusual(ctx, { secretId: id }) : 0,
      secret.may.readHistory ? countAthenaDays(ctx, { secret: id }) : null,
      secret.rotation.state === 'failing' || secret.rotation.state === 'stuck' ? getDiagnosis(ctx, { id }) : null,
    ]),
  );
  if (!rest.ok) return <RefusedPage title={secret.name} problem={rest.problem} />;
  const [versions, access, timeline, runs, deletion, reminders, adoption, unusual, athena, diagnosed] = rest.data;
  const asked = readAskedRun(query) ?? secret.activeRunId;
  // A run outlives the list's first page only in a link; one of another secret is not shown here.
  const run = runs.items.find((item) => item.id === asked) ?? (asked ? await findRun(ctx, asked) : null);
  return (
    <SecretScreen
      secret={secret}
      versions={versions}
      access={access}
      timeline={timeline}
      deletion={deletion}
      reminders={reminders}
      adoption={adoption?.current || asksAdoption(query) ? adoption : null}
      unusual={unusual}
      athena={athena}
      diagnosis={diagnosed?.diagnosis ?? null}
      url={url}
      run={run?.secret.id === id ? run : null}
      runs={runs.items}
      me={me}
      scopes={scopes}
      now={now}
    />
  );
}

async function findRun(ctx: Context, id: string) {
  try {
    return await getRun(ctx, { id });
  } catch (error) {
    // A link to a run that is gone, or not of one's own, still opens the secret.
    if (findProblem(error, ctx.requestId)?.code === 'not_found') return null;
    throw error;
  }
}
