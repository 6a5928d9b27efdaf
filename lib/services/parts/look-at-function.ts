import 'server-only';
import { randomUUID } from 'node:crypto';
import type { FunctionLook, LogLook } from '@/lib/domain/diagnosis/function-facts';
import type { Context } from '@/lib/domain/ports/context';
import { toActingPerson } from './acting-person';
import type { BegunAct } from './begin-act';
import { recordAct, traceDetail } from './record-act';

type Looking = Pick<BegunAct, 'scope' | 'ledgerSecret'>;

const toRecord = (act: Looking, action: 'secret.diagnose' | 'logs.read', what: string) => ({
  actId: randomUUID(),
  action,
  secret: act.ledgerSecret,
  reason: null,
  detail: { what },
});

/** Entered before AWS is asked, and again with what came of it; what AWS refuses is an answer. */
export async function lookAtFunction(
  ctx: Context,
  act: Looking,
  what: { functionArn: string; secretArn: string },
): Promise<FunctionLook> {
  const record = toRecord(act, 'secret.diagnose', `function ${what.functionArn.split(':')[6] ?? ''}`);
  return recordAct<FunctionLook>(ctx, record, async () => {
    const { look, trace } = await ctx.aws.lookAtFunction(act.scope, toActingPerson(ctx), what);
    const { configuration, admission } = look;
    const came = { configuration: configuration.kind, policy: admission.kind };
    return { result: look, detail: { ...came, ...traceDetail(trace) } };
  });
}

/** An act of its own: of the lines the ledger keeps how many there were, and from when to when. */
export async function readLog(
  ctx: Context,
  act: BegunAct,
  { group, from, to }: { group: string; from: Date; to: Date },
): Promise<LogLook> {
  const { detail, ...record } = toRecord(act, 'logs.read', `log ${group}`);
  const range = { from: from.toISOString(), to: to.toISOString() };
  return recordAct<LogLook>(ctx, { ...record, detail: { ...detail, ...range } }, async () => {
    const { log, trace } = await ctx.aws.readFunctionLog(act.scope, toActingPerson(ctx), { logGroup: group, from, to });
    const came = { log: log.kind, lines: log.kind === 'seen' ? log.value.lines.length : null };
    return { result: log, detail: { ...came, ...traceDetail(trace) } };
  });
}
