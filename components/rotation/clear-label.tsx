import type { TargetVerdict } from '@/lib/domain/rotation/judge-target';
import { Notice } from '@/components/ui/notice';
import { RecoverDialog, type RecoverAsk } from './recover-dialog';

const WARNINGS = {
  perhaps: 'The rotation may have set this version’s value in the database or service that the secret opens.',
  changed: 'The rotation has set this version’s value in the database or service that the secret opens.',
} as const;

/** For a rotation that left AWSPENDING behind: AWS refuses the next one until the label is gone. */
export function ClearLabel({ pending, target, ...ask }: RecoverAsk & { pending: string; target: TargetVerdict }) {
  return (
    <RecoverDialog
      {...ask}
      title="Clear the label"
      act="Clear the label"
      done="AWSPENDING is cleared. The secret can be rotated again, once the cause of the failure is mended."
      recovery={{ path: 'pending/clear', input: { versionId: pending } }}
      look={target === 'untouched' ? { variant: 'primary' } : {}}
    >
      <p>
        Version <span className="font-mono text-sm wrap-anywhere">{pending}</span> holds AWSPENDING. It loses that
        label; AWSCURRENT stays where it is.
      </p>
      {target === 'untouched' ? (
        <p className="text-ink-2">
          The last try had touched nothing outside Secrets Manager. Whether an earlier one had, the diagnosis says.
        </p>
      ) : (
        <Notice tone="warn">
          {WARNINGS[target]} Then the current value may not work there, and this label is all that names the one that
          does. Clear it only once you have seen that the current value works: nothing is undone there by this.
        </Notice>
      )}
    </RecoverDialog>
  );
}
