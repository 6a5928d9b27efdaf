import 'server-only';
import type { InventoryStore } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { together } from '@/lib/store/together';
import { applyDescribed } from './apply-described';
import { countFacets } from './facets';
import { findGone, listFormer } from './former';
import { groupItems } from './group-items';
import { applyPage, finishListing, listUnnamed, startListing } from './listing';
import { markGone } from './mark-gone';
import { leaveListing, listingsBefore, openListings, sampleNames } from './open-listings';
import { readMatrix } from './read-matrix';
import {
  countItems,
  findItemsTogether,
  findMatching,
  findScopesInSight,
  listItems,
  listLogical,
  listSiblings,
  readInOrder,
  readItemsById,
} from './read-items';
import { readPlaced } from './read-placed';
import { applyVerdicts, listDueForRecheck } from './recheck';
import { countRotation } from './rotation-counts';
import { countDays } from './rotation-days';
import { rotationEventsTogether } from './rotation-events';
import { findStages } from './stages';
import { findUnsure } from './unsure-rotation';
import { listVersionsDue, putOffVersions } from './version-looks';
import { applyVersions, findVersions } from './versions';

export const createInventoryStore = (db: Queryable): InventoryStore => ({
  list: (sight, query) => listItems(db, sight, query),
  matching: (sight, query) => findMatching(db, sight, query),
  read: (sight, ids, now) => readInOrder(db, sight, ids, now),
  rows: (sight, ids, now) => readItemsById(db, sight, ids, now),
  count: (sight, filter, now) => countItems(db, sight, filter, now),
  facets: (sight, filter, now) => countFacets(db, sight, filter, now),
  groups: (sight, query) => groupItems(db, sight, query),
  matrix: (sight, query) => readMatrix(db, sight, query),
  placed: (visibility, afterId, limit) => readPlaced(db, visibility, afterId, limit),
  scopesInSight: (visibility) => findScopesInSight(db, visibility),
  find: findItemsTogether(db),
  siblings: (sight, id, now) => listSiblings(db, sight, id, now),
  former: (sight, of) => listFormer(db, sight, of),
  gone: (sight, id) => findGone(db, sight, id),
  logical: (sight, of, now) => listLogical(db, sight, of, now),
  rotationCounts: (sight, filter, now) => countRotation(db, sight, filter, now),
  rotationDays: (...asked) => countDays(db, ...asked),
  unsureOf: (sight, ids, now) => findUnsure(db, sight, ids, now),
  rotationEvents: rotationEventsTogether(db),
  startListing: (scopeId, at) => startListing(db, scopeId, at),
  listingsBefore: (scopeId, since) => listingsBefore(db, scopeId, since),
  leaveListing: (listingId, doubted) => leaveListing(db, listingId, doubted ?? null),
  openListings: (since) => openListings(db, since),
  sampleNames: (scopeId, most) => sampleNames(db, scopeId, most),
  applyPage: (listingId, secrets, mark, after) => applyPage(db, listingId, secrets, mark, after),
  listUnnamed: (listingId, limit) => listUnnamed(db, listingId, limit),
  finishListing: (listingId, at) => finishListing(db, listingId, at),
  applyDescribed: together((secrets) => applyDescribed(db, secrets)),
  markGone: (arn, at) => markGone(db, arn, at),
  applyVersions: (id, versions, at) => applyVersions(db, id, versions, at),
  versionsDue: (scopeId, now, limit) => listVersionsDue(db, scopeId, now, limit),
  putOffVersions: (id, until) => putOffVersions(db, id, until),
  findVersions: (sight, id) => findVersions(db, sight, id),
  findStages: (sight, id, limit) => findStages(db, sight, id, limit),
  dueForRecheck: (now, limit) => listDueForRecheck(db, now, limit),
  applyVerdicts: (verdicts) => applyVerdicts(db, verdicts),
});
