import { endRecoveryWindows } from '@/lib/local-aws/world/recovery-windows';
import type { Scope } from '@/lib/local-aws/world/scope';
import { recordDeletion } from './housekeeping-events';

/** Deletes for good what a recovery window ended for, and writes it down; costs nothing while none did. */
export function sweep(scope: Scope, now: number): void {
  for (const secret of endRecoveryWindows(scope, now)) recordDeletion(scope, secret, false);
}
