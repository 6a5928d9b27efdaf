import type { MeView, ScopeView } from '@/lib/contract/system';

/** As whom the ledger and AWS will know an act. */
export function recordedAs(me: Pick<MeView, 'name'>, scope: Pick<ScopeView, 'personKnownToAws'> | undefined): string {
  const ledger = `The ledger records it as ${me.name}`;
  if (scope?.personKnownToAws === false)
    return `${ledger}. AWS does not know the person here: CloudTrail will name Keyledger's own credentials.`;
  return `${ledger}, and AWS sees it as that person in CloudTrail.`;
}
