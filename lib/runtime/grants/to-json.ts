import 'server-only';
import { describeStatement } from '@/lib/domain/grants/describe-grant';
import type { GrantStatement } from '@/lib/domain/grant-statement';
import type { KnownPerson } from '@/lib/domain/ports/people-store';
import type { Trial } from './try-grants';

const toStatement = (statement: GrantStatement) => ({
  line: statement.line ?? null,
  says: describeStatement(statement),
});

/** The answer for programs: one JSON object. */
export const toTrialJson = (trial: Trial, people: readonly KnownPerson[], against: string): string =>
  JSON.stringify(
    {
      against,
      statements: {
        added: trial.statements.added.map(toStatement),
        removed: trial.statements.removed.map(toStatement),
        changed: trial.statements.changed.map(({ before, after }) => ({
          before: toStatement(before),
          after: toStatement(after),
        })),
      },
      movedSecrets: trial.moved,
      peopleKnown: people.length,
      people: trial.people.map(({ person: { id, name, groups }, changes }) => ({
        id,
        name,
        groupsKnown: groups !== null,
        changes,
      })),
      groupsNotKnown: people.filter(({ groups }) => groups === null).map(({ id }) => id),
      unmet: trial.unmet.map(toStatement),
    },
    null,
    2,
  );
