import type { DiagnosisView } from '@/lib/contract/diagnosis';
import { Fact, Facts } from '@/components/ui/facts';
import { Said } from '@/components/ui/said';
import { LogLines } from './log-lines';
import { NextSteps } from './next-steps';

/** The cause, what it was told from, what to do, and what nobody has seen. */
export function DiagnosisBody({ diagnosis }: { diagnosis: DiagnosisView }) {
  const { cause, step, functionName, message, evidence, unseen, log } = diagnosis;
  return (
    <>
      <div className="flex max-w-prose flex-col gap-1">
        <h3 className="font-semibold">{cause.title}</h3>
        <p className="text-ink-2">{cause.why}</p>
      </div>
      <Facts>
        <Fact label="Step">{step ?? 'not known'}</Fact>
        <Fact label="Function">
          {functionName === null ? 'none' : <span className="font-mono text-sm">{functionName}</span>}
        </Fact>
        {message !== null && (
          <Fact label="AWS says">
            <Said text={message} />
          </Fact>
        )}
      </Facts>
      {evidence.length > 0 && (
        <Section title="What was seen">
          <ul className="flex max-w-prose list-disc flex-col gap-1 pl-5">
            {evidence.map((sentence) => (
              <li key={sentence} className="wrap-anywhere">
                <Said text={sentence} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="What to do">
        <NextSteps steps={diagnosis.next} />
      </Section>
      {unseen.length > 0 && (
        <Section title="Not looked at">
          <ul className="flex max-w-prose list-disc flex-col gap-1 pl-5">
            {unseen.map(({ what, why, grant }) => (
              <li key={what}>
                {what}. <span className="text-ink-2">{why}</span>
                {grant !== null && (
                  <>
                    {' '}
                    <span className="text-ink-3">Needs</span> <code className="font-mono text-sm">{grant}</code>
                  </>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {log && <LogLines log={log} />}
    </>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <h3 className="text-sm font-medium text-ink-3">{title}</h3>
      {children}
    </div>
  );
}
