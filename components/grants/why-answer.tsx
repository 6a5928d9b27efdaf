import type { WhyView } from '@/lib/contract/grants';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { EnvironmentLabel } from '@/components/secrets/environment-label';
import { Badge } from '@/components/ui/badge';
import { TextLink } from '@/components/ui/text-link';
import { Said } from '@/components/ui/said';
import { StatementTable } from './statement-table';
import { toGuardNote, toReason, toVerdict } from './why-words';

/** Yes or no, the reason, and every statement that was looked at. */
export function WhyAnswer({ answer }: { answer: WhyView }) {
  const { allowed, person, secret, parts, source } = answer;
  const note = secret && toGuardNote(secret);
  return (
    <Card id="answer" aria-label="Answer">
      <CardHeader className="items-center">
        <Badge tone={allowed ? 'ok' : 'bad'}>{allowed ? 'yes' : 'no'}</Badge>
        <CardTitle className="min-w-0 wrap-anywhere">
          <Said text={toVerdict(answer)} />
        </CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-1.5">
        <p>
          <Said text={toReason(answer)} />
        </p>
        {secret && (
          <p className="text-ink-2">
            <TextLink href={`/secrets/${secret.id}`} className="font-mono text-sm wrap-anywhere">
              <Said text={secret.name} />
            </TextLink>{' '}
            in {secret.account} is <EnvironmentLabel value={secret.environment.value} />:{' '}
            <Said text={secret.environment.source} />. {note}
          </p>
        )}
        {person.groups === null && (
          <p className="text-ink-2">
            Their groups and claims are not known: no session of theirs is kept. What is not known allows nothing and
            denies everything.
          </p>
        )}
        {person.groups !== null && person.groups.length > 0 && (
          <details className="text-ink-2">
            <summary className="min-h-6 leading-6 text-ink-3 hover:text-ink">
              {person.groups.length === 1 ? '1 group' : `${person.groups.length.toLocaleString('en')} groups`} by{' '}
              {person.issuer}
            </summary>
            <p className="wrap-anywhere">
              <Said text={person.groups.join(', ')} />
            </p>
          </details>
        )}
      </CardBody>
      {parts.map((part) => (
        <Statements key={part.permission} part={part} source={source} />
      ))}
    </Card>
  );
}

function Statements({ part, source }: { part: WhyView['parts'][number]; source: string }) {
  const { permission, environment, statements } = part;
  const naming = statements.filter(({ naming: one }) => one !== 'not named');
  const others = statements.filter(({ naming: one }) => one === 'not named');
  return (
    <section aria-label={permission} className="border-t border-line">
      <h3 className="flex flex-wrap items-baseline gap-x-2 px-4 pt-2.5 pb-1">
        <span className="font-mono">{permission}</span>
        <span className="text-sm text-ink-3">
          {part.because}
          {environment && `; the environment looked at is ${environment}`}
        </span>
      </h3>
      {naming.length > 0 ? (
        <StatementTable caption={`Statements about ${permission} that name them`} statements={naming} />
      ) : (
        <p className="px-4 pb-2.5 text-ink-2">No statement about it names them.</p>
      )}
      {others.length > 0 && (
        <details className="px-0 pb-1.5">
          <summary className="min-h-7 px-4 leading-7 text-ink-3 hover:text-ink">
            {others.length === 1 ? '1 statement names' : `${others.length.toLocaleString('en')} statements name`}{' '}
            others, in {source}
          </summary>
          <StatementTable caption={`Statements about ${permission} that name others`} statements={others} />
        </details>
      )}
    </section>
  );
}
