import 'server-only';
import type { InventoryStore } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { countFacets } from './facets';
import { applyPage, finishListing, listUnnamed, startListing } from './listing';
import { countItems, findItem, listItems, listSiblings } from './read-items';
import { applyVerdicts, listDueForRecheck } from './recheck';
import { countRotation } from './rotation-counts';
import { listRotationEvents } from './rotation-events';
import { findUnsure } from './unsure-rotation';
import { applyVersions, findVersions } from './versions';
import { writeSecrets } from './write-secrets';

export const createInventoryStore = (db: Queryable): InventoryStore => ({
  list: (sight, query) => listItems(db, sight, query),
  count: (sight, filter, now) => countItems(db, sight, filter, now),
  facets: (sight, filter, now) => countFacets(db, sight, filter, now),
  find: (sight, id, now) => findItem(db, sight, id, now),
  siblings: (sight, id, now) => listSiblings(db, sight, id, now),
  rotationCounts: (sight, filter, now) => countRotation(db, sight, filter, now),
  unsureOf: (sight, ids, now) => findUnsure(db, sight, ids, now),
  rotationEvents: (ids) => listRotationEvents(db, ids),
  startListing: (scopeId, at) => startListing(db, scopeId, at),
  applyPage: (listingId, secrets) => applyPage(db, listingId, secrets),
  listUnnamed: (listingId, limit) => listUnnamed(db, listingId, limit),
  finishListing: (listingId, at) => finishListing(db, listingId, at),
  async applyDescribed(secret) {
    await db.transaction((tx) => writeSecrets(tx, { listing: null }, [secret]));
  },
  applyVersions: (id, versions, at) => applyVersions(db, id, versions, at),
  findVersions: (sight, id) => findVersions(db, sight, id),
  dueForRecheck: (now, limit) => listDueForRecheck(db, now, limit),
  applyVerdicts: (verdicts) => applyVerdicts(db, verdicts),
});
