import type { ComponentProps } from 'react';
import type { WhyView } from '@/lib/contract/grants';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { TextLink } from '@/components/ui/text-link';
import { SecretChoices } from './secret-choices';
import { WhyAnswer } from './why-answer';
import { WhyForm } from './why-form';
import { whyHref } from './why-url';

interface Props extends Omit<ComponentProps<typeof WhyForm>, 'secretName'> {
  /** null: which secret is meant is still open, or the person is nobody whom Keyledger has met. */
  answer: WhyView | null;
  /** Where a text fits several secrets, or none. */
  choices: ComponentProps<typeof SecretChoices>['choices'] | null;
}

export function WhyScreen({ answer, choices, url, ...form }: Props) {
  return (
    <>
      <PageHeader>
        <PageTitle>Who may do what, and why</PageTitle>
        <TextLink href="/settings" className="inline-flex min-h-6 items-center text-sm">
          Settings
        </TextLink>
      </PageHeader>
      <UrlMistakes mistakes={url.mistakes} />
      <div className="flex flex-col gap-3.5 px-6 py-4 max-md:px-3">
        <Card aria-label="Question">
          <CardHeader>
            <CardTitle>Question</CardTitle>
            <p className="text-ink-3">answered from the grants in force; asking changes nothing</p>
          </CardHeader>
          <CardBody>
            {/* A link that chooses a secret fills the fields anew. */}
            <WhyForm key={whyHref(url.state)} url={url} secretName={answer?.secret?.name ?? null} {...form} />
          </CardBody>
        </Card>
        {choices && <SecretChoices url={url} choices={choices} />}
        {answer && <WhyAnswer answer={answer} />}
        {!answer && !choices && (
          <EmptyState>
            <EmptyTitle>Nobody of that id has signed in here</EmptyTitle>
            <p>Choose somebody from the list, or make somebody up.</p>
          </EmptyState>
        )}
        <p className="text-sm text-ink-3">
          An act begins by asking AWS about the secret, and is decided on that answer; here the last listing counts. A
          changed file can be tried before it is in force: <code>npm run grants -- --try FILE</code>.
        </p>
      </div>
    </>
  );
}
