import type { WaveDetail, WaveItemView } from '@/lib/contract/waves';
import { RUN_TONES, runWords } from '@/components/rotation/run-words';
import { EnvironmentLabel } from '@/components/secrets/environment-label';
import { Badge } from '@/components/ui/badge';
import { Said } from '@/components/ui/said';
import { TextLink } from '@/components/ui/text-link';
import { Time } from '@/components/ui/time';
import { DryRunChecks } from './dry-run-checks';
import { ITEM_TONES, stageOf } from './wave-words';

interface Props {
  wave: WaveDetail;
  item: WaveItemView;
  now: string;
}

const NONE = <span className="text-ink-3">–</span>;

export function WaveItemRow({ wave, item, now }: Props) {
  const { secret, stage, preflight, why } = item;
  return (
    <tr>
      <td data-label="stage" className="text-ink-3 tabular-nums md:align-baseline">
        {stageOf(wave, item) ?? '–'}
      </td>
      <th scope="row" className="wrap-anywhere max-md:-order-2 max-md:w-full md:min-w-56 md:align-baseline">
        <TextLink href={`/secrets/${secret.id}`} className="inline-flex min-h-6 items-center font-mono">
          <Said text={secret.name} />
        </TextLink>
        <div className="note">{`${secret.account} · ${secret.region}`}</div>
        <Dependencies item={item} />
      </th>
      <td className="whitespace-nowrap max-md:-order-1 md:align-baseline">
        <EnvironmentLabel value={secret.environment} />
        {stage.environment !== secret.environment && (
          <div className="note">
            taken as <Said text={stage.environment} />
          </div>
        )}
      </td>
      {wave.state === 'draft' ? (
        <td className="md:align-baseline max-md:w-full md:min-w-80">
          {preflight ? <DryRunChecks preflight={preflight} /> : why !== null && <Said text={why} />}
        </td>
      ) : (
        <Outcome item={item} now={now} />
      )}
    </tr>
  );
}

function Outcome({ item: { secret, state, run, why, startedAt, endedAt }, now }: Omit<Props, 'wave'>) {
  return (
    <>
      <td className="md:align-baseline whitespace-nowrap">
        <Badge tone={ITEM_TONES[state]}>{state}</Badge>
      </td>
      <td data-label="run" className={run ? 'md:align-baseline whitespace-nowrap' : 'md:align-baseline max-md:hidden'}>
        {run ? (
          <TextLink
            href={`/secrets/${secret.id}?run=${encodeURIComponent(run.id)}`}
            className="inline-flex min-h-6 items-center"
          >
            <Badge tone={RUN_TONES[run.state]}>{runWords({ state: run.state, step: null })}</Badge>
            <span className="sr-only">
              {' '}
              run of <Said text={secret.name} />
            </span>
          </TextLink>
        ) : (
          NONE
        )}
      </td>
      <td
        data-label={endedAt ? 'ended' : 'began'}
        className={startedAt ? 'md:align-baseline whitespace-nowrap' : 'md:align-baseline max-md:hidden'}
      >
        {endedAt ? (
          <Time at={endedAt} now={now} />
        ) : startedAt ? (
          <>
            began <Time at={startedAt} now={now} />
          </>
        ) : (
          NONE
        )}
      </td>
      <td
        className={
          why === null
            ? 'md:align-baseline max-md:hidden'
            : 'md:align-baseline text-ink-2 wrap-anywhere max-md:w-full md:min-w-64'
        }
      >
        {why === null ? NONE : <Said text={why} />}
      </td>
    </>
  );
}

/** After which others of the wave it comes by its note, and after which it does not. */
function Dependencies({ item: { dependsOn } }: Pick<Props, 'item'>) {
  return dependsOn.map(({ id, name, ignored }) => (
    <div key={id} className={ignored === null ? 'note' : 'note text-warn'}>
      {ignored === null ? 'after ' : 'not after '}
      <Said text={name} />
      {ignored !== null && `: ${ignored}`}
    </div>
  ));
}
