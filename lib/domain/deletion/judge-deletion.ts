import { checkUsers } from './check-users';
import { ASKED_DAYS, type DeletionCheck, type DeletionFacts } from './deletion-facts';
import { nameSome } from './name-users';

/** `in-use`: something would break. `unsure`: nothing is known to, but not all is known. `unused`: all of it is known. */
export type DeletionVerdict = 'in-use' | 'unsure' | 'unused';

export interface JudgedDeletion {
  verdict: DeletionVerdict;
  /** The verdict in words. */
  sentence: string;
  /** What breaks first. */
  checks: DeletionCheck[];
}

const DAY_MS = 86_400_000;

/** AWS tells the day of the last access in the secret's region, and not by whom. */
function checkLastAccess({ secret, users, foreign, now }: DeletionFacts): DeletionCheck[] {
  const day = secret.lastAccessedOn;
  // The day comes late, and with a listing: of what is known to be read, it tells nothing.
  if (day === null)
    return foreign || users.some(({ reads }) => reads > 0)
      ? []
      : [{ id: 'never-accessed', level: 'safe', message: 'AWS knows of no access at all.' }];
  const first = new Date(now.getTime() - ASKED_DAYS * DAY_MS).toISOString().slice(0, 10);
  if (day < first) return [{ id: 'long-unread', level: 'safe', message: `AWS dates its last access ${day}.` }];
  const known = users.some(({ lastAt }) => lastAt !== null && lastAt.toISOString().slice(0, 10) >= day);
  if (known) return [];
  const message = `AWS dates its last access ${day}: the history that is known here does not tell by whom.`;
  return [{ id: 'access-not-explained', level: 'doubt', message }];
}

function checkWhatItIs({ secret }: DeletionFacts): DeletionCheck[] {
  const checks: DeletionCheck[] = [];
  const { owningService, primaryRegion, region, replicas } = secret;
  if (owningService !== null) {
    const message = `${owningService} manages it: it is deleted there, with what it belongs to.`;
    checks.push({ id: 'managed', level: 'breaks', message });
  }
  if (primaryRegion !== null && primaryRegion !== region) {
    const message = `It is a replica of ${primaryRegion}: it goes when its region is removed from the primary, at once and without a way back.`;
    checks.push({ id: 'replica', level: 'doubt', message });
  }
  if (replicas.length > 0) {
    const regions = nameSome(replicas.map((replica) => replica.region));
    const message = `It is replicated to ${regions}: AWS deletes no secret that has replicas, and those who read there read this one.`;
    checks.push({ id: 'replicated', level: 'breaks', message });
  }
  if (secret.rotationEnabled === true && owningService === null) {
    const message = 'It is rotated automatically: somebody wanted its value to be fresh.';
    checks.push({ id: 'rotates', level: 'doubt', message });
  }
  return checks;
}

function checkNamesakes({ namesakes }: DeletionFacts): DeletionCheck[] {
  if (namesakes.length === 0) return [];
  const places = nameSome(namesakes.map(({ accountName, region }) => `${accountName} ${region}`));
  const message = `There is a secret of the same name in ${places}: make sure which one is meant, and which one programs ask for.`;
  return [{ id: 'namesakes', level: 'doubt', message }];
}

const SENTENCES: Readonly<Record<DeletionVerdict, { before: string; pending: string }>> = {
  'in-use': {
    before: 'Do not delete it: something would break.',
    pending: 'Restore it before its window ends: something needs it.',
  },
  unsure: {
    before: 'Nothing is known to break, but not everything could be looked at.',
    pending: 'Nothing is known to need it, but not everything could be looked at.',
  },
  unused: {
    before: 'Nothing is known to need it, and all that could tell was looked at.',
    pending: 'Nothing is known to need it, and all that could tell was looked at: let it go.',
  },
};

/** What speaks for and against a secret's deletion, of one that nobody has asked for or of one that is pending. */
export function judgeDeletion(facts: DeletionFacts): JudgedDeletion {
  const checks = [...checkUsers(facts), ...checkWhatItIs(facts), ...checkLastAccess(facts), ...checkNamesakes(facts)];
  const has = (level: DeletionCheck['level']) => checks.some((check) => check.level === level);
  const verdict = has('breaks') ? 'in-use' : has('doubt') ? 'unsure' : 'unused';
  const weight = { breaks: 0, doubt: 1, safe: 2 } as const;
  return {
    verdict,
    sentence: SENTENCES[verdict][facts.secret.deletion ? 'pending' : 'before'],
    checks: checks.toSorted((a, b) => weight[a.level] - weight[b.level]),
  };
}
