import type { SettingsView } from '@/lib/contract/system';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { Fact, Facts } from '@/components/ui/facts';
import { Time } from '@/components/ui/time';

const NAMES: Readonly<Record<string, string>> = { log: 'the log', file: 'a file', s3: 'S3 with object lock' };

/** Where the signed head of the ledger goes, whether it arrives, and the key to verify it with. */
export function AnchorsCard({ ledger, now }: { ledger: SettingsView['ledger']; now: string }) {
  const { integrity, everyMinutes, everyEntries, stdout, publicKey } = ledger;
  const failing = integrity.sinks.some(({ problem, waitingSince }) => problem !== null || waitingSince !== null);
  const late = integrity.overdueSince !== null;
  return (
    <Card id="ledger" aria-label="Ledger" tone={failing || late ? 'warn' : 'plain'}>
      <CardHeader>
        <CardTitle>Ledger</CardTitle>
        <p className="text-ink-3">
          anchored outside every {everyMinutes} min or {everyEntries.toLocaleString('en')} entries, and once a day where
          nothing is added
        </p>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <Facts>
          <Fact label="Id">
            <span className="font-mono text-sm">{integrity.ledger}</span>
          </Fact>
          <Fact label="Last anchor">
            {integrity.anchor ? (
              <>
                {integrity.anchor.number}, of entry {integrity.anchor.seq}, <Time at={integrity.anchor.at} now={now} />
              </>
            ) : (
              'none yet'
            )}
            {integrity.overdueSince && (
              <div className="text-warn">
                The next was due <Time at={integrity.overdueSince} now={now} />. See that the worker runs: until then,
                what was added since can be erased unseen.
              </div>
            )}
          </Fact>
          {integrity.sinks.map(({ name, delivered, deliveredAt, waitingSince, problem }) => (
            <Fact key={name} label={`To ${NAMES[name] ?? name}`}>
              {delivered === 0 ? 'none has arrived' : `up to ${delivered}`}
              {deliveredAt && (
                <>
                  , <Time at={deliveredAt} now={now} />
                </>
              )}
              {problem && (
                <div className="text-warn">
                  {problem.message} {problem.remedy} Since <Time at={problem.since} now={now} />.
                </div>
              )}
              {!problem && waitingSince && (
                <div className="text-warn">
                  The next was signed <Time at={waitingSince} now={now} /> and not sent. See that the worker runs.
                </div>
              )}
            </Fact>
          ))}
          {integrity.sinks.length === 0 && <Fact label="To">nowhere: nothing outside shows what is rewritten</Fact>}
          <Fact label="JSON lines">{stdout ? 'each entry on standard output (OCSF 1.3)' : 'off'}</Fact>
          <Fact label="Signed by">{integrity.anchor ? integrity.anchor.keys.join(', ') : 'not yet'}</Fact>
        </Facts>
        {publicKey !== null && (
          <div className="flex flex-col items-start gap-2">
            <pre
              tabIndex={0}
              aria-label="Public key of the anchors"
              className="w-full overflow-auto rounded-md border border-line bg-sunk p-2 font-mono text-xs"
            >
              {publicKey}
            </pre>
            <CopyButton text={publicKey} label="the public key" />
          </div>
        )}
      </CardBody>
    </Card>
  );
}
