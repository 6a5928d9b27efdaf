import type { AccountRoles } from './account-roles';
import { toGood, toUnknown, type RoleCheck } from './role-check';
import { isLet, type ProbeAnswer, type RoleProbe } from './role-probe';

const describeCaller = ({ dashboard }: AccountRoles): string =>
  dashboard?.arn ??
  (dashboard ? `a principal of account ${dashboard.accountId}` : 'the credentials that Keyledger runs with');

/** AWS's own sentence says where it was refused: only for what its callers may know. */
const OWN_POLICY = /no identity-based policy|(identity-based|session) policy|permissions boundary/i;
const CONTROL_POLICY = /(service|resource) control policy/i;

const bad = (message: string, remedy: string): RoleCheck => ({ name: 'trust', verdict: 'bad', message, remedy });

function explainRefusal(probe: RoleProbe, sentence: string, account: AccountRoles): RoleCheck {
  const { arn, use, withoutPerson } = probe;
  if (/sts:SetSourceIdentity/.test(sentence) || isLet(withoutPerson))
    return bad(
      'AWS lets Keyledger in, but not with the person’s name: sts:SetSourceIdentity is missing.',
      `Add sts:SetSourceIdentity beside sts:AssumeRole in the trust policy of ${arn}, and in what Keyledger itself may do; AWS does not say which of the two lacks it. It may say the same where the session that Keyledger runs with carries a source identity of its own.`,
    );
  if (CONTROL_POLICY.test(sentence))
    return bad(
      'A control policy of the organization refuses it.',
      'Have sts:AssumeRole on this role let through there.',
    );
  if (OWN_POLICY.test(sentence))
    return bad(
      'Keyledger’s own policy does not let it assume this role.',
      `Give ${describeCaller(account)} the policy under “What Keyledger itself may do”.`,
    );
  const externalId =
    account.externalId === null
      ? 'it asks for an external id, and none is configured'
      : 'it asks for another external id than the configured one';
  const person = use === 'read' ? '' : ' (tried with the person’s name and without)';
  return bad(
    `AWS refuses sts:AssumeRole${person} and does not say why. It says the same whether ${arn} does not exist, its trust policy does not name ${describeCaller(account)}, ${externalId}, or Keyledger’s own policy lacks sts:AssumeRole on it.`,
    'See that the role exists under this name and path; then compare its trust policy, and what Keyledger itself may do, with the texts below.',
  );
}

function judgeOpening(probe: RoleProbe, opened: ProbeAnswer, account: AccountRoles): RoleCheck {
  if (opened.kind === 'refused') return explainRefusal(probe, opened.sentence, account);
  if (opened.kind === 'unclear') return toUnknown('trust', opened.message, opened.remedy);
  return toGood(
    'trust',
    probe.use === 'read' ? 'Lets Keyledger in.' : 'Lets Keyledger in, and AWS is told the person.',
  );
}

/** Whether what AWS lets in without it is let in at all: then the trust policy does not ask for it. */
function judgeWithout(
  name: string,
  without: ProbeAnswer | null,
  words: { asks: string; lets: RoleCheck },
): RoleCheck[] {
  if (without === null) return [];
  if (isLet(without)) return [words.lets];
  if (without.kind === 'refused') return [toGood(name, words.asks)];
  return without.kind === 'unclear' ? [toUnknown(name, without.message, without.remedy)] : [];
}

/** Whom the role lets in, and what of that AWS's answer cannot tell. */
export function judgeTrust(probe: RoleProbe, account: AccountRoles): RoleCheck[] {
  const { opened } = probe;
  if (opened === null) return [];
  const trust = judgeOpening(probe, opened, account);
  if (!isLet(opened)) return [trust];
  return [
    trust,
    ...judgeWithout('person', probe.withoutPerson, {
      asks: 'Lets nobody in who does not name a person.',
      lets: {
        name: 'person',
        verdict: 'bad',
        message: 'Also lets in who names no person, so that AWS’s record need not say who acted.',
        remedy: 'Add to the trust policy the condition StringLike: { "sts:SourceIdentity": "*" }.',
      },
    }),
    ...judgeWithout('external id', probe.withoutExternalId, {
      asks: 'Lets nobody in without the external id.',
      lets: {
        name: 'external id',
        verdict: 'warn',
        message: 'An external id is configured, and the trust policy does not ask for it.',
        remedy: 'Add to the trust policy the condition StringEquals on sts:ExternalId, as in the text below.',
      },
    }),
  ];
}
