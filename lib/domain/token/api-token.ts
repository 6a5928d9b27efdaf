import type { GrantRule } from '@/lib/domain/grant';
import type { Claims, Identity } from '@/lib/domain/grant-statement';
import type { Permission } from '@/lib/domain/permission';

/** Whose a token is, as their provider last told of them: what statements look at. */
export interface TokenPerson extends Identity {
  name: string;
  persona: string | null;
  groups: string[];
  claims: Claims;
}

/** An API token as it stands in its row, which does not hold the token. */
export interface ApiToken {
  /** Public; part of the token's text. */
  id: string;
  /** SHA-256 of the text. */
  digest: string;
  name: string;
  permissions: Permission[];
  /** Where it holds, any of them, within what its person may; none: wherever they may. */
  where: GrantRule[];
  person: TokenPerson;
  createdAt: Date;
  /** To the minute or so. */
  lastUsedAt: Date | null;
  lastAddress: string | null;
  expiresAt: Date;
  endedAt: Date | null;
  /** Who ended it, by name. */
  endedBy: string | null;
}

export type TokenState = 'live' | 'expired' | 'ended';

export function toTokenState({ endedAt, expiresAt }: Pick<ApiToken, 'endedAt' | 'expiresAt'>, now: Date): TokenState {
  if (endedAt) return 'ended';
  return expiresAt.getTime() <= now.getTime() ? 'expired' : 'live';
}
