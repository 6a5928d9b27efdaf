import 'server-only';
import type { TokenView } from '@/lib/contract/tokens';
import { toTokenState, type ApiToken } from '@/lib/domain/token/api-token';
import { toTokenPrefix } from '@/lib/domain/token/token-text';
import { toWire, toWireOrNull } from './wire-time';

/** Without the digest. */
export const toTokenView = (token: ApiToken, now: Date): TokenView => ({
  id: token.id,
  prefix: toTokenPrefix(token.id),
  name: token.name,
  permissions: token.permissions,
  where: token.where,
  createdBy: {
    id: `${token.person.issuer}|${token.person.subject}`,
    name: token.person.email ?? token.person.name,
    persona: token.person.persona,
  },
  createdAt: toWire(token.createdAt),
  lastUsedAt: toWireOrNull(token.lastUsedAt),
  lastAddress: token.lastAddress,
  expiresAt: toWire(token.expiresAt),
  state: toTokenState(token, now),
  endedAt: toWireOrNull(token.endedAt),
  endedBy: token.endedBy,
});
