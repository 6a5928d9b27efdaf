import type { SecretReminder } from '@/lib/contract/reminders';
import type { SecretDetail } from '@/lib/contract/secret-detail';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Fact, Facts } from '@/components/ui/facts';
import { Said } from '@/components/ui/said';
import { TextLink } from '@/components/ui/text-link';
import { Time } from '@/components/ui/time';
import { CompleteReminder, SetReminder } from './reminder-dialogs';
import { dueWords, everyWords, STANDING_TONES } from './reminder-words';
import { REMINDERS_PATH } from './reminders-url';

interface Props {
  secret: SecretDetail;
  reminders: SecretReminder;
  now: string;
}

/** Where AWS does not rotate a secret, people must: when, and when they did. Nothing where there is nothing to say. */
export function ReminderCard({ secret, reminders: { reminder, done }, now }: Props) {
  const mayBeSet = secret.may.annotate && !secret.rotation.enabled && secret.primaryRegion === null;
  if (!reminder && done.length === 0 && !mayBeSet) return null;
  return (
    <Card aria-label="Reminder" tone={reminder?.standing === 'overdue' ? 'warn' : 'plain'}>
      <CardHeader>
        <CardTitle>Reminder</CardTitle>
        {reminder && <Badge tone={STANDING_TONES[reminder.standing]}>{dueWords(reminder)}</Badge>}
        <span className="ml-auto flex gap-1.5">
          {reminder && secret.may.annotate && <CompleteReminder secret={secret} reminder={reminder} />}
          {(reminder ? secret.may.annotate : mayBeSet) && <SetReminder secret={secret} reminder={reminder} />}
        </span>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        {reminder ? (
          <>
            {secret.rotation.enabled && (
              <p className="text-ink-2">AWS rotates this secret now: the reminder can be removed.</p>
            )}
            <Facts>
              <Fact label="Due on">
                <time dateTime={reminder.dueOn}>{reminder.dueOn}</time>, {everyWords(reminder.everyDays)}
              </Fact>
              {reminder.note !== null && (
                <Fact label="To do">
                  <span className="whitespace-pre-line wrap-anywhere">
                    <Said text={reminder.note} />
                  </span>
                </Fact>
              )}
              <Fact label="Set">
                <span className="wrap-anywhere">
                  <Time at={reminder.changedAt} now={now} /> by <Said text={reminder.changedBy} />
                </span>
              </Fact>
            </Facts>
          </>
        ) : (
          <p className="text-ink-3">
            {secret.rotation.enabled
              ? 'None: AWS rotates this secret.'
              : 'None: AWS does not rotate this secret, and nobody is reminded to.'}
          </p>
        )}
        {done.length > 0 && <DoneList done={done} now={now} />}
        <p>
          <TextLink href={REMINDERS_PATH} className="inline-flex min-h-6 items-center">
            All reminders
          </TextLink>
        </p>
      </CardBody>
    </Card>
  );
}

function DoneList({ done, now }: { done: SecretReminder['done']; now: string }) {
  return (
    <ul aria-label="Done" className="flex flex-col gap-1.5 border-t border-line pt-2.5">
      {done.map(({ dueOn, doneAt, doneBy, note }) => (
        <li key={doneAt} className="text-ink-2 wrap-anywhere">
          done <Time at={doneAt} now={now} /> by <Said text={doneBy} />
          <span className="note block">
            was due on {dueOn}
            {note !== null && (
              <>
                {': '}
                <Said text={note} />
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
