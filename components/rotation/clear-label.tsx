import { RecoverDialog, type RecoverAsk } from './recover-dialog';

/** For a rotation that left AWSPENDING behind: AWS refuses the next one until the label is gone. */
export function ClearLabel({ pending, ...ask }: RecoverAsk & { pending: string }) {
  return (
    <RecoverDialog
      {...ask}
      title="Clear the label"
      act="Clear the label"
      done="AWSPENDING is cleared. The secret can be rotated again, once the cause of the failure is mended."
      recovery={{ path: 'pending/clear', input: { versionId: pending } }}
      look={{ variant: 'primary' }}
    >
      <p>
        Version <span className="font-mono text-sm wrap-anywhere">{pending}</span> holds AWSPENDING. It loses that
        label; the current value stays as it is.
      </p>
      <p className="text-ink-2">
        Nothing in the database or service that the secret opens is undone by this. A credential that the rotation has
        set there already stays set: see the function’s log first.
      </p>
    </RecoverDialog>
  );
}
