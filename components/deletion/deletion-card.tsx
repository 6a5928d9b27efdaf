import type { DeletionView } from '@/lib/contract/deletion';
import { Badge, type Tone } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { classNames } from '@/components/ui/class-names';
import { CopyButton } from '@/components/ui/copy-button';
import { Said } from '@/components/ui/said';
import { TextLink } from '@/components/ui/text-link';
import { Time } from '@/components/ui/time';
import { EnvironmentLabel } from '@/components/secrets/environment-label';
import { UsersTable } from './users-table';

const VERDICTS: Readonly<Record<DeletionView['verdict'], { tone: Tone; word: string }>> = {
  'in-use': { tone: 'bad', word: 'needed' },
  unsure: { tone: 'warn', word: 'not sure' },
  unused: { tone: 'ok', word: 'not needed' },
};

const LOOKS = {
  breaks: { word: 'Against', className: 'text-bad' },
  doubt: { word: 'Doubt', className: 'text-warn' },
  safe: { word: 'For', className: 'text-ok' },
} as const;

interface Props {
  deletion: DeletionView;
  /** Its deletion is pending; `endsAt`: until then it can be restored, where that is known. */
  pending: { endsAt: string | null } | null;
  now: string;
}

/** Who would miss the secret if it were deleted, and how it comes back where its deletion is pending. */
export function DeletionCard({ deletion, pending, now }: Props) {
  const { tone, word } = VERDICTS[deletion.verdict];
  return (
    <Card id="deletion" aria-label="Deletion" tone={pending && deletion.verdict !== 'unused' ? 'bad' : 'plain'}>
      <CardHeader>
        <CardTitle>{pending ? 'Pending deletion' : 'If it were deleted'}</CardTitle>
        <Badge tone={tone}>{word}</Badge>
        {pending?.endsAt && (
          <p className="text-ink-3">
            its window ends <Time at={pending.endsAt} now={now} />
          </p>
        )}
      </CardHeader>
      <CardBody className="flex flex-col gap-2.5">
        <p className="font-medium">{deletion.sentence}</p>
        <ul aria-label="For and against" className="flex flex-col gap-1.5">
          {deletion.checks.map(({ id, level, message }) => (
            <li key={id} className="grid grid-cols-[4rem_1fr] gap-2">
              <span className={classNames('font-medium', LOOKS[level].className)}>{LOOKS[level].word}</span>
              <span className="wrap-anywhere">
                <Said text={message} />
              </span>
            </li>
          ))}
        </ul>
        {deletion.restore !== null && <Restore command={deletion.restore} />}
      </CardBody>
      <UsersTable users={deletion.users ?? []} pending={pending !== null} now={now} />
      {deletion.namesakes.length > 0 && <Namesakes namesakes={deletion.namesakes} />}
    </Card>
  );
}

/** Keyledger restores nothing itself: whoever may, does it with the AWS CLI. */
function Restore({ command }: { command: string }) {
  return (
    <div className="flex flex-col items-start gap-1.5">
      <p className="text-ink-2">To restore it, with a role that has secretsmanager:RestoreSecret:</p>
      <pre
        tabIndex={0}
        aria-label="The command that restores it"
        className="w-full overflow-auto rounded-md border border-line bg-sunk p-2 font-mono text-xs"
      >
        {command}
      </pre>
      <CopyButton text={command} label="the command that restores it" />
    </div>
  );
}

function Namesakes({ namesakes }: Pick<DeletionView, 'namesakes'>) {
  return (
    <CardBody>
      <p className="text-ink-3">Others of the same name:</p>
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {namesakes.map(({ id, accountName, region, environment }) => (
          <li key={id} className="flex items-center gap-2">
            <TextLink href={`/secrets/${id}`} className="inline-flex min-h-6 items-center">
              <Said text={accountName} /> · {region}
            </TextLink>
            <EnvironmentLabel value={environment} />
          </li>
        ))}
      </ul>
    </CardBody>
  );
}
