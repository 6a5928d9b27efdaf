import 'server-only';
import { cache } from 'react';
import { notFound } from 'next/navigation';
import { requireContext } from '@/lib/auth/require-actor';
import { findProblem } from '@/lib/contract/find-problem';
import type { Problem } from '@/lib/contract/problem';
import { getSystem } from '@/lib/runtime/get-system';
import { countDenial, countKnown, toCount } from '@/lib/runtime/count-request';
import { countStranger } from '@/lib/runtime/count-stranger';
import { getMe } from '@/lib/services/get-me';
import { gatherScopes } from '@/lib/services/list-scopes';
import { noteRefusal } from '@/lib/services/note-refusal';

/** One context a request: the layout and the page agree on who it is and what time it is. */
export const pageContext = cache(async () => {
  const system = await getSystem();
  const ctx = await requireContext(system, (sent) => countStranger(sent, system.now()));
  const now = ctx.now();
  // A page reads as much as the API does, and out of the same allowance.
  const count = toCount('GET');
  countKnown(count, { by: 'person', key: ctx.actor.id }, now);
  return { ctx: { ...ctx, now: () => now }, now: now.toISOString(), count };
});

/** Who looks at the page, and the scopes that they see: the shell's, and any page's that needs them. */
export const pageViewer = cache(async () => {
  const { ctx } = await pageContext();
  const me = await getMe(ctx);
  const scopes = me.may.includes('inventory.read') ? await gatherScopes(ctx) : [];
  return { me, scopes };
});

export type Read<T> = { ok: true; data: T } | { ok: false; problem: Problem };

/** Reads for a page: our own refusals become words on it, an unknown id the not-found page; the rest is for error.tsx. */
export async function read<T>(requestId: string, verb: () => Promise<T>): Promise<Read<T>> {
  try {
    return { ok: true, data: await verb() };
  } catch (error) {
    const problem = findProblem(error, requestId);
    if (!problem) throw error;
    // With no context there is nobody who was refused: it is what could not be had.
    const opened = await pageContext().catch(() => null);
    if (opened) countDenial(opened.count, error, opened.ctx.now());
    if (opened) await noteRefusal(opened.ctx, error, { why: 'a page' });
    if (problem.code === 'not_found') notFound();
    return { ok: false, problem };
  }
}
