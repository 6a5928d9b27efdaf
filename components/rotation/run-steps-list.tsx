import type { RunView } from '@/lib/contract/rotation';
import { classNames } from '@/components/ui/class-names';
import { markSteps, type StepMark } from './run-steps';

const LOOKS: Record<StepMark, { words: string; sign: string; className: string }> = {
  done: { words: 'done', sign: '✓', className: 'border-ok text-ok' },
  now: { words: 'going on', sign: '…', className: 'border-due bg-due-soft text-due' },
  failed: { words: 'failed', sign: '✕', className: 'border-bad bg-bad-soft text-bad' },
  ahead: { words: 'ahead', sign: '', className: 'border-line text-ink-3' },
  unreached: { words: 'not reached', sign: '', className: 'border-line text-ink-3' },
  unknown: { words: 'not known', sign: '?', className: 'border-line text-ink-3' },
};

export function RunStepsList({ run }: { run: Pick<RunView, 'state' | 'step'> }) {
  return (
    <ol aria-label="Steps" className="grid grid-cols-2 gap-1.5 sm:grid-cols-4">
      {markSteps(run).map(({ step, mark }) => (
        <li
          key={step}
          aria-current={mark === 'now' ? 'step' : undefined}
          className={classNames('rounded-md border px-2.5 py-1.5', LOOKS[mark].className)}
        >
          <span className="block font-mono text-sm font-medium">{step}</span>
          <span className="text-sm">
            {LOOKS[mark].words} <span aria-hidden>{LOOKS[mark].sign}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
