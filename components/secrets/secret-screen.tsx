import type { SecretAccess, SecretAccessQuery } from '@/lib/contract/access';
import type { AdoptionView } from '@/lib/contract/adoption';
import type { DeletionView } from '@/lib/contract/deletion';
import type { DiagnosisView } from '@/lib/contract/diagnosis';
import type { RunView } from '@/lib/contract/rotation';
import type { SecretDetail, VersionsView } from '@/lib/contract/secret-detail';
import type { SecretReminder } from '@/lib/contract/reminders';
import type { SecretTimeline } from '@/lib/contract/timeline';
import type { MeView, ScopeView } from '@/lib/contract/system';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { AdoptionCard } from '@/components/adoption/adoption-card';
import { KeptCard } from '@/components/annotations/kept-card';
import { AthenaNotice } from '@/components/access/athena/athena-notice';
import { UnusualLine } from '@/components/access/unusual/unusual-line';
import { DeletionCard } from '@/components/deletion/deletion-card';
import { DiagnosisCard } from '@/components/diagnosis/diagnosis-card';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { ReminderCard } from '@/components/reminders/reminder-card';
import { BeginReview } from '@/components/reviews/begin-review';
import { recordedAs } from '@/components/rotation/recorded-as';
import { RotationCard } from '@/components/rotation/rotation-card';
import { RunLive } from '@/components/rotation/run-live';
import { RunsCard } from '@/components/rotation/runs-card';
import { TimelineCard } from '@/components/timeline/timeline-card';
import { FactsCard } from './facts-card';
import { NoHistory } from './no-history';
import { ReadersCard } from './readers-card';
import { ReadsCard } from './reads-card';
import { SecretActs } from './secret-acts';
import { SecretHeader } from './secret-header';
import { SiblingsCard } from './siblings-card';
import { StaleScopes } from './stale-scopes';
import { VersionsCard } from './versions-card';

interface Props {
  secret: SecretDetail;
  versions: VersionsView;
  /** null: not permitted. */
  access: SecretAccess | null;
  /** null: not permitted. */
  timeline: SecretTimeline | null;
  /** null: its rotation neither fails nor is stuck. */
  diagnosis: DiagnosisView | null;
  /** null: not asked for. */
  deletion: DeletionView | null;
  reminders: SecretReminder;
  /** null: not permitted, or neither asked for nor changed lately. */
  adoption: AdoptionView | null;
  /** Unusual reads of the last 30 days. */
  unusual: number;
  /** Days that Athena tells of in its regions; null: none, or not permitted. */
  athena: { days: number; scopes: number } | null;
  url: ParsedUrl<SecretAccessQuery>;
  run: RunView | null;
  runs: RunView[];
  me: MeView;
  scopes: ScopeView[];
  now: string;
}

export function SecretScreen(props: Props) {
  const {
    secret,
    versions,
    access,
    timeline,
    deletion,
    reminders,
    adoption,
    unusual,
    athena,
    diagnosis,
    url,
    run,
    runs,
    me,
    scopes,
    now,
  } = props;
  const scope = scopes.find(({ account, region }) => account === secret.account && region === secret.region);
  const recover = secret.may.recover
    ? { id: secret.id, name: secret.name, needsReason: secret.asks.rotateReason, recordedAs: recordedAs(me, scope) }
    : null;
  const current = versions.versions.find(({ stages }) => stages.includes('AWSCURRENT'))?.versionId ?? null;
  return (
    <>
      <SecretHeader secret={secret} now={now}>
        <SecretActs secret={secret} me={me} scope={scope} />
      </SecretHeader>
      <UrlMistakes mistakes={url.mistakes} />
      {scope && <StaleScopes scopes={[scope]} now={now} />}
      <div className="grid gap-3.5 px-6 py-4 max-md:px-3 lg:grid-cols-3">
        {deletion && (
          <div className="min-w-0 lg:col-span-3">
            <DeletionCard deletion={deletion} pending={secret.deletion} now={now} />
          </div>
        )}
        {run && (
          <div className="lg:col-span-3">
            <RunLive key={run.id} run={run} />
          </div>
        )}
        {adoption && (
          <div className="min-w-0 lg:col-span-3">
            <AdoptionCard view={adoption} now={now} />
          </div>
        )}
        <div className="flex min-w-0 flex-col gap-3.5 lg:col-span-2">
          <RotationCard secret={secret} recover={recover} now={now} />
          {diagnosis && (
            <DiagnosisCard
              key={`${diagnosis.state} ${diagnosis.since}`}
              id={secret.id}
              diagnosis={diagnosis}
              may={secret.may}
              recordedAs={recordedAs(me, scope)}
            />
          )}
          <VersionsCard
            id={secret.id}
            versions={versions}
            recover={recover}
            mayAsk={secret.may.readHistory && adoption === null}
            now={now}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-3.5">
          <KeptCard secret={secret} now={now} />
          <ReminderCard secret={secret} reminders={reminders} now={now} />
          <FactsCard
            secret={secret}
            mayAsk={me.may.includes('settings.read')}
            access={access}
            asksDeletion={deletion !== null}
            now={now}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-3.5 lg:col-span-3">
          {access ? (
            <>
              <ReadsCard access={access} now={now} />
              <AthenaNotice found={athena} of={[['secret', secret.id]]} className="text-ink-2" />
              <UnusualLine count={unusual} of={[['secret', secret.id]]} />
              <ReadersCard access={access} current={current} now={now}>
                {me.may.includes('review.sign') && (
                  <BeginReview subject={{ id: secret.id, name: secret.name }} words="Review them…" />
                )}
              </ReadersCard>
              {timeline && <TimelineCard path={`/secrets/${secret.id}`} timeline={timeline} url={url} now={now} />}
            </>
          ) : (
            <NoHistory />
          )}
          <SiblingsCard siblings={secret.siblings} now={now} />
          <RunsCard runs={runs} now={now} />
        </div>
      </div>
    </>
  );
}
