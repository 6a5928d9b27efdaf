import type { ScopeView } from '@/lib/contract/system';
import { Said } from '@/components/ui/said';
import { ExactTime } from '@/components/ui/time';

/** Since when, why, and what to do. */
export function ProblemText({ problem }: { problem: NonNullable<ScopeView['inventory']['problem']> }) {
  return (
    <div className="max-w-80 text-sm text-ink-2">
      <p>
        <b className="font-medium">{problem.code.replace('_', ' ')}</b> since <ExactTime at={problem.since} />
      </p>
      <p className="wrap-anywhere">
        <Said text={problem.message} />
      </p>
      <p className="wrap-anywhere">
        <Said text={problem.remedy} />
      </p>
    </div>
  );
}
