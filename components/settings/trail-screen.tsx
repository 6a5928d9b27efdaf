import type { TrailView } from '@/lib/contract/trail';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { TextLink } from '@/components/ui/text-link';
import { TrailFacts } from './trail-facts';
import { TrailTexts } from './trail-texts';
import { TrailTroubles } from './trail-troubles';
import { TrailUse } from './trail-use';

/** How a trail's files are read out of their bucket, how that goes, and what to paste for it. */
export function TrailScreen({ view: { trail, use, files }, now }: { view: TrailView; now: string }) {
  return (
    <>
      <PageHeader>
        <PageTitle>Trail files</PageTitle>
        <p className="text-ink-3">
          <TextLink href="/settings" className="underline">
            Settings
          </TextLink>{' '}
          · events out of a trail’s files in S3, of days that AWS’s event history does not tell
        </p>
      </PageHeader>
      <div className="flex flex-col gap-3.5 px-6 py-4 max-md:px-3">
        <Card aria-label="How it is set">
          <CardHeader>
            <CardTitle>How it is set</CardTitle>
          </CardHeader>
          <CardBody>
            {trail ? (
              <TrailFacts trail={trail} />
            ) : (
              <p className="max-w-prose text-ink-2">
                No bucket is read: keyledger.yaml has no section <code>trail</code>. keyledger.example.yaml shows one;
                below is what it needs, with the names that it has there. Files that somebody copied come in by{' '}
                <code>npm run import-trail</code>.
              </p>
            )}
          </CardBody>
        </Card>
        {trail && <TrailUse use={use} now={now} />}
        {use && use.troubles.length > 0 && <TrailTroubles troubles={use.troubles} />}
        <TrailTexts files={files} />
      </div>
    </>
  );
}
