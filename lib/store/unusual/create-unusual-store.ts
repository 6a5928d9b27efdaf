import 'server-only';
import type { UnusualStore } from '@/lib/domain/ports/unusual-store';
import type { Queryable } from '@/lib/store/connect';
import { listDenials, listFirst, listOutside, listPrincipals, listSecrets } from './facts';
import { dismiss, findSeen, reopen } from './dismissals';
import { countUnusual, listUnusual } from './list';
import { askLater, doneLater, keepHabits, listLater } from './keep-habits';
import { listDue, listHabits, listHistory, listSeen } from './look';
import { listMinutes, listPrincipalReads } from './principal-reads';
import { listPrincipalRefusals } from './principal-refusals';
import { done, judgeAgain, listTold, prune, readState, setState, settle } from './settle';

export const createUnusualStore = (db: Queryable): UnusualStore => ({
  due: (limit) => listDue(db, limit),
  seen: (ranges) => listSeen(db, ranges),
  habits: (days) => listHabits(db, days),
  keepHabits: (habits, changed) => keepHabits(db, habits, changed),
  later: (limit, after) => listLater(db, limit, after),
  judgeLater: (days) => askLater(db, days),
  doneLater: (later) => doneLater(db, later),
  told: (days) => listTold(db, days),
  history: (days) => listHistory(db, days),
  secrets: (ids) => listSecrets(db, ids),
  principals: (ids) => listPrincipals(db, ids),
  firstReads: (readers) => listFirst(db, readers),
  denials: (days) => listDenials(db, days),
  outside: (days) => listOutside(db, days),
  principalReads: (days) => listPrincipalReads(db, days),
  principalRefusals: (days) => listPrincipalRefusals(db, days),
  minutes: (days, outcome) => listMinutes(db, days, outcome),
  settle: (judged, found, now) => settle(db, judged, found, now),
  done: (dueIds) => done(db, dueIds),
  judgeAgain: (scopeId, days) => judgeAgain(db, scopeId, days),
  state: () => readState(db),
  setState: (about, known) => setState(db, about, known),
  prune: (habitsBefore, findingsBefore) => prune(db, habitsBefore, findingsBefore),
  list: (sight, query) => listUnusual(db, sight, query),
  seenBy: (sight, ids) => findSeen(db, sight, ids),
  dismiss: (change) => dismiss(db, change),
  reopen: (change) => reopen(db, change),
  count: (sight, filter, most) => countUnusual(db, sight, filter, most),
});
