import type { AthenaView } from '@/lib/contract/athena';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { TextLink } from '@/components/ui/text-link';
import { AthenaFacts } from './athena-facts';
import { AthenaTexts } from './athena-texts';
import { AthenaUse } from './athena-use';

/** How a trail's files are asked with Athena, and what to paste and run for it. */
export function AthenaScreen({ view: { athena, use, files }, now }: { view: AthenaView; now: string }) {
  return (
    <>
      <PageHeader>
        <PageTitle>Athena</PageTitle>
        <p className="text-ink-3">
          <TextLink href="/settings" className="underline">
            Settings
          </TextLink>{' '}
          · history out of a trail’s files in S3, of longer than the 90 days that AWS’s event history keeps
        </p>
      </PageHeader>
      <div className="flex flex-col gap-3.5 px-6 py-4 max-md:px-3">
        <Card aria-label="How it is set">
          <CardHeader>
            <CardTitle>How it is set</CardTitle>
          </CardHeader>
          <CardBody>
            {athena ? (
              <AthenaFacts athena={athena} />
            ) : (
              <p className="max-w-prose text-ink-2">
                No trail is asked: keyledger.yaml has no section <code>athena</code>. keyledger.example.yaml shows one;
                below is what it needs, with the names that it has there.
              </p>
            )}
          </CardBody>
        </Card>
        {athena && <AthenaUse use={use} limit={athena.bytesPerDay} now={now} />}
        <AthenaTexts files={files} />
      </div>
    </>
  );
}
