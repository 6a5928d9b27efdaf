import 'server-only';
import { coversPrefix } from '@/lib/domain/annotation';
import { visibilityOf } from '@/lib/domain/grant';
import type { Permission } from '@/lib/domain/permission';
import type { Context } from '@/lib/domain/ports/context';

const covers = (ctx: Context, permission: Permission, prefix: string): boolean =>
  coversPrefix(visibilityOf(ctx.actor.grants, permission), prefix);

export const seesAllBelow = (ctx: Context, prefix: string): boolean => covers(ctx, 'inventory.read', prefix);

export const mayAnnotateBelow = (ctx: Context, prefix: string): boolean =>
  covers(ctx, 'secret.annotate', prefix) && seesAllBelow(ctx, prefix);
