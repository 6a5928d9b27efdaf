import 'server-only';
import { jsonb, text } from 'drizzle-orm/pg-core';
import type { Claims } from '@/lib/domain/grant-statement';
import type { GrantRule } from '@/lib/domain/grant';
import type { Permission } from '@/lib/domain/permission';
import { keyledger, moment } from './keyledger-schema';

export const tokenTable = keyledger.table('token', {
  id: text('id').primaryKey(),
  digest: text('digest').notNull(),
  name: text('name').notNull(),
  permissions: text('permissions').array().$type<Permission[]>().notNull(),
  places: jsonb('places').$type<GrantRule[]>().notNull(),
  issuer: text('issuer').notNull(),
  subject: text('subject').notNull(),
  personName: text('person_name').notNull(),
  email: text('email'),
  persona: text('persona'),
  groups: text('groups').array().notNull(),
  claims: jsonb('claims').$type<Claims>().notNull(),
  createdAt: moment('created_at').notNull(),
  lastUsedAt: moment('last_used_at'),
  lastAddress: text('last_address'),
  expiresAt: moment('expires_at').notNull(),
  endedAt: moment('ended_at'),
  endedBy: text('ended_by'),
});
