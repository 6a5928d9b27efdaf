import type { WaveDetail } from '@/lib/contract/waves';
import { ExportLinks } from '@/components/layout/export-links';
import { Badge } from '@/components/ui/badge';
import { Said } from '@/components/ui/said';
import { TextLink } from '@/components/ui/text-link';
import { Time } from '@/components/ui/time';
import { WaveActs } from './wave-acts';
import { stateWords, waveTone } from './wave-words';
import { WAVES_PATH } from './waves-url';

export function WaveHeader({ wave, now }: { wave: WaveDetail; now: string }) {
  return (
    <header className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line px-6 py-4 max-md:px-5">
      <div className="min-w-0 flex-1 basis-80">
        <p className="text-sm text-ink-3">
          <TextLink href={WAVES_PATH} data-escape className="inline-flex min-h-6 items-center">
            Waves
          </TextLink>
        </p>
        <h1 className="text-xl font-semibold tracking-tight wrap-anywhere">
          <Said text={wave.name} />
        </h1>
        <output aria-label="State of the wave" className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
          <Badge tone={waveTone(wave)}>{wave.state}</Badge>
          <span>{stateWords(wave)}</span>
        </output>
        {wave.why !== null && (
          <p className="mt-1 max-w-[75ch] wrap-anywhere">
            <Said text={wave.why} />
          </p>
        )}
        <p className="mt-1 text-ink-3">
          drafted <Time at={wave.draftedAt} now={now} /> by <Said text={wave.draftedBy} />
          {wave.startedAt !== null && (
            <>
              , started <Time at={wave.startedAt} now={now} />
            </>
          )}
          {wave.endedAt !== null && (
            <>
              , ended <Time at={wave.endedAt} now={now} />
            </>
          )}
        </p>
      </div>
      <div className="flex flex-col items-end gap-2 max-md:w-full max-md:flex-row max-md:flex-wrap max-md:items-center">
        <WaveActs wave={wave} />
        <ExportLinks path={`/api/waves/${wave.id}/export`} state={[]} words="Report:" />
      </div>
    </header>
  );
}
