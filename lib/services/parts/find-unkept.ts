import 'server-only';
import type { UnkeptView } from '@/lib/contract/access';
import type { Context } from '@/lib/domain/ports/context';
import type { Unkept } from '@/lib/domain/ports/retention-store';
import { whatIsUnkept } from '@/lib/domain/retention/unkept';
import { toWire } from './wire-time';

/** What of single events was deleted that an answer would have told. It is so for everybody, whatever they may see. */
export const findUnkept = async (ctx: Context, asked: Parameters<typeof whatIsUnkept>[1]): Promise<Unkept[]> =>
  whatIsUnkept(await ctx.store.retention.unkept(), asked);

export const toUnkeptView = (unkept: readonly Unkept[]): UnkeptView[] =>
  unkept.map(({ action, before }) => ({ action, before: toWire(before) }));
