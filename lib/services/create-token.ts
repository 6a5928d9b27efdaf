import 'server-only';
import { randomBytes, randomUUID } from 'node:crypto';
import type { CreatedToken, CreateTokenInput, TokenPlace } from '@/lib/contract/tokens';
import { AppError } from '@/lib/domain/errors';
import { holds, type GrantRule } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { ApiToken } from '@/lib/domain/token/api-token';
import { TOKEN_BYTES, toTokenDigest, toTokenText } from '@/lib/domain/token/token-text';
import { authorize } from './parts/authorize';
import { claimKey, finishKey, withClaimedKey } from './parts/claim-key';
import { recordAct } from './parts/record-act';
import { refusing } from './parts/refusing';
import { requireFreshSignIn } from './parts/require-fresh-sign-in';
import { toTokenView } from './parts/to-token-view';

const DAY_MS = 86_400_000;
const MOST_LIVE = 50;

/**
 * POST /api/tokens. The text goes into this answer and nowhere else: the store has its hash. Permissions are
 * held against the person's grants here, so that nobody is surprised, and again at each request, which guards.
 */
export async function createToken(
  ctx: Context,
  { input, idempotencyKey }: { input: CreateTokenInput; idempotencyKey: string | undefined },
): Promise<CreatedToken> {
  authorize(ctx, 'token.manage');
  requireHeld(ctx, input);
  const { tokenFreshSeconds } = ctx.config;
  await refusing(ctx, { action: 'token.manage' }, () => {
    if (tokenFreshSeconds !== null) requireFreshSignIn(ctx, tokenFreshSeconds);
  });
  if (await claimKey(ctx, idempotencyKey, { act: 'createToken', input }))
    throw new AppError('conflict', 'This Idempotency-Key has had its answer; a token is not shown twice.');
  const { id, text } = toTokenText(randomBytes(TOKEN_BYTES));
  const token = toToken(ctx, input, { id, digest: toTokenDigest(text) });
  await withClaimedKey(ctx, idempotencyKey, () => create(ctx, token));
  await finishKey(ctx, idempotencyKey, id);
  return { token: text, item: toTokenView(token, ctx.now()) };
}

async function create(ctx: Context, token: ApiToken): Promise<void> {
  if ((await ctx.store.tokens.countLive(token.person, ctx.now())) >= MOST_LIVE)
    throw new AppError('conflict', `You have ${MOST_LIVE} tokens that are live. End one that is not needed.`);
  const record = {
    actId: randomUUID(),
    action: 'token.manage',
    secret: null,
    reason: null,
    detail: {
      what: 'create',
      token: token.id,
      name: token.name,
      permissions: token.permissions.join(' '),
      where: JSON.stringify(token.where),
      expiresAt: token.expiresAt.toISOString(),
    },
  } as const;
  await recordAct(ctx, record, async () => {
    await ctx.store.tokens.create(token);
    return { result: null, detail: {} };
  });
}

function toToken(
  ctx: Context,
  { name, permissions, where, expiresInDays }: CreateTokenInput,
  made: Pick<ApiToken, 'id' | 'digest'>,
): ApiToken {
  const createdAt = ctx.now();
  const { issuer, subject, name: personName, email, persona, groups, claims } = ctx.actor;
  return {
    ...made,
    name,
    permissions,
    where: where.map(toRule),
    person: { issuer, subject, name: personName, email, persona, groups, claims },
    createdAt,
    lastUsedAt: null,
    lastAddress: null,
    expiresAt: new Date(createdAt.getTime() + expiresInDays * DAY_MS),
    endedAt: null,
    endedBy: null,
  };
}

/** The schema's optional keys may be there and undefined; a rule's are there or not. */
const toRule = (place: TokenPlace): GrantRule => ({
  ...(place.environments && { environments: place.environments }),
  ...(place.notEnvironments && { notEnvironments: place.notEnvironments }),
  ...(place.accounts && { accounts: place.accounts }),
  ...(place.tag && { tag: place.tag }),
  ...(place.namePrefix !== undefined && { namePrefix: place.namePrefix }),
});

function requireHeld(ctx: Context, { permissions }: CreateTokenInput): void {
  const missing = permissions.find((permission) => !holds(ctx.actor.grants, permission));
  if (!missing) return;
  throw new AppError('forbidden', `A token may not do what you may not: you do not have ${missing}.`, {
    refused: missing,
  });
}
