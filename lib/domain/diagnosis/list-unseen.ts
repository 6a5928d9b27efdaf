import type { Unseen } from './diagnosis';
import type { FunctionLook, Look, LogLook } from './function-facts';

/** What of it a person may be refused, by the permission that they lack; null: they have it. */
export interface Asked {
  look: FunctionLook | null;
  /** null: not asked for. */
  log: LogLook | null;
  lacks: { look: string | null; log: string | null };
  /** Why the log was not read although it was asked for. */
  logUnread?: string | undefined;
}

function toUnseen(what: string, look: Look<unknown> | null): Unseen[] {
  if (look === null || look.kind === 'seen' || look.kind === 'missing') return [];
  return [
    {
      what,
      why: `${look.kind === 'refused' ? 'AWS refused it.' : 'AWS did not answer it.'} ${look.remedy}`.trim(),
      grant: look.kind === 'refused' ? look.action : null,
    },
  ];
}

const toLacking = (what: string, permission: string | null, unread = 'It was not asked for.'): Unseen => ({
  what,
  why: permission === null ? unread : `You do not have ${permission} on this secret.`,
  grant: permission,
});

/** Everything that a full look would have seen and this one did not. */
export function listUnseen({ look, log, lacks, logUnread }: Asked): Unseen[] {
  const isGone = look?.configuration.kind === 'missing';
  return [
    ...(look === null ? [toLacking('The function', lacks.look)] : []),
    ...toUnseen('The function’s configuration', look?.configuration ?? null),
    ...(isGone ? [] : toUnseen('The function’s policy', look?.admission ?? null)),
    ...(log === null && !isGone ? [toLacking('The function’s log', lacks.log, logUnread)] : []),
    ...toUnseen('The function’s log', log),
    ...(log?.kind === 'missing'
      ? [{ what: 'The function’s log', why: 'Its log group does not exist: it never ran, or its role may not write there.', grant: null }]
      : []),
  ];
} // prettier-ignore
