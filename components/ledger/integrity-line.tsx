import type { LedgerList } from '@/lib/contract/ledger';
import type { LedgerIntegrityView } from '@/lib/contract/ledger-integrity';
import { Time } from '@/components/ui/time';
import { checkLinks } from './check-links';

const GUARDS = {
  'append-only': 'Append-only: the database lets Keyledger add entries, not change them.',
  'tamper-evident': 'Tamper-evident only: the database role could change entries; verifying would show it.',
} as const;

const entries = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'entry' : 'entries'}`;

/** What holds the ledger together: the worker's last walk along it, the last anchor, and what is not anchored yet. */
export function IntegrityLine({ ledger, now }: { ledger: LedgerList; now: string }) {
  const { checked, brokenAt } = checkLinks(ledger.items);
  const { integrity } = ledger;
  return (
    <details className="border-b border-line px-5 py-1.5 text-sm text-ink-2">
      <summary className="min-h-6 leading-6 hover:text-ink">
        {brokenAt !== null && <b className="text-bad">Entry {brokenAt} does not follow from the one before it. </b>}
        {integrity ? (
          <Summary integrity={integrity} now={now} />
        ) : (
          <span>
            {GUARDS[ledger.guard]} {brokenAt === null && checked > 0 && linkWords(checked)}
          </span>
        )}
      </summary>
      <div className="flex flex-col gap-1 pb-1.5 text-ink-3">
        {integrity && (
          <p>
            {GUARDS[ledger.guard]} {brokenAt === null && checked > 0 && linkWords(checked)}
          </p>
        )}
        {integrity && <More integrity={integrity} now={now} />}
        <p>
          The whole of it, against anchors kept outside:{' '}
          <code className="font-mono wrap-anywhere">npm run verify-ledger -- --anchors FILE --fresh 26</code>
        </p>
      </div>
    </details>
  );
}

function Summary({ integrity, now }: { integrity: LedgerIntegrityView; now: string }) {
  const { checked, findings, anchor, overdueSince, unanchored, sinks } = integrity;
  const broken = findings.filter(({ kind }) => kind !== 'restored');
  const failing = sinks.filter(({ problem, waitingSince }) => problem !== null || waitingSince !== null);
  return (
    <>
      {broken.length > 0 ? (
        <b className="text-bad">The ledger is not what was written: {broken[0]?.why}. </b>
      ) : checked ? (
        <span>
          Whole when it was checked, <Time at={checked.at} now={now} />.{' '}
        </span>
      ) : (
        <span>Not checked yet. </span>
      )}
      {findings.length > broken.length && <b className="text-warn">A backup was put back. </b>}
      <span>{anchor ? <Anchored anchor={anchor} now={now} /> : 'Not anchored outside yet.'} </span>
      {unanchored.entries > 0 && anchor && (
        <span>
          {entries(unanchored.entries)} not anchored yet
          {unanchored.oldestAt && (
            <>
              , the oldest <Time at={unanchored.oldestAt} now={now} />
            </>
          )}
          .{' '}
        </span>
      )}
      {overdueSince && (
        <b className="text-warn">
          The next anchor was due <Time at={overdueSince} now={now} />: see that the worker runs.{' '}
        </b>
      )}
      {failing.length > 0 && (
        <b className="text-warn">Anchors do not arrive at: {failing.map(({ name }) => name).join(', ')}.</b>
      )}
    </>
  );
}

const Anchored = ({ anchor, now }: { anchor: NonNullable<LedgerIntegrityView['anchor']>; now: string }) => (
  <>
    Anchored up to entry {anchor.seq}, <Time at={anchor.at} now={now} />.
  </>
);

function More({ integrity, now }: { integrity: LedgerIntegrityView; now: string }) {
  const { checked, findings, sinks, ledger, anchor } = integrity;
  return (
    <>
      {checked && (
        <p>
          Walked up to entry {checked.seq}
          {checked.wholeAt && (
            <>
              ; from its beginning <Time at={checked.wholeAt} now={now} />
            </>
          )}
          .
        </p>
      )}
      {findings.map(({ why }) => (
        <p key={why} className="text-ink-2">
          {why}
        </p>
      ))}
      {sinks.map(({ name, delivered, waitingSince, problem }) => (
        <p key={name}>
          Anchors to the {name}: {delivered === 0 ? 'none has arrived' : `up to ${delivered}`}
          {problem && (
            <span className="text-warn">
              {' '}
              · {problem.message} {problem.remedy} (since <Time at={problem.since} now={now} />)
            </span>
          )}
          {!problem && waitingSince && (
            <span className="text-warn">
              {' '}
              · the next was signed <Time at={waitingSince} now={now} /> and not sent: see that the worker runs
            </span>
          )}
        </p>
      ))}
      <p className="wrap-anywhere">
        Ledger <span className="font-mono">{ledger}</span>
        {anchor && (
          <>
            , signed by <span className="font-mono">{anchor.keys.join(', ')}</span>
          </>
        )}
      </p>
    </>
  );
}

const linkWords = (count: number): string =>
  count === 1
    ? 'The link between the entries shown holds.'
    : `All ${count.toLocaleString('en')} links between the entries shown hold.`;
