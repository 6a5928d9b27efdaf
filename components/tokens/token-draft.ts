import { findPlaceless, type CreateTokenInput, type TokenPlace } from '@/lib/contract/tokens';

export type TokenPermission = CreateTokenInput['permissions'][number];

/** What stands in the form. */
export interface TokenDraft {
  name: string;
  permissions: readonly TokenPermission[];
  environments: string;
  accounts: string;
  tag: string;
  namePrefix: string;
  days: number;
}

export const LIFETIMES = [7, 30, 90, 180, 365] as const;

export const EMPTY_DRAFT: TokenDraft = {
  name: '',
  permissions: ['inventory.read'],
  environments: '',
  accounts: '',
  tag: '',
  namePrefix: '',
  days: 90,
};

const toList = (text: string): string[] => text.split(/[\s,]+/).filter((part) => part !== '');

/** The key ends at the first `=`; a value may hold more of them. */
function toTag(text: string): TokenPlace['tag'] {
  const at = text.indexOf('=');
  return at < 0 ? { key: text.trim(), value: '' } : { key: text.slice(0, at).trim(), value: text.slice(at + 1).trim() };
}

/** What is sent; what is wrong with it the API says. */
export function toTokenInput({ name, permissions, days, ...draft }: TokenDraft) {
  const [environments, accounts, namePrefix] = [
    toList(draft.environments),
    toList(draft.accounts),
    draft.namePrefix.trim(),
  ];
  const place: TokenPlace = {
    ...(environments.length > 0 && { environments }),
    ...(accounts.length > 0 && { accounts }),
    ...(draft.tag.trim() !== '' && { tag: toTag(draft.tag) }),
    ...(namePrefix !== '' && { namePrefix }),
  };
  const where = Object.keys(place).length > 0 ? [place] : [];
  return { name: name.trim(), permissions: [...permissions], where, expiresInDays: days };
}

/** What is ticked and would hold everywhere, although a place is said; null: nothing. */
export function findUnlimited(draft: TokenDraft): TokenPermission | null {
  const at = findPlaceless(draft.permissions);
  return toTokenInput(draft).where.length > 0 ? (draft.permissions[at] ?? null) : null;
}

export const isComplete = (draft: TokenDraft): boolean =>
  draft.name.trim() !== '' && draft.permissions.length > 0 && findUnlimited(draft) === null;
