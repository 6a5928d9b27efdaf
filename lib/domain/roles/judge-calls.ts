import type { AccountRoles } from './account-roles';
import { toGood, toUnknown, type RoleCheck } from './role-check';
import { OPTIONAL_ACTIONS } from '@/lib/domain/diagnosis/actions';
import { isLet, type ProbedCall, type RoleProbe } from './role-probe';
import { CANCEL_ACTION, VALUE_ACTIONS } from './role-statements';

const VALUES: ReadonlySet<string> = new Set(VALUE_ACTIONS);
const GET_VALUE = 'secretsmanager:GetSecretValue';

/** AccessDenied is good here: AWS refused before it looked whether such a secret exists. */
function judgeForbidden({ action, answer }: ProbedCall, isReveal: boolean): RoleCheck {
  if (answer.kind === 'unclear') return toUnknown(action, answer.message, answer.remedy);
  if (answer.kind === 'refused') {
    const outright = /explicit deny/i.test(answer.sentence);
    return toGood(
      action,
      outright
        ? 'Refused outright, whatever else may be granted.'
        : 'Refused, because nothing grants it; the printed policy denies it outright, so that no other grant can change that.',
    );
  }
  const seen =
    answer.kind === 'missing'
      ? 'AWS did not refuse but looked for the secret, which does not exist.'
      : 'AWS answered the call instead of refusing it; the answer was dropped unread.';
  return isReveal
    ? {
        name: action,
        verdict: 'warn',
        message: `May read values in bulk: ${seen}`,
        remedy: 'Add the Deny of its printed policy.',
      }
    : {
        name: action,
        verdict: 'bad',
        message: `Can read values: ${seen}`,
        remedy: 'Add the statement NeverValues of the printed policy.',
      };
}

/** What a role may lack, what does not go without it, and what it is granted for. */
function findOptional(action: string): { without: string; to: string } | null {
  if (action === CANCEL_ACTION)
    return {
      without: 'automatic rotation is not turned off from here',
      to: 'automatic rotation turned off where it has to be stopped',
    };
  return OPTIONAL_ACTIONS.includes(action)
    ? { without: 'less is told of a rotation that fails', to: 'functions and their logs looked at' }
    : null;
}

function judgeWanted({ action, answer }: ProbedCall, { limits: { onlyTag } }: AccountRoles, isAct: boolean): RoleCheck {
  if (answer.kind === 'unclear') return toUnknown(action, answer.message, answer.remedy);
  if (isLet(answer))
    return toGood(action, answer.kind === 'missing' ? 'Allowed: AWS looked for what does not exist.' : 'Allowed.');
  if (isAct && onlyTag !== null && !OPTIONAL_ACTIONS.includes(action))
    return toUnknown(
      action,
      `Not tested: acts are only for secrets with the tag ${onlyTag.key}=${onlyTag.value}, and what does not exist carries none.`,
    );
  const sentence = answer.kind === 'refused' ? answer.sentence : '';
  const optional = findOptional(action);
  if (optional)
    return {
      name: action,
      verdict: 'warn',
      message: `Refused, and optional: without it ${optional.without}. ${sentence}`.trim(),
      remedy: `Grant ${action}, as in the printed policy, to have ${optional.to}.`,
    };
  const deny = /explicit deny in an? ([\w -]+? policy)/.exec(sentence)?.[1];
  return {
    name: action,
    verdict: 'bad',
    message: `Refused. ${sentence}`.trim(),
    remedy:
      deny === undefined
        ? `Grant ${action}, as in the printed policy.`
        : `A ${deny} denies it: change it there; a grant alone does not help.`,
  };
}

/** What can be seen only with a value or a rotation, and so is not. */
const UNSEEN: Partial<Record<RoleProbe['use'], RoleCheck>> = {
  reveal: toUnknown('kms:Decrypt', 'Not tested: only the read of a value shows it.'),
  rotate: toUnknown('lambda:InvokeFunction', 'Not tested: only a rotation shows it.'),
};

/** What the role lets and what it refuses, held against what it is for. */
export function judgeCalls({ use, calls }: RoleProbe, account: AccountRoles): RoleCheck[] {
  const isAct = use === 'reveal' || use === 'rotate' || use === 'recover';
  const checks = calls.map((call) => {
    const wanted = !VALUES.has(call.action) || (use === 'reveal' && call.action === GET_VALUE);
    return wanted ? judgeWanted(call, account, isAct) : judgeForbidden(call, use === 'reveal');
  });
  const unseen = UNSEEN[use];
  return calls.length > 0 && unseen ? [...checks, unseen] : checks;
}
