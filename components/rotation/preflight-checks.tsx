'use client';
import type { PreflightView } from '@/lib/contract/rotation';
import { classNames } from '@/components/ui/class-names';

const LOOKS = {
  blocking: { word: 'In the way', className: 'text-bad' },
  warning: { word: 'Mind', className: 'text-warn' },
  reassuring: { word: 'Fine', className: 'text-ok' },
} as const;

interface Props {
  checks: PreflightView['checks'];
  acknowledged: ReadonlySet<string>;
  onAcknowledge: (id: string, on: boolean) => void;
}

/** Every check in words; a warning is ticked by who goes on in spite of it. */
export function PreflightChecks({ checks, acknowledged, onAcknowledge }: Props) {
  return (
    <ul aria-label="Preflight" className="flex flex-col gap-1.5">
      {checks.map(({ id, level, message }) => (
        <li key={id} className="grid grid-cols-[4.5rem_1fr] gap-2">
          <span className={classNames('font-medium', LOOKS[level].className)}>{LOOKS[level].word}</span>
          {level === 'warning' ? (
            <label className="flex items-start gap-2">
              <input
                type="checkbox"
                className="mt-0.5 size-4 shrink-0 accent-accent"
                checked={acknowledged.has(id)}
                onChange={(event) => onAcknowledge(id, event.target.checked)}
              />
              <span>{message}</span>
            </label>
          ) : (
            <span>{message}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
