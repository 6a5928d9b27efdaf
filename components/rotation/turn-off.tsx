import { RecoverDialog, type RecoverAsk } from './recover-dialog';

interface Props extends RecoverAsk {
  needsName: boolean;
  /** The version that is pending; null: none. */
  pending: string | null;
  hidden: boolean;
}

/** The last resort for a rotation that must not go on, folded away behind what it is. */
export function TurnOff({ needsName, pending, hidden, ...ask }: Props) {
  return (
    <details hidden={hidden}>
      <summary className="min-h-6 w-fit leading-6 text-ink-2 hover:text-ink">
        Last resort: stop AWS from rotating it
      </summary>
      <div className="mt-2 flex max-w-prose flex-col items-start gap-2 text-ink-2">
        <p>
          AWS tries a rotation that fails again and again while its window is open. Mend the cause, or clear the label,
          where you can: this turns automatic rotation off altogether.
        </p>
        <RecoverDialog
          {...ask}
          title="Turn automatic rotation off"
          act="Turn it off"
          done={pending ? `${DONE} ${NEXT}` : DONE}
          recovery={{ path: 'rotation/cancel', input: {} }}
          asksName={needsName}
          look={{ variant: 'danger', size: 'small' }}
        >
          <p className="font-medium text-bad">This turns automatic rotation OFF, not only the rotation under way.</p>
          <ul className="flex list-disc flex-col gap-1.5 pl-5">
            <li>
              It will not rotate again by schedule until somebody turns that on again in AWS (RotateSecret, or the
              console). Keyledger has no button for that, but <i>Rotate now</i> is a RotateSecret, and turns it on, too.
            </li>
            <li>
              {pending ? (
                <>
                  Version <span className="font-mono text-sm wrap-anywhere">{pending}</span> stays pending. Clearing its
                  label is the next step: until then AWS refuses any rotation.
                </>
              ) : (
                'A version that the rotation leaves pending stays so. Clearing its label is the next step then.'
              )}
            </li>
            <li>
              The value in use does not change. What the rotation has set in the database or service stays set, and a
              step that its function is in may still end.
            </li>
          </ul>
        </RecoverDialog>
      </div>
    </details>
  );
}

const DONE = 'Automatic rotation is off: AWS will not rotate it by schedule. The value in use is as it was.';
const NEXT = 'The version that was pending still is: clear its label next, once its rotation is seen to have ended.';
