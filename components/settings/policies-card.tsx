import type { SettingsView } from '@/lib/contract/system';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';

/** What each capability needs in AWS, to paste. */
export function PoliciesCard({ policies }: { policies: SettingsView['policies'] }) {
  if (policies.length === 0) return null;
  return (
    <Card id="policies" aria-label="Policies">
      <CardHeader>
        <CardTitle>Policies to paste</CardTitle>
        <p className="text-ink-3">for the role that each act assumes</p>
      </CardHeader>
      <CardBody className="flex flex-col gap-2">
        {policies.map(({ act, policy }) => (
          <details key={act} className="rounded-lg border border-line">
            <summary className="flex min-h-8 items-center px-3 font-medium hover:bg-sunk">{act}</summary>
            <div className="flex flex-col items-start gap-2 px-3 pb-3">
              <pre
                tabIndex={0}
                aria-label={`Policy to ${act}`}
                className="max-h-96 w-full overflow-auto rounded-md border border-line bg-sunk p-2 font-mono text-xs"
              >
                {policy}
              </pre>
              <CopyButton text={policy} label={`the policy to ${act}`} />
            </div>
          </details>
        ))}
      </CardBody>
    </Card>
  );
}
