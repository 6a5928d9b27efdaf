import type { WaveItemView } from '@/lib/contract/waves';
import { classNames } from '@/components/ui/class-names';

type Checks = NonNullable<WaveItemView['preflight']>['checks'];

/** What is in the way stands open; what is to be minded is a press away, so that a page of secrets is read at a glance. */
export function DryRunChecks({ preflight: { checks } }: { preflight: NonNullable<WaveItemView['preflight']> }) {
  const blocking = checks.filter(({ level }) => level === 'blocking');
  const warnings = checks.filter(({ level }) => level === 'warning');
  if (blocking.length + warnings.length === 0) return <span className="text-ok">Nothing speaks against it</span>;
  return (
    <div className="flex flex-col gap-1">
      {blocking.length > 0 && <Lines label="In the way" checks={blocking} tone="text-bad" />}
      {warnings.length > 0 && (
        <details>
          <summary className="min-h-6 cursor-pointer font-medium text-warn">
            {warnings.length === 1 ? '1 thing to mind' : `${warnings.length} things to mind`}
          </summary>
          <Lines label="To mind" checks={warnings} />
        </details>
      )}
    </div>
  );
}

function Lines({ label, checks, tone }: { label: string; checks: Checks; tone?: string }) {
  return (
    <ul aria-label={label} className="flex flex-col gap-0.5">
      {checks.map(({ id, message }) => (
        <li key={id} className="wrap-anywhere">
          {tone && <span className={classNames('font-medium', tone)}>In the way: </span>}
          {message}
        </li>
      ))}
    </ul>
  );
}
