import type { ScopeView } from '@/lib/contract/system';
import { classNames } from '@/components/ui/class-names';
import { Said } from '@/components/ui/said';
import { ExactTime } from '@/components/ui/time';

interface Props {
  problem: NonNullable<ScopeView['inventory']['problem']>;
  /** How wide it may become; as in a cell of a table where nothing is said. */
  className?: string;
}

/** Since when, why, and what to do. */
export function ProblemText({ problem, className = 'max-w-80' }: Props) {
  return (
    <div className={classNames('text-sm text-ink-2', className)}>
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
