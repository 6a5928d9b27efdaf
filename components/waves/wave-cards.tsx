import type { WaveDetail } from '@/lib/contract/waves';
import { Legend } from '@/components/charts/legend';
import { EnvironmentLabel } from '@/components/secrets/environment-label';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Fact, Facts } from '@/components/ui/facts';
import { Said } from '@/components/ui/said';
import { WaveBar } from './wave-bar';
import { WaveSourceWords } from './wave-source-words';
import { allOf, countWords, paceWords, progressWords, stopWords, toParts } from './wave-words';

interface Props {
  wave: WaveDetail;
  history: boolean;
}

/** How far it is, stage by stage; and how it was set. */
export function WaveCards({ wave, history }: Props) {
  const parts = toParts(wave.counts);
  return (
    <div className="grid items-start gap-3.5 lg:grid-cols-[3fr_2fr]">
      <Card aria-label="Progress">
        <CardHeader>
          <CardTitle>{wave.state === 'draft' ? 'Order' : 'Progress'}</CardTitle>
          {wave.state !== 'draft' && <p className="text-ink-3">{progressWords(wave.counts)}</p>}
        </CardHeader>
        <CardBody className="flex flex-col gap-2.5">
          {wave.state !== 'draft' && (
            <div className="flex flex-col gap-1.5">
              <WaveBar counts={wave.counts} />
              {parts.length > 0 && <Legend entries={parts} />}
            </div>
          )}
          <Stages wave={wave} />
        </CardBody>
      </Card>
      <Card aria-label="How it goes">
        <CardHeader>
          <CardTitle>How it goes</CardTitle>
        </CardHeader>
        <CardBody>
          <Facts>
            <Fact label="Pace">{paceWords(wave)}</Fact>
            <Fact label="Stops">{stopWords(wave.stopAfter)}</Fact>
            <Fact label="Made of">
              <WaveSourceWords source={wave.source} history={history} />
            </Fact>
            {wave.uncovered !== undefined && wave.uncovered.length > 0 && (
              <Fact label="Not all known">
                <Uncovered scopes={wave.uncovered} since={wave.source?.since ?? null} />
              </Fact>
            )}
            {wave.reason !== null && (
              <Fact label="Reason given">
                <Said text={wave.reason} />
              </Fact>
            )}
          </Facts>
        </CardBody>
      </Card>
    </div>
  );
}

const MOST_SHOWN = 8;

/** Where what was read may be missing: to believe a wave whole that is not is how a leaked credential stays good. */
function Uncovered({ scopes, since }: { scopes: readonly string[]; since: string | null }) {
  const more = scopes.length - MOST_SHOWN;
  return (
    <>
      <p>
        When it was drafted, not all reads since {since} were known in{' '}
        {countWords(scopes.length, 'account and region', 'accounts and regions')}: what was read there may be missing.
      </p>
      <ul aria-label="Not all reads known" className="mt-1 flex flex-wrap gap-x-3 font-mono text-xs text-ink-2">
        {scopes.slice(0, MOST_SHOWN).map((scope) => (
          <li key={scope}>{scope.replace(':', ' ')}</li>
        ))}
        {more > 0 && <li className="font-sans text-ink-3">and {more.toLocaleString('en')} more, in the report</li>}
      </ul>
    </>
  );
}

function Stages({ wave: { state, stages } }: Pick<Props, 'wave'>) {
  return (
    <ol aria-label="Stages" className="flex flex-col gap-1">
      {stages.map(({ environments, depth, counts }, at) => (
        <li key={environments.join() + depth} className="flex flex-wrap items-baseline gap-x-2">
          <span className="w-5 text-right text-ink-3 tabular-nums">{at + 1}</span>
          {environments.map((environment) => (
            <EnvironmentLabel key={environment} value={environment} />
          ))}
          {depth > 0 && <span className="text-ink-3">what depends on {depth === 1 ? 'those' : 'the last'}</span>}
          <span className="text-ink-2">
            {state === 'draft' ? countWords(allOf(counts), 'secret') : progressWords(counts)}
          </span>
        </li>
      ))}
    </ol>
  );
}
