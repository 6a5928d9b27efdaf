import 'server-only';
import { gatherAccounts, type FoundAccounts } from '@/lib/domain/discovery/organization-account';
import type { SystemContext } from '@/lib/domain/ports/context';
import { recordFailure, type Problem } from '@/lib/sync/record-failure';
import type { Handler } from '@/lib/sync/run-job';
import { applyPlans } from './apply-plans';

async function listAll(ctx: SystemContext, signal: AbortSignal): Promise<FoundAccounts> {
  const gathered = gatherAccounts();
  for await (const page of ctx.aws.listAccounts()) {
    signal.throwIfAborted();
    gathered.add(page);
  }
  return gathered.end();
}

/** What was told badly: it adds, and takes nothing for lost. */
function judge({ accounts, malformed }: FoundAccounts): Problem | null {
  if (malformed === 0 && accounts.length > 0) return null;
  const what = malformed > 0 ? `${malformed} entries without an account id` : 'no account, not even its own';
  return {
    code: 'protocol',
    message: `organizations:ListAccounts: the answer has ${what}.`,
    remedy: 'Accounts that it does not name are kept as they were. If an endpoint URL is set, check that it is AWS.',
  };
}

/** One look at the organisation. Where it fails the status says why, and what is known stays. */
async function discover(ctx: SystemContext, signal: AbortSignal): Promise<void> {
  const record = (problem: Problem) => ctx.store.discovery.recordFailure(problem, ctx.now());
  await recordFailure({ signal, doing: 'looked for accounts', record }, async () => {
    const found = await listAll(ctx, signal);
    const { joined, stayed, left } = await ctx.store.discovery.record(found, judge(found), ctx.now());
    const counts = { joined: joined.length, stayed: stayed.length, left: left.length };
    ctx.log.info({ room: 'sync', ...counts }, 'accounts of the organization listed');
  });
}

/** Looks for accounts, and makes their scopes what keyledger.yaml says now: also where AWS does not answer, it may have changed. */
export function createDiscoveryHandler(ctx: SystemContext): Handler {
  return async (_, signal) => {
    const settings = ctx.config.discovery;
    if (settings === null) return null;
    const failed = await discover(ctx, signal).then(
      () => null,
      (error: unknown) => ({ error }),
    );
    signal.throwIfAborted();
    await applyPlans(ctx, settings, await ctx.store.discovery.accounts());
    if (failed) throw failed.error;
    return { afterSeconds: settings.everySeconds };
  };
}
