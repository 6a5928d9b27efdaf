import 'server-only';
import { asc } from 'drizzle-orm';
import type { RoleTestStore } from '@/lib/domain/ports/act-stores';
import type { RoleTest } from '@/lib/domain/roles/role-check';
import type { Queryable } from '@/lib/store/connect';
import { roleTestTable } from '@/lib/store/schema/scope';
import { toStorable } from '@/lib/store/storable';

/** The last test of each scope's roles. */
export const createRoleTestStore = (db: Queryable): RoleTestStore => ({
  save: async ({ scopeId, at, by, roles }: RoleTest) => {
    const row = { at, by, roles: toStorable(roles) };
    await db
      .insert(roleTestTable)
      .values({ scopeId, ...row })
      .onConflictDoUpdate({ target: roleTestTable.scopeId, set: row });
  },
  list: () => db.select().from(roleTestTable).orderBy(asc(roleTestTable.scopeId)),
});
