import 'server-only';
import { findAdoptions } from './find-adoptions';
import { findInLedger } from './find-in-ledger';
import { findLedgerHealth } from './find-ledger-health';
import { findPendingReads } from './find-pending-reads';
import { findReminders } from './find-reminders';
import { findRotations } from './find-rotations';
import { findScopes } from './find-scopes';
import { findUnusualReads } from './find-unusual-reads';
import type { Sources } from './source';

/** By whom facts are found; each finds what occasions of its own are about. */
export const SOURCES: Sources = {
  ledger: findInLedger,
  rotations: findRotations,
  adoptions: findAdoptions,
  reminders: findReminders,
  'pending reads': findPendingReads,
  'unusual reads': findUnusualReads,
  scopes: findScopes,
  'ledger health': findLedgerHealth,
};
