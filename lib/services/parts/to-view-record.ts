import 'server-only';
import { randomUUID } from 'node:crypto';
import type { StoredView } from '@/lib/domain/ports/saved-view-store';
import type { ActRecord } from './record-act';

/** Not what it filters for: a search may be a secret's name, which not all see who read the ledger. */
export const toViewRecord = (
  action: 'view.delete' | 'view.rename',
  { id, name, screen, issuer, subject, personName }: StoredView,
  more: { newName?: string } = {},
): ActRecord => ({
  actId: randomUUID(),
  action,
  secret: null,
  reason: null,
  detail: { view: id, name, screen, sharedBy: personName, owner: `${issuer}|${subject}`, ...more },
});
