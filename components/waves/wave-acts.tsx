import type { WaveDetail } from '@/lib/contract/waves';
import { Said } from '@/components/ui/said';
import { StartWave } from './start-wave';
import { SteerWave } from './steer-wave';

const GOES_ON = 'A rotation that AWS has begun goes on to its end.';

/** Only what this person may do with it now; where that is nothing, why. */
export function WaveActs({ wave }: { wave: WaveDetail }) {
  const { state, mayStart, mayStop, asks } = wave;
  if (state === 'finished' || state === 'aborted') return null;
  if (!mayStart && !mayStop)
    return <p className="text-ink-3">You may look. To start, pause or abort it needs secret.rotate on its secrets.</p>;
  return (
    <>
      <span className="flex flex-wrap gap-2">
        {mayStop && (
          <SteerWave wave={wave.id} to="aborted" title="Abort" look={{ variant: 'quiet' }}>
            {state === 'draft'
              ? 'It is not started any more, by anybody. Nothing was rotated.'
              : `Nothing more of it begins, and it cannot be resumed: what waits is skipped. ${GOES_ON}`}
          </SteerWave>
        )}
        {mayStop && state === 'running' && (
          <SteerWave wave={wave.id} to="paused" title="Pause" look={{ variant: 'primary' }}>
            Nothing more of it begins until it is resumed. {GOES_ON}
          </SteerWave>
        )}
        {mayStart && state === 'paused' && (
          <SteerWave wave={wave.id} to="running" title="Resume" needsReason={asks.reason} look={{ variant: 'primary' }}>
            It goes on where it was, as you, and counts failures anew.
          </SteerWave>
        )}
        {mayStart && state === 'draft' && <StartWave wave={wave} />}
      </span>
      {!mayStart && state !== 'running' && (
        <p className="text-ink-3">
          {state === 'draft' ? 'To start it' : 'To resume it'} is for <Said text={wave.draftedBy} />, as whom it
          rotates.
        </p>
      )}
    </>
  );
}
