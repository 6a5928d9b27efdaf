import { RecoverDialog, type RecoverAsk } from './recover-dialog';

/** Back to the version with AWSPREVIOUS: the value changes for every reader, the target does not. */
export function RollBack({ from, to, ...ask }: RecoverAsk & { from: string; to: string }) {
  return (
    <RecoverDialog
      {...ask}
      title="Roll back"
      act="Roll back"
      done="Rolled back: AWSCURRENT is on the earlier version. Readers get it as they fetch again."
      recovery={{ path: 'rollback', input: { fromVersionId: from, toVersionId: to } }}
      look={{ size: 'small' }}
    >
      <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-3 gap-y-1">
        <dt className="text-ink-3">Current now</dt>
        <dd className="font-mono text-sm wrap-anywhere">{from}</dd>
        <dt className="text-ink-3">Current then</dt>
        <dd className="font-mono text-sm wrap-anywhere">{to}</dd>
      </dl>
      <p className="text-ink-2">
        The database or service that the secret opens is not rolled back: value and target may differ, and then nobody
        who reads the secret gets in. Be sure that the earlier value still works there.
      </p>
    </RecoverDialog>
  );
}
